//! Acts in order: made from a seed, written and read as lines.

use crate::collab::tests::simulator::plan::Dice;
use std::{fmt, str::FromStr};

/// How many people a plan knows, by their place in `stage::PEOPLE`.
pub const PEOPLE: usize = 11;

/// The first who is not there at the beginning.
const NEW: usize = 7;

/// Somebody who may comment and no more.
const OUTSIDE: usize = 5;

/// The people of the two sides, by the same numbers; acts on members are mostly about one's own.
const COLLEAGUES: [[usize; 3]; 2] = [[0, 2, 6], [1, 3, 3]];

/// What somebody tries to do. `whom` and `what` mean something to some of them only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Opens a link from the mail.
    SignIn,
    /// Nobody does anything until every sign-in is stale.
    Wait,
    Invite,
    Renew,
    Accept,
    Decline,
    /// Changes role, side and languages.
    Change,
    /// Names somebody a signer of the side, or no longer.
    Signer,
    Remove,
    Leave,
    Erase,
    /// Changes the own name.
    Rename,
    /// Changes the partnership's title and the own organisation's name.
    Facts,
    Write,
    /// Moves the proposal to the next state.
    Forward,
    /// Moves it to any state, with a reason or without.
    Move,
    Sign,
    Withdraw,
    Publish,
    TakeBack,
    Export,
    NewProposal,
    /// Opens a thread on words of the text: `what` says how much it weighs.
    Open,
    Answer,
    Decide,
    Reopen,
    /// Says whether a final needs a decision on every comment.
    Rule,
    /// Changes, closes or sums up the review.
    Review,
}

impl Verb {
    /// The stable name.
    pub fn name(self) -> &'static str {
        let found = VERBS.iter().find(|(it, ..)| *it == self);
        found.map_or("", |it| it.1)
    }

    /// Whether it is about threads and nothing else.
    pub fn is_talk(self) -> bool {
        matches!(
            self,
            Verb::Open | Verb::Answer | Verb::Decide | Verb::Reopen
        )
    }
}

/// Every verb but for waiting, which does nothing.
pub fn verbs() -> impl Iterator<Item = Verb> {
    let all = VERBS.iter().map(|it| it.0);
    all.filter(|it| *it != Verb::Wait)
}

/// Every verb with its stable name and how often it comes.
const VERBS: [(Verb, &str, usize); 28] = [
    (Verb::SignIn, "sign-in", 8),
    (Verb::Wait, "wait", 2),
    (Verb::Invite, "invite", 8),
    (Verb::Renew, "renew", 2),
    (Verb::Accept, "accept", 8),
    (Verb::Decline, "decline", 2),
    (Verb::Change, "change", 12),
    (Verb::Signer, "signer", 5),
    (Verb::Remove, "remove", 5),
    (Verb::Leave, "leave", 2),
    (Verb::Erase, "erase", 1),
    (Verb::Rename, "rename", 1),
    (Verb::Facts, "facts", 3),
    (Verb::Write, "write", 4),
    (Verb::Forward, "forward", 18),
    (Verb::Move, "move", 5),
    (Verb::Sign, "sign", 26),
    (Verb::Withdraw, "withdraw", 3),
    (Verb::Publish, "publish", 6),
    (Verb::TakeBack, "take-back", 2),
    (Verb::Export, "export", 2),
    (Verb::NewProposal, "new-proposal", 1),
    (Verb::Open, "open", 6),
    (Verb::Answer, "answer", 5),
    (Verb::Decide, "decide", 8),
    (Verb::Reopen, "reopen", 4),
    (Verb::Rule, "rule", 2),
    (Verb::Review, "review", 3),
];

/// One attempt of one person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    pub verb: Verb,
    pub by: usize,
    pub whom: usize,
    pub what: usize,
}

impl Step {
    /// A step by one of these people; the first two act as often as all others together.
    pub fn roll(dice: &mut Dice, by: &[usize]) -> Step {
        let all: usize = VERBS.iter().map(|(_, _, weight)| weight).sum();
        let mut at = dice.below(all);
        let mut verb = Verb::Wait;
        for (it, _, weight) in VERBS {
            if at < weight {
                verb = it;
                break;
            }
            at -= weight;
        }
        let first = by.len().min(2);
        let actor = match dice.below(2) {
            0 => dice.below(first),
            _ => dice.below(by.len()),
        };
        Step {
            verb,
            by: by[actor],
            whom: whom(dice, verb, by[actor]),
            what: dice.below(60),
        }
    }
}

/// Whom it is done to: mostly somebody of the own side, and somebody new is invited.
fn whom(dice: &mut Dice, verb: Verb, by: usize) -> usize {
    match (verb, dice.below(4)) {
        (Verb::Invite, 1..) => NEW + dice.below(PEOPLE - NEW),
        (Verb::Signer | Verb::Change | Verb::Remove, 2..) => COLLEAGUES[by % 2][dice.below(3)],
        _ => dice.below(PEOPLE),
    }
}

/// What people do after something was done: an invitation is answered, the other side signs too.
/// None where nothing follows.
fn follow(dice: &mut Dice, last: &Step) -> Option<Step> {
    let (same, other) = (last.by, 1 - last.by.min(1));
    let all = match last.verb {
        Verb::Invite => &[
            (Verb::Accept, last.whom),
            (Verb::Accept, last.whom),
            (Verb::Decline, last.whom),
            (Verb::Renew, same),
        ][..],
        Verb::Accept => &[
            (Verb::Erase, same),
            (Verb::Erase, same),
            (Verb::Leave, same),
            (Verb::Sign, same),
        ],
        // Whose right to sign is changed after they signed, and who goes, has signed nothing.
        Verb::Sign => &[
            (Verb::Sign, other),
            (Verb::SignIn, same),
            (Verb::Withdraw, same),
            (Verb::Signer, same),
            (Verb::Change, other),
            (Verb::Leave, same),
        ],
        Verb::Signer => &[(Verb::Sign, last.whom), (Verb::Signer, same)],
        Verb::SignIn => &[(Verb::Forward, same), (Verb::Publish, same)],
        Verb::Forward => &[(Verb::Publish, same), (Verb::Sign, same)],
        Verb::Publish => &[(Verb::TakeBack, same)],
        Verb::Open | Verb::Reopen => &[
            (Verb::Decide, other),
            (Verb::Decide, OUTSIDE),
            (Verb::SignIn, other),
        ],
        _ => return None,
    };
    let (verb, by) = all[dice.below(all.len())];
    Some(Step {
        verb,
        by,
        whom: match verb {
            Verb::Renew => last.whom,
            _ => whom(dice, verb, by),
        },
        what: dice.below(60),
    })
}

/// What has happened before the first step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    Draft,
    ForSignOff,
    /// Both sides have signed.
    Signed,
    /// A final that was unlocked; its sign-offs are of the past.
    Unlocked,
}

const STARTS: [(Start, &str); 4] = [
    (Start::Draft, "draft"),
    (Start::ForSignOff, "for-sign-off"),
    (Start::Signed, "signed"),
    (Start::Unlocked, "unlocked"),
];

/// A whole run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub start: Start,
    pub steps: Vec<Step>,
}

impl Plan {
    /// The plan of a seed, in which only these people act.
    pub fn of_seed(seed: u64, steps: usize, by: &[usize]) -> Plan {
        let mut dice = Dice::new(seed);
        let start = STARTS[dice.below(STARTS.len())].0;
        let mut plan = Plan {
            start,
            steps: Vec::new(),
        };
        while plan.steps.len() < steps {
            let last = plan.steps.last().filter(|_| dice.below(3) > 0);
            let next = last.and_then(|last| follow(&mut dice, last));
            let next = next.filter(|step| by.contains(&step.by));
            let step = next.unwrap_or_else(|| Step::roll(&mut dice, by));
            plan.steps.push(step);
        }
        plan
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let start = STARTS.iter().find(|(it, _)| *it == self.start);
        writeln!(f, "start {}", start.map_or("", |it| it.1))?;
        for step in &self.steps {
            writeln!(f, "{step}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.verb.name();
        write!(f, "{name} {} {} {}", self.by, self.whom, self.what)
    }
}

impl FromStr for Plan {
    type Err = String;

    fn from_str(text: &str) -> Result<Plan, String> {
        let mut lines = text.lines();
        let start = lines.next().and_then(|line| line.strip_prefix("start "));
        let start = STARTS.iter().find(|(_, name)| Some(*name) == start);
        let start = start.ok_or("a plan begins with its start")?.0;
        let steps = lines.map(|line| step(line).ok_or(line.to_owned()));
        let steps = steps.collect::<Result<_, _>>()?;
        Ok(Plan { start, steps })
    }
}

fn step(line: &str) -> Option<Step> {
    let mut parts = line.split(' ');
    let name = parts.next()?;
    let verb = VERBS.iter().find(|(_, it, _)| *it == name)?.0;
    let mut number = || parts.next()?.parse().ok();
    Some(Step {
        verb,
        by: number()?,
        whom: number()?,
        what: number()?,
    })
}

#[test]
fn a_plan_comes_back_from_its_lines() {
    let plan = Plan::of_seed(7, 80, &[0, 1, 2]);
    assert_eq!(plan.to_string().parse(), Ok(plan));
}
