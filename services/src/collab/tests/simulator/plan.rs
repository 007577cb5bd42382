//! What happens, in order: made from a seed, written and read as lines.

use model::role::Role;
use std::{fmt, str::FromStr};

/// One thing that happens. Numbers beyond what is there are taken modulo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A person writes a word: at the start or the end of a block, or as a new block.
    Write { person: usize, place: usize },
    /// A person deletes a block's words.
    Delete { person: usize, place: usize },
    /// Frames of a person arrive at the instance.
    ToRoom { person: usize, frames: usize },
    /// Frames of the instance arrive at a person.
    ToPerson { person: usize, frames: usize },
    /// A connection breaks; what was under way is gone.
    Break { person: usize },
    /// A person connects, if not connected.
    Connect { person: usize, instance: usize },
    /// A person posts and gets the answer, without a connection.
    Post { person: usize, instance: usize },
    /// A person loads the page again: another replica, with what the browser kept.
    Reload { person: usize },
    /// A person says something about itself.
    Present { person: usize },
    /// The store finishes the commit under way.
    Commit { instance: usize },
    /// The store fails the commit under way.
    CommitFails { instance: usize },
    /// The store finishes the commit, but the answer is lost.
    CommitLost { instance: usize },
    /// A look at the store comes back.
    Look { instance: usize },
    /// The next signal arrives.
    Signal { instance: usize },
    /// The next signal arrives twice.
    SignalTwice { instance: usize },
    /// The next signal is lost, which the listener notices later.
    SignalLost { instance: usize },
    /// An instance is killed and comes back empty.
    Kill { instance: usize },
    /// The rows are replaced by a snapshot.
    Compact,
    /// A person's role becomes this.
    Promote { person: usize, role: Role },
    /// Time passes.
    Wait { ms: u64 },
    /// A person comments on a word.
    Comment { person: usize, place: usize },
    /// A person answers, decides or reopens a thread.
    Discuss { person: usize, place: usize },
    /// The coordinator opens a review or takes it back.
    MoveOn,
    /// The page of a person asks for what it lacks.
    Ask { person: usize },
    /// The answer to what it asked arrives.
    Answered { person: usize },
    /// The next two signals overtake each other.
    SignalsSwap { instance: usize },
}

/// A whole run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    pub people: usize,
    pub instances: usize,
    pub steps: Vec<Step>,
}

/// Numbers from a seed, the same on every machine and in every version (splitmix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Dice(seed)
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.roll() % limit.max(1) as u64) as usize
    }
}

impl Plan {
    /// The plan of a seed.
    pub fn of_seed(seed: u64) -> Plan {
        let mut dice = Dice::new(seed);
        let people = 1 + dice.below(5);
        let instances = 1 + dice.below(3);
        let length = 40 + dice.below(260);
        let steps = (0..length).map(|_| Step::roll(&mut dice)).collect();
        Plan {
            people,
            instances,
            steps,
        }
    }

    /// The plan with all steps left out without which it fails as well.
    pub fn shorten(&self, fails: impl Fn(&Plan) -> bool) -> Plan {
        let with = |steps: &[Step]| Plan {
            steps: steps.to_vec(),
            ..*self
        };
        with(&shorten(&self.steps, |steps| fails(&with(steps))))
    }
}

/// The steps without those without which it fails as well.
pub fn shorten<T: Clone>(steps: &[T], fails: impl Fn(&[T]) -> bool) -> Vec<T> {
    let mut steps = steps.to_vec();
    let mut size = steps.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < steps.len() {
            let mut shorter = steps.clone();
            shorter.drain(at..(at + size).min(steps.len()));
            match fails(&shorter) {
                true => steps = shorter,
                false => at += size,
            }
        }
        size /= 2;
    }
    steps
}

impl Step {
    fn roll(dice: &mut Dice) -> Step {
        let (person, instance) = (dice.below(8), dice.below(8));
        let (place, frames) = (dice.below(64), 1 + dice.below(6));
        match dice.below(116) {
            0..22 => Step::Write { person, place },
            22..27 => Step::Delete { person, place },
            27..47 => Step::ToRoom { person, frames },
            47..62 => Step::ToPerson { person, frames },
            62..66 => Step::Break { person },
            66..73 => Step::Connect { person, instance },
            73..75 => Step::Post { person, instance },
            75..77 => Step::Reload { person },
            77..79 => Step::Present { person },
            79..85 => Step::Commit { instance },
            85..87 => Step::CommitFails { instance },
            87..88 => Step::CommitLost { instance },
            88..90 => Step::Look { instance },
            90..93 => Step::Signal { instance },
            93..94 => Step::SignalTwice { instance },
            94..95 => Step::SignalLost { instance },
            95..96 => Step::Kill { instance },
            96..97 => Step::Compact,
            97..99 => {
                let roles = [Role::Reader, Role::Editor, Role::Editor, Role::Commenter];
                let role = roles[place % roles.len()];
                Step::Promote { person, role }
            }
            99 => Step::Wait {
                ms: 500 * place as u64,
            },
            100..105 => Step::Comment { person, place },
            105..110 => Step::Discuss { person, place },
            110 => Step::MoveOn,
            111..113 => Step::Ask { person },
            113..115 => Step::Answered { person },
            _ => Step::SignalsSwap { instance },
        }
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "people {}", self.people)?;
        writeln!(f, "instances {}", self.instances)?;
        for step in &self.steps {
            writeln!(f, "{}", words(step))?;
        }
        Ok(())
    }
}

fn words(step: &Step) -> String {
    match step {
        Step::Write { person, place } => format!("write {person} {place}"),
        Step::Delete { person, place } => format!("delete {person} {place}"),
        Step::ToRoom { person, frames } => format!("to-room {person} {frames}"),
        Step::ToPerson { person, frames } => format!("to-person {person} {frames}"),
        Step::Break { person } => format!("break {person}"),
        Step::Connect { person, instance } => format!("connect {person} {instance}"),
        Step::Post { person, instance } => format!("post {person} {instance}"),
        Step::Reload { person } => format!("reload {person}"),
        Step::Present { person } => format!("present {person}"),
        Step::Commit { instance } => format!("commit {instance}"),
        Step::CommitFails { instance } => format!("commit-fails {instance}"),
        Step::CommitLost { instance } => format!("commit-lost {instance}"),
        Step::Look { instance } => format!("look {instance}"),
        Step::Signal { instance } => format!("signal {instance}"),
        Step::SignalTwice { instance } => format!("signal-twice {instance}"),
        Step::SignalLost { instance } => format!("signal-lost {instance}"),
        Step::Kill { instance } => format!("kill {instance}"),
        Step::Compact => "compact".to_owned(),
        Step::Promote { person, role } => format!("promote {person} {}", role.code()),
        Step::Wait { ms } => format!("wait {ms}"),
        Step::Comment { person, place } => format!("comment {person} {place}"),
        Step::Discuss { person, place } => format!("discuss {person} {place}"),
        Step::MoveOn => "move-on".to_owned(),
        Step::Ask { person } => format!("ask {person}"),
        Step::Answered { person } => format!("answered {person}"),
        Step::SignalsSwap { instance } => format!("signals-swap {instance}"),
    }
}

impl FromStr for Plan {
    type Err = String;

    fn from_str(text: &str) -> Result<Plan, String> {
        let (mut people, mut instances, mut steps) = (1, 1, Vec::new());
        for line in text.lines() {
            let parts: Vec<&str> = line.split(' ').collect();
            let number = |at: usize| {
                parts
                    .get(at)
                    .and_then(|part| part.parse().ok())
                    .unwrap_or(0)
            };
            match parts[0] {
                "people" => people = number(1),
                "instances" => instances = number(1),
                _ => steps.push(step(&parts, number(1), number(2)).ok_or(line)?),
            }
        }
        Ok(Plan {
            people,
            instances,
            steps,
        })
    }
}

fn step(parts: &[&str], first: usize, second: usize) -> Option<Step> {
    let (person, instance, place, frames) = (first, second, second, second);
    Some(match parts[0] {
        "write" => Step::Write { person, place },
        "delete" => Step::Delete { person, place },
        "to-room" => Step::ToRoom { person, frames },
        "to-person" => Step::ToPerson { person, frames },
        "break" => Step::Break { person },
        "connect" => Step::Connect { person, instance },
        "post" => Step::Post { person, instance },
        "reload" => Step::Reload { person },
        "present" => Step::Present { person },
        "commit" => Step::Commit { instance: first },
        "commit-fails" => Step::CommitFails { instance: first },
        "commit-lost" => Step::CommitLost { instance: first },
        "look" => Step::Look { instance: first },
        "signal" => Step::Signal { instance: first },
        "signal-twice" => Step::SignalTwice { instance: first },
        "signal-lost" => Step::SignalLost { instance: first },
        "kill" => Step::Kill { instance: first },
        "compact" => Step::Compact,
        "promote" => Step::Promote {
            person,
            role: Role::from_code(parts.get(2)?)?,
        },
        "wait" => Step::Wait { ms: first as u64 },
        "comment" => Step::Comment { person, place },
        "discuss" => Step::Discuss { person, place },
        "move-on" => Step::MoveOn,
        "ask" => Step::Ask { person },
        "answered" => Step::Answered { person },
        "signals-swap" => Step::SignalsSwap { instance: first },
        _ => return None,
    })
}

#[test]
fn a_plan_comes_back_from_its_lines() {
    let plan = Plan::of_seed(7);
    assert_eq!(plan.to_string().parse(), Ok(plan));
}
