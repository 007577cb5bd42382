//! Acts in order: made from a seed, written and read as lines.

use crate::collab::tests::simulator::plan::Dice;
use std::{fmt, str::FromStr};

/// How many people a plan knows, by their place in `stage::PEOPLE`.
pub const PEOPLE: usize = 11;

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
}

/// Every verb with its stable name and how often it comes.
const VERBS: [(Verb, &str, usize); 22] = [
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
            whom: dice.below(PEOPLE),
            what: dice.below(60),
        }
    }
}

/// What has happened before the first step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    Draft,
    ForSignOff,
    /// A final that was unlocked; its sign-offs are of the past.
    Unlocked,
}

const STARTS: [(Start, &str); 3] = [
    (Start::Draft, "draft"),
    (Start::ForSignOff, "for-sign-off"),
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
        let steps = (0..steps).map(|_| Step::roll(&mut dice, by)).collect();
        Plan { start, steps }
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
        let name = VERBS.iter().find(|(it, ..)| *it == self.verb);
        let name = name.map_or("", |it| it.1);
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
