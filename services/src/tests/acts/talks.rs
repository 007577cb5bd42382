//! Threads, as far as the rules about them go: who said and decided what, and what is open.

use super::{
    facts::{Known, Standing, Status},
    plan::{Step, Verb},
};
use crate::{
    store::entities::{comment, decision, thread},
    tests::World,
};
use model::role::Role;
use sea_orm::{EntityTrait, QueryOrder};
use std::collections::BTreeMap;
use uuid::Uuid;

/// A thread with everything that was said in it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Talk {
    proposal: Uuid,
    blocking: bool,
    next_edition: bool,
    /// Comments and their authors, the first one's is who opened it.
    said: Vec<(Uuid, Uuid, String)>,
    /// Decisions, who decided, and whether they still hold.
    decided: Vec<(Uuid, Uuid, bool)>,
}

impl Talk {
    fn is_open(&self) -> bool {
        !self.decided.iter().any(|(.., holds)| *holds)
    }

    /// Whether it holds the final of its proposal.
    fn holds(&self, known: &Known) -> bool {
        let way = known.ways.get(&self.proposal);
        self.is_open() && (self.blocking || way.is_some_and(|it| it.every_comment))
    }

    fn opener(&self) -> Uuid {
        self.said[0].1
    }
}

/// Every thread of every proposal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Talks(BTreeMap<Uuid, Talk>);

impl Talks {
    /// What the tables say.
    pub async fn read(world: &World) -> Talks {
        let db = &world.s.db;
        let mut talks = Talks::default();
        for row in thread::Entity::find().all(db).await.unwrap() {
            let talk = Talk {
                proposal: row.proposal,
                blocking: row.severity == "blocking",
                next_edition: row.next_edition,
                said: Vec::new(),
                decided: Vec::new(),
            };
            talks.0.insert(row.id, talk);
        }
        let comments = comment::Entity::find()
            .order_by_asc(comment::Column::At)
            .order_by_asc(comment::Column::Id);
        for row in comments.all(db).await.unwrap() {
            let talk = talks.0.get_mut(&row.thread).expect("h: said nowhere");
            talk.said.push((row.id, row.account, row.body));
        }
        let decisions = decision::Entity::find()
            .order_by_asc(decision::Column::At)
            .order_by_asc(decision::Column::Id);
        for row in decisions.all(db).await.unwrap() {
            let talk = talks.0.get_mut(&row.thread).expect("h: decided nowhere");
            let holds = row.reopened_at.is_none();
            talk.decided.push((row.id, row.account, holds));
        }
        for (id, talk) in &talks.0 {
            assert!(!talk.said.is_empty(), "h: {id} says nothing");
            let holding = talk.decided.iter().filter(|(.., holds)| *holds).count();
            assert!(holding <= 1, "h: {id} is decided twice");
        }
        talks
    }

    /// After one step of one person: only a step about threads changes one of them, by one word of
    /// somebody who had the right to it.
    pub fn check_after(&self, before: &Talks, step: &Step, by: Option<Uuid>, known: &Known) {
        self.check_kept(before);
        let changed: Vec<_> = self
            .0
            .iter()
            .filter(|(id, talk)| before.0.get(id) != Some(talk))
            .collect();
        let expected = usize::from(step.verb.is_talk());
        assert_eq!(changed.len(), expected, "h: {step} changed {changed:?}");
        let Some((id, talk)) = changed.first() else {
            return;
        };
        let by = by.expect("somebody speaks");
        let me = known.members.get(&by).filter(|it| may_comment(it));
        let me = me.unwrap_or_else(|| panic!("h: {step} by who may not speak"));
        match before.0.get(id) {
            None => check_opened(talk, step, by, known),
            Some(was) => check_went_on(was, talk, step, by, me),
        }
    }

    /// What was said stays, and so do decisions; one that was taken back does not come to hold again.
    pub fn check_kept(&self, before: &Talks) {
        for (id, was) in &before.0 {
            let is = self.0.get(id).expect("h: a thread is gone");
            assert!(is.said.starts_with(&was.said), "h: {id}: said otherwise");
            let old = is.decided.iter().zip(&was.decided);
            assert!(is.decided.len() >= was.decided.len(), "h: {id}: undecided");
            for (now, then) in old {
                let same = now.0 == then.0 && now.1 == then.1;
                assert!(same && (then.2 || !now.2), "h: {id}: decided otherwise");
            }
        }
    }

    /// No open objection, or where it is asked for no open thread at all, stands in a proposal that has
    /// just become final, but for what was said beside it at once and is for the next edition.
    pub fn check_final(&self, before: &Talks, was: &Known, is: &Known) {
        for (id, talk) in self.0.iter().filter(|(_, talk)| talk.holds(is)) {
            let state = |known: &Known| known.ways.get(&talk.proposal).map(|it| it.state.clone());
            if state(was) == state(is) || state(is).as_deref() != Some("final") {
                continue;
            }
            let is_later = talk.next_edition && before.0.get(id) != Some(talk);
            assert!(is_later, "h: {id} stands open beside a final");
        }
    }
}

fn check_opened(talk: &Talk, step: &Step, by: Uuid, known: &Known) {
    assert_eq!(step.verb, Verb::Open, "h: {step} opened a thread");
    assert!(talk.said.len() == 1 && talk.opener() == by && talk.is_open());
    let was_final = known.ways[&talk.proposal].state == "final";
    assert_eq!(talk.next_edition, was_final, "h: of which edition it is");
}

fn check_went_on(was: &Talk, is: &Talk, step: &Step, by: Uuid, me: &Standing) {
    let said = &is.said[was.said.len()..];
    let decided = &is.decided[was.decided.len()..];
    match step.verb {
        Verb::Answer => {
            let own = said.len() == 1 && said[0].1 == by;
            assert!(own && is.decided == was.decided, "h: {step}");
        }
        Verb::Decide => {
            let own = decided.len() == 1 && decided[0].1 == by;
            assert!(own && said.is_empty() && was.is_open(), "h: {step}");
            assert!(may_decide(me), "h: {step} by who may not decide");
        }
        Verb::Reopen => {
            assert!(said.is_empty() && decided.is_empty() && !was.is_open());
            let own = may_decide(me) || was.opener() == by;
            assert!(is.is_open() && own, "h: {step}");
        }
        _ => panic!("h: {step} changed a thread"),
    }
}

/// Everybody who has agreed to be a member, but for readers.
fn may_comment(it: &Standing) -> bool {
    it.status == Status::Active && it.role != Role::Reader
}

fn may_decide(it: &Standing) -> bool {
    it.status == Status::Active && [Role::Editor, Role::Admin].contains(&it.role)
}
