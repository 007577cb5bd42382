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
    /// The next signal and a later one change places.
    SignalsSwap { instance: usize, place: usize },
    /// Everything under way to an instance is lost, which the listener notices later.
    SignalsLost { instance: usize },
    /// Everything that is under way arrives.
    Settle,
    /// An instance reads the store beside a compaction.
    LookBeside { instance: usize, place: usize },
    /// The page of a person asks for what it lacks, while somebody else acts.
    AskBeside { person: usize, place: usize },
    /// A person loads the page again, while somebody else acts.
    ReloadBeside { person: usize, place: usize },
    /// A person acts, while the role for it is taken away.
    ActBeside { person: usize, place: usize },
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

    /// The plan of a seed in which people act more than they write.
    pub fn of_acts(seed: u64) -> Plan {
        let mut dice = Dice::new(seed);
        let people = 2 + dice.below(3);
        let instances = 1 + dice.below(3);
        let length = 60 + dice.below(140);
        let mut steps = Vec::new();
        for person in 0..people {
            let instance = dice.below(8);
            let (place, frames) = (3 * dice.below(8), 8);
            steps.push(Step::Connect { person, instance });
            steps.push(Step::Write { person, place });
            steps.push(Step::ToPerson { person, frames });
            steps.push(Step::ToRoom { person, frames });
        }
        steps.extend((0..instances).map(|instance| Step::Commit { instance }));
        steps.extend((0..length).map(|_| Step::roll_act(&mut dice)));
        steps.extend(match dice.below(3) {
            0 => last_words(&mut dice),
            _ => last_acts(&mut dice),
        });
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

/// A few acts of which somebody does not hear, and then nothing more from which that could be seen.
fn last_acts(dice: &mut Dice) -> Vec<Step> {
    let mut steps = vec![Step::Settle];
    for _ in 0..1 + dice.below(3) {
        let (person, place) = (dice.below(8), dice.below(64));
        steps.push(match dice.below(3) {
            0 => Step::Comment { person, place },
            1 => Step::Discuss { person, place },
            _ => Step::MoveOn,
        });
    }
    let (instance, place) = (dice.below(8), dice.below(8));
    steps.extend((0..dice.below(3)).map(|_| Step::Signal { instance }));
    steps.push(match dice.below(3) {
        0 => Step::SignalsSwap { instance, place },
        1 => Step::SignalLost { instance },
        _ => Step::SignalsLost { instance },
    });
    steps
}

/// Commented words go, of which somebody does not hear, but does of an act behind it.
fn last_words(dice: &mut Dice) -> Vec<Step> {
    let mut somebody = || (dice.below(8), dice.below(64));
    let (one, other, third) = (somebody(), somebody(), somebody());
    let (instance, early) = (dice.below(8), dice.below(2));
    let (person, place) = one;
    let mut steps = vec![Step::Settle, Step::Comment { person, place }, Step::Settle];
    let (person, place) = other;
    steps.push(Step::Delete { person, place });
    steps.push(Step::ToRoom { person, frames: 8 });
    steps.extend((0..3).map(|instance| Step::Commit { instance }));
    steps.extend((0..early).map(|_| Step::Signal { instance }));
    steps.push(Step::SignalLost { instance });
    let (person, place) = third;
    steps.push(Step::Discuss { person, place });
    steps.extend((0..2).map(|_| Step::Signal { instance }));
    steps
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
            _ => Step::SignalsSwap { instance, place: 0 },
        }
    }

    fn roll_act(dice: &mut Dice) -> Step {
        let (person, instance) = (dice.below(8), dice.below(8));
        let (place, frames) = (dice.below(64), 1 + dice.below(6));
        match dice.below(104) {
            0..10 => Step::Comment { person, place },
            10..32 => Step::Discuss { person, place },
            32..39 => Step::MoveOn,
            39..49 => Step::Signal { instance },
            49..51 => Step::SignalTwice { instance },
            51..58 => Step::SignalLost { instance },
            58..68 => Step::SignalsSwap { instance, place },
            68..75 => Step::ToPerson { person, frames },
            75..79 => Step::Ask { person },
            79..84 => Step::Answered { person },
            84..87 => Step::AskBeside { person, place },
            87 => Step::ReloadBeside { person, place },
            88..90 => Step::ActBeside { person, place },
            90..92 => Step::LookBeside { instance, place },
            92 => Step::Break { person },
            93..95 => Step::Connect { person, instance },
            95 => Step::Kill { instance },
            96 => Step::Write { person, place },
            97 => Step::ToRoom { person, frames },
            98 => Step::Commit { instance },
            99 => Step::SignalsLost { instance },
            100..103 => Step::Settle,
            _ => {
                let role = [Role::Editor, Role::Commenter][place % 2];
                Step::Promote { person, role }
            }
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
        Step::SignalsSwap { instance, place } => format!("signals-swap {instance} {place}"),
        Step::SignalsLost { instance } => format!("signals-lost {instance}"),
        Step::Settle => "settle".to_owned(),
        Step::LookBeside { instance, place } => format!("look-beside {instance} {place}"),
        Step::AskBeside { person, place } => format!("ask-beside {person} {place}"),
        Step::ReloadBeside { person, place } => format!("reload-beside {person} {place}"),
        Step::ActBeside { person, place } => format!("act-beside {person} {place}"),
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
        "signals-swap" => {
            let instance = first;
            Step::SignalsSwap { instance, place }
        }
        "signals-lost" => Step::SignalsLost { instance: first },
        "settle" => Step::Settle,
        "look-beside" => {
            let instance = first;
            Step::LookBeside { instance, place }
        }
        "ask-beside" => Step::AskBeside { person, place },
        "reload-beside" => Step::ReloadBeside { person, place },
        "act-beside" => Step::ActBeside { person, place },
        _ => return None,
    })
}

#[test]
fn a_plan_comes_back_from_its_lines() {
    for plan in [Plan::of_seed(7), Plan::of_acts(7), Plan::of_acts(8)] {
        assert_eq!(plan.to_string().parse(), Ok(plan));
    }
}
