//! Every test runs on SQLite and, when `TALKA_TEST_POSTGRES_URL` names a server, on PostgreSQL, in a
//! database of its own.

#![allow(clippy::unwrap_used)]

mod acts;
mod archives;
mod at_once;
mod comparisons;
mod erased;
mod export;
mod facts;
mod faults;
mod files;
mod fingerprints;
mod hostile;
mod invitations;
mod journal;
mod ledger;
pub(crate) mod mail;
mod measured;
mod members;
mod news;
mod notices;
mod old_finals;
mod partnerships;
#[path = "../../pdf/src/tests/reader.rs"]
pub(crate) mod pdf_reader;
mod read_model;
mod reads;
mod restore;
mod rights;
mod rounds;
mod search;
mod seen;
mod settings;
mod sign_in;
mod signatures;
mod suggestions;
mod threads;
mod together;
mod way;

use crate::{
    Config, Error, Result, Services,
    clock::SetClock,
    demo::{self, DemoRole, account_of},
    drafts, proposals,
    store::entities::draft_update,
    threads::Opening,
    versions,
};
use model::{
    document::{anchor::Anchor, edit::Op, position::Selection, projection::Node},
    error::Refusal,
    ids::{AccountId, CommentId, DecisionId, ProposalId, ThreadId, Timestamp},
    proposal::FieldName,
    thread::Severity,
    workflow::State,
};
use sea_orm::{ActiveValue::Set, EntityTrait};
use std::{env, fmt::Debug, sync::Arc};
use uuid::Uuid;

pub(crate) use crate::testing::fresh_postgres;

/// What somebody says of words, sent once.
pub(crate) fn opening(field: FieldName, anchor: Anchor, severity: Severity, body: &str) -> Opening {
    Opening {
        id: ThreadId(rand_id()),
        field,
        anchor,
        severity,
        detached: false,
        body: body.to_owned(),
    }
}

/// The id of a comment that is sent once.
pub(crate) fn comment_id() -> CommentId {
    CommentId(rand_id())
}

/// The id of a decision that is sent once.
pub(crate) fn decision_id() -> DecisionId {
    DecisionId(rand_id())
}

fn rand_id() -> Uuid {
    Uuid::from_u128(rand::random())
}

/// Friday, 7 January 2022, 12:00 UTC.
const BEGIN: Timestamp = Timestamp(1_641_556_800_000);

/// Services over a fresh database, and the clock that they read.
pub(crate) struct World {
    pub s: Services,
    pub clock: Arc<SetClock>,
}

/// Makes PDFs, as the server does.
pub(crate) fn typeset(report: &[u8]) -> std::result::Result<Vec<u8>, String> {
    pdf::typeset(report).map_err(|cause| cause.to_string())
}

impl World {
    pub async fn open(database_url: String, demo: bool) -> World {
        let config = Config {
            database_url,
            base_url: "https://talka.example".to_owned(),
            mail_server: None,
            demo,
            demo_anywhere: false,
            typeset: crate::tests::typeset,
        };
        let clock = Arc::new(SetClock::at(BEGIN));
        let s = Services::open_with(config, clock.clone()).await.unwrap();
        World { s, clock }
    }
}

impl World {
    /// The demo proposal.
    pub async fn proposal(&self) -> ProposalId {
        demo::info(&self.s).await.unwrap().proposal
    }

    /// Puts words at the beginning of a field, as an update that a room has written.
    pub async fn types(&self, proposal: ProposalId, field: &str, words: &str) {
        let field: FieldName = field.parse().unwrap();
        let mut draft = drafts::stored(&self.s.db, proposal).await.unwrap();
        let first = draft
            .projection(&field)
            .textblocks()
            .next()
            .map(|block| block.id);
        let edited = match first {
            None => draft.plant(&field, &[Node::paragraph(words)]),
            Some(block) => {
                let text = Op::InsertText {
                    text: words.to_owned(),
                    marks: None,
                };
                draft
                    .edit(&field, &text, Selection::caret(block, 0))
                    .unwrap()
            }
        };
        let row = draft_update::ActiveModel {
            proposal: Set(proposal.0),
            bytes: Set(edited.update),
            account: Set(None),
            at: Set(self.s.now().0),
            ..Default::default()
        };
        draft_update::Entity::insert(row)
            .exec_without_returning(&self.s.raw)
            .await
            .unwrap();
    }

    /// An anchor on words of a field.
    pub async fn on(&self, proposal: ProposalId, field: &str, words: &str) -> Anchor {
        let draft = drafts::stored(&self.s.db, proposal).await.unwrap();
        drafts::anchor_on(&draft, &field.parse().unwrap(), words).unwrap()
    }

    /// Moves the demo proposal to Agreed.
    pub async fn agree(&self) -> ProposalId {
        let (s, admin, proposal) = (&self.s, who(DemoRole::Admin), self.proposal().await);
        for to in [State::InReview, State::Agreed] {
            proposals::move_state(s, admin, proposal, to, "", None)
                .await
                .unwrap();
        }
        proposal
    }

    /// Makes the demo proposal final.
    pub async fn finalise(&self) -> ProposalId {
        let proposal = self.agree().await;
        for role in [DemoRole::Admin, DemoRole::PartnerAdmin] {
            versions::sign_off(&self.s, who(role), proposal)
                .await
                .unwrap();
        }
        let admin = who(DemoRole::Admin);
        proposals::move_state(&self.s, admin, proposal, State::Final, "", None)
            .await
            .unwrap();
        proposal
    }
}

/// Runs a story of the demo on every database.
pub(crate) async fn in_every_store(story: impl AsyncFn(World)) {
    for database_url in fresh_databases().await {
        story(World::open(database_url.clone(), true).await).await;
        clean_up(&database_url);
    }
}

/// As [`in_every_store`], without the demo.
pub(crate) async fn in_every_empty_store(story: impl AsyncFn(World)) {
    for database_url in fresh_databases().await {
        story(World::open(database_url.clone(), false).await).await;
        clean_up(&database_url);
    }
}

/// Removes a database file after a story that went well; one that failed stays to be looked at.
pub(crate) fn clean_up(database_url: &str) {
    let Some(file) = database_url.strip_prefix("sqlite:") else {
        return;
    };
    for end in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{file}{end}"));
    }
}

/// One URL for each kind of database.
pub(crate) async fn fresh_databases() -> Vec<String> {
    let file = env::temp_dir().join(format!("talka-test-{}.db", Uuid::now_v7()));
    let mut urls = vec![format!("sqlite:{}", file.display())];
    if let Ok(server) = env::var("TALKA_TEST_POSTGRES_URL") {
        urls.push(fresh_postgres(&server).await);
    }
    urls
}

/// The demo account of a role.
pub(crate) fn who(role: DemoRole) -> AccountId {
    account_of(role)
}

/// What was refused.
#[track_caller]
pub(crate) fn refusal<T: Debug>(answer: Result<T>) -> Refusal {
    match answer.unwrap_err() {
        Error::Refused(refusal) | Error::RefusedAt { refusal, .. } => refusal,
        cause => panic!("not refused but failed: {cause}"),
    }
}
