//! What must hold after every act. The rules are written here a second time, from the issue and
//! product.md, and not asked of the code that they are held against.

use super::{
    facts::{self, Known, Standing, Status},
    plan::{Step, Verb},
    stage::{Outcome, Stage},
    talks::Talks,
};
use crate::{
    database::tables::{self, Table},
    export::{self, Format},
    proposals,
    store::entities::{journal, proposal, sign_off, version, version_field},
};
use model::{ids::ProposalId, language::Language, role::Role};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

/// Tables that keep nothing of anybody's: proofs of commits, numbers that are counted again, and what is
/// shown of a text or found in it, which whoever reads it writes.
const NOT_COMPARED: [&str; 5] = [
    "commit_mark",
    "text_change",
    "text_state",
    "field_state",
    "search_entry",
];

/// Every row of every table.
type Rows = BTreeMap<String, Vec<String>>;

/// What a final version was when it became final.
#[derive(Clone, Debug, PartialEq)]
struct Final {
    version: version::Model,
    fields: Vec<version_field::Model>,
    sign_offs: Vec<sign_off::Model>,
}

/// What was so after the last step.
pub struct Watcher {
    tables: Vec<Table>,
    start: Known,
    /// The keys of the lines that were there at the start.
    at_start: BTreeSet<(Uuid, i64)>,
    known: Known,
    lines: Vec<journal::Model>,
    rows: Rows,
    finals: BTreeMap<Uuid, Final>,
    talks: Talks,
    /// What visitors are served of a version: its page and its export.
    served: BTreeMap<Uuid, String>,
}

impl Watcher {
    pub async fn begin(stage: &Stage) -> Watcher {
        let known = Known::read(&stage.world).await;
        let tables = tables::all().await.unwrap();
        let lines = facts::lines(&stage.world).await;
        let mut watcher = Watcher {
            rows: rows(stage, &tables).await,
            tables,
            start: known.clone(),
            known,
            at_start: lines.iter().map(key).collect(),
            lines,
            finals: BTreeMap::new(),
            talks: Talks::read(&stage.world).await,
            served: BTreeMap::new(),
        };
        watcher.check_finals(stage).await;
        watcher
    }

    pub fn finals(&self) -> usize {
        self.finals.len()
    }

    /// After one step of one person; whether it has changed anything.
    pub async fn after(
        &mut self,
        stage: &Stage,
        step: &Step,
        by: Option<Uuid>,
        outcome: &Outcome,
    ) -> bool {
        let (before, lines) = (self.known.clone(), self.lines.len());
        let talks = self.talks.clone();
        if *outcome != Outcome::Done {
            let rows = rows(stage, &self.tables).await;
            // Time passed, and nothing else.
            let changed = first_difference(&self.rows, &rows);
            assert_eq!(changed, None, "e: {step} changed something: {outcome:?}");
            return false;
        }
        self.advance(stage, step.verb == Verb::Erase).await;
        let rows = rows(stage, &self.tables).await;
        let changed = rows != self.rows;
        self.rows = rows;
        self.check_written(step, by, &before, lines);
        self.talks.check_after(&talks, step, by, &before);
        self.talks.check_final(&talks, &before, &self.known);
        check_rights(by, &before, &self.known);
        check_admins(&before, &self.known);
        changed
    }

    /// After two steps at once.
    pub async fn after_both(&mut self, stage: &Stage, erased: bool) {
        let (before, talks) = (self.known.clone(), self.talks.clone());
        self.advance(stage, erased).await;
        self.talks.check_kept(&talks);
        self.talks.check_final(&talks, &before, &self.known);
        check_admins(&before, &self.known);
    }

    async fn advance(&mut self, stage: &Stage, erased: bool) {
        let lines = facts::lines(&stage.world).await;
        self.check_journal(&lines, erased);
        self.known = Known::read(&stage.world).await;
        let replayed = self.replayed(&lines);
        assert_eq!(replayed, self.known, "d: the journal tells something else");
        check_signers(&self.known);
        self.talks = Talks::read(&stage.world).await;
        self.lines = lines;
        self.check_finals(stage).await;
    }

    /// Numbers without holes, and no line is changed or taken away.
    fn check_journal(&self, lines: &[journal::Model], erased: bool) {
        let mut numbers: BTreeMap<Uuid, i64> = BTreeMap::new();
        for line in lines {
            let next = numbers.entry(line.scope).or_default();
            *next += 1;
            assert_eq!(line.seq, *next, "d: a hole in the journal");
        }
        for old in self.lines.iter().filter(|_| !erased) {
            assert!(lines.contains(old), "d: a line was changed: {old:?}");
        }
    }

    /// What the journal makes of the beginning. Every new line changes something, but for those that
    /// only note something.
    fn replayed(&self, lines: &[journal::Model]) -> Known {
        let old: BTreeSet<_> = self.lines.iter().map(key).collect();
        let mut known = self.start.clone();
        for line in lines
            .iter()
            .filter(|line| !self.at_start.contains(&key(line)))
        {
            let changes = known.replay(line);
            let notes = ["facts_changed", "exported_whole"].contains(&line.kind.as_str());
            let is_new = !old.contains(&key(line));
            assert!(changes || notes || !is_new, "d: an idle line: {line:?}");
        }
        known
    }

    /// The lines of one act name who did it; what changes no rights has one line or none.
    fn check_written(&self, step: &Step, by: Option<Uuid>, before: &Known, lines: usize) {
        let written = self.lines.len() - lines;
        let new: Vec<_> = self
            .lines
            .iter()
            .filter(|it| it.at == self.newest_at())
            .collect();
        for line in new.iter().take(written) {
            assert_eq!(line.account, by, "d: another one's line: {line:?}");
        }
        let expected = match step.verb {
            Verb::Export | Verb::NewProposal => Some(1),
            Verb::Open | Verb::Answer | Verb::Decide | Verb::Reopen => Some(1),
            Verb::Write | Verb::Rename | Verb::SignIn | Verb::Renew => Some(0),
            _ if *before == self.known && step.verb != Verb::Facts => Some(0),
            _ => None,
        };
        if let Some(expected) = expected {
            assert_eq!(written, expected, "d: lines of {step}");
        }
    }

    fn newest_at(&self) -> i64 {
        self.lines.iter().map(|line| line.at).max().unwrap_or(0)
    }

    /// A final needs different people of every side who sign for it, and never changes again; what is
    /// published is a final.
    async fn check_finals(&mut self, stage: &Stage) {
        let db = &stage.world.s.db;
        let rows = proposal::Entity::find().all(db).await.unwrap();
        for row in &rows {
            if let Some(version) = row.final_version
                && !self.finals.contains_key(&version)
            {
                let made = read_final(stage, version).await;
                check_signed(stage, &made, &self.known);
                self.finals.insert(version, made);
            }
            let has_version = row.state != "final" || row.final_version.is_some();
            assert!(has_version, "b: a final without a version");
        }
        for (id, before) in &self.finals {
            let now = read_final(stage, *id).await;
            let (now, before) = (without_bytes(&now), without_bytes(before));
            assert_eq!(now, before, "b: a final version changed");
        }
        for row in rows {
            if let Some(version) = row.published_version {
                assert!(
                    self.finals.contains_key(&version),
                    "b: public without final"
                );
                let now = served(stage, ProposalId(row.id)).await;
                let first = self.served.entry(version).or_insert_with(|| now.clone());
                assert_eq!(now, *first, "b: visitors are served something else");
            }
        }
    }
}

/// The final, its bytes and fields as a fingerprint: what differs can be read.
fn without_bytes(of: &Final) -> String {
    let bytes = Sha256::digest(format!("{:?} {:?}", of.version.bytes, of.fields));
    let version = version::Model {
        bytes: Vec::new(),
        ..of.version.clone()
    };
    format!("{version:?} {bytes:x?} {:?}", of.sign_offs)
}

fn key(line: &journal::Model) -> (Uuid, i64) {
    (line.scope, line.seq)
}

async fn read_final(stage: &Stage, id: Uuid) -> Final {
    let db = &stage.world.s.db;
    let version = version::Entity::find_by_id(id).one(db).await.unwrap();
    let version = version.expect("b: a final version is gone");
    let fields = version_field::Entity::find()
        .filter(version_field::Column::Version.eq(id))
        .order_by_asc(version_field::Column::Field)
        .all(db)
        .await
        .unwrap();
    let sign_offs = sign_off::Entity::find()
        .filter(sign_off::Column::Version.eq(id))
        .filter(sign_off::Column::FinalAt.is_not_null())
        .order_by_asc(sign_off::Column::Id)
        .all(db)
        .await
        .unwrap();
    Final {
        version,
        fields,
        sign_offs,
    }
}

/// Different people of all sides, each with the right to sign for it, and all the same text.
fn check_signed(stage: &Stage, made: &Final, known: &Known) {
    assert_eq!(made.version.state, "final", "b: a final of another state");
    let people: BTreeSet<_> = made.sign_offs.iter().map(|it| it.account).collect();
    let sides: BTreeSet<_> = made.sign_offs.iter().map(|it| it.side).collect();
    assert_eq!(
        sides,
        stage.sides.map(|it| it.0).into(),
        "a: a side is missing"
    );
    assert_eq!(people.len(), sides.len(), "a: one person for two sides");
    for it in &made.sign_offs {
        assert!(it.hash == made.version.hash, "a: another text was signed");
        assert!(it.withdrawn_at.is_none(), "a: a signature was withdrawn");
        assert!(known.signs(it.account, it.side), "a: {it:?} has no right");
    }
}

async fn served(stage: &Stage, id: ProposalId) -> String {
    let s = &stage.world.s;
    let page = proposals::page(s, None, id).await.unwrap();
    let (language, format) = (Language::Lv, Format::Markdown);
    let file = export::file(s, None, id, language, format).await.unwrap();
    format!("{page:?} {}", String::from_utf8(file.bytes).unwrap())
}

/// What protects a side is given only by that side.
fn check_rights(by: Option<Uuid>, before: &Known, after: &Known) {
    let by = by.expect("somebody acts");
    let me = before.members.get(&by);
    let admin = me.filter(|it| it.is_admin());
    let ids: BTreeSet<_> = before.members.keys().chain(after.members.keys()).collect();
    for id in ids {
        let (was, is) = (before.members.get(id), after.members.get(id));
        if was == is || *id == by && is_own_word(was, is) {
            continue;
        }
        let admin = admin.unwrap_or_else(|| panic!("f: no admin changed {was:?} to {is:?}"));
        if *id == by {
            assert_eq!(was.unwrap().side, is.unwrap().side, "f: the own side");
        }
        for side in [was, is].into_iter().flatten().filter_map(|it| it.side) {
            let own = admin.side == Some(side);
            let first = !before.has_admin(side) && is_invitation(was, is);
            assert!(own || first, "f: the other side: {was:?} to {is:?}");
        }
    }
    for (id, way) in &after.ways {
        let was = before.ways.get(id).cloned().unwrap_or_default();
        if !was.state.is_empty() && was.state != way.state {
            // Who signs for a side may send back what waits for the signature.
            let signs = me
                .and_then(|it| it.side)
                .is_some_and(|it| before.signs(by, it));
            let sent_back = was.state == "agreed" && way.state != "final";
            let allowed = admin.is_some() || signs && sent_back;
            assert!(allowed, "f: no admin moved the proposal");
        }
        if was.published != way.published {
            let side = admin.and_then(|it| it.side);
            assert!(side.is_some(), "f: not of a side, and published");
        }
        for (side, signed) in &way.signed {
            if was.signed.get(side) != Some(signed) {
                assert!(signed.0 == by && before.signs(by, *side), "f: no signer");
            }
        }
    }
}

/// Accepting, declining, leaving.
fn is_own_word(was: Option<&Standing>, is: Option<&Standing>) -> bool {
    let is_waiting = |it: &Standing| matches!(it.status, Status::Pending { .. });
    match (was, is) {
        (Some(was), Some(is)) if is_waiting(was) && is.status == Status::Active => {
            let agreed = Standing {
                status: Status::Active,
                ..was.clone()
            };
            agreed == *is
        }
        (Some(was), None) => is_waiting(was),
        (_, Some(is)) => is.status == Status::Former,
        (None, None) => true,
    }
}

/// An invitation of a side's first admin, or its end.
fn is_invitation(was: Option<&Standing>, is: Option<&Standing>) -> bool {
    let waits = |it: &Standing| matches!(it.status, Status::Pending { .. });
    let may_wait = |it: &Standing| waits(it) && it.role == Role::Admin;
    let gone = |it: Option<&Standing>| it.is_none_or(|it| it.status == Status::Former);
    gone(was) && is.is_some_and(may_wait) || was.is_some_and(waits) && gone(is)
}

/// A sign-off that counts is by somebody who signs for that side now, not only when it was given.
fn check_signers(known: &Known) {
    for (side, (account, _)) in known.ways.values().flat_map(|way| &way.signed) {
        assert!(known.signs(*account, *side), "g: {account} has no right");
    }
}

/// A side that had an admin has one while it has members.
fn check_admins(before: &Known, after: &Known) {
    for side in before.sides() {
        let has_members = after
            .members
            .values()
            .any(|it| it.side == Some(side) && it.status != Status::Former);
        let lost = before.has_admin(side) && !after.has_admin(side);
        assert!(!(lost && has_members), "c: a side has lost its last admin");
    }
    let any = |known: &Known| known.members.values().any(Standing::is_admin);
    assert!(any(after) || !any(before), "c: no admin is left");
}

async fn rows(stage: &Stage, tables: &[Table]) -> Rows {
    let mut all = Rows::new();
    let compared = |table: &&Table| !NOT_COMPARED.contains(&table.name.as_str());
    for table in tables.iter().filter(compared) {
        let rows = all.entry(table.name.clone()).or_default();
        let read = table.read(&stage.world.s.raw, async |row| {
            rows.push(format!("{row:?}"));
            Ok(())
        });
        read.await.unwrap();
        // Rows of one key's first part have no order of their own.
        rows.sort_unstable();
    }
    all
}

fn first_difference(before: &Rows, after: &Rows) -> Option<String> {
    for (table, rows) in after {
        let old: BTreeSet<_> = before[table].iter().collect();
        let new: BTreeSet<_> = rows.iter().collect();
        if let Some(row) = old.symmetric_difference(&new).next() {
            return Some(format!("{table}: {row}"));
        }
    }
    None
}
