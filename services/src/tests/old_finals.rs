//! A database of the first schema: what was final stays final and readable, and threads keep their
//! words.

use super::{World, clean_up, fresh_databases, refusal};
use crate::{
    anchors,
    export::{self, Format},
    journal, proposals,
    store::{ageless, migrations::Migrations},
    threads,
};
use model::{
    document::{draft::Draft, html, plain, projection::Node},
    error::Refusal,
    ids::{AccountId, PartnershipId, ProposalId, ThreadId},
    language::Language,
    proposal::{FieldName, Progress},
    workflow::State,
};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Value};
use sea_orm_migration::{MigratorTrait, prelude::Query};
use serde_json::{Value as Json, json};
use uuid::Uuid;

/// How many migrations there were then.
const OLD_MIGRATIONS: u32 = 2;

const PARTNERSHIP: u128 = 1;
const SIDES: [u128; 2] = [11, 12];
const ADMINS: [u128; 2] = [21, 22];
/// A published final, whose text got a new number at each step, as it did then.
const FINAL: u128 = 31;
/// Back in the draft, with the word to publish and an old sign-off.
const DRAFT: u128 = 32;
/// One side has signed.
const AGREED: u128 = 33;
const THREAD: u128 = 41;

fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn field() -> FieldName {
    "summary.lv".parse().unwrap()
}

fn in_lv(text: &str) -> Json {
    json!({ "lv": text, "pl": "", "en": "" })
}

/// Writes rows into the tables as they were.
struct Old {
    db: DatabaseConnection,
}

impl Old {
    async fn row<const N: usize>(&self, table: &'static str, row: [(&'static str, Value); N]) {
        let (columns, values): (Vec<_>, Vec<_>) = row.into_iter().unzip();
        let values = values.into_iter().map(Into::into);
        let mut insert = Query::insert();
        insert.into_table(table).columns(columns);
        insert.values_panic(values);
        self.db.execute(&insert).await.unwrap();
    }

    async fn account(&self, number: usize) {
        let account = ADMINS[number];
        let row = [
            ("id", id(account).into()),
            ("mail", format!("admin.{number}@side.example").into()),
            ("name", format!("Admin of side {number}").into()),
            ("language", "lv".into()),
            ("may_create", true.into()),
            ("created_at", 1_i64.into()),
        ];
        self.row("account", row).await;
    }

    async fn side(&self, number: usize) {
        let (organisation, account) = (SIDES[number], ADMINS[number]);
        let row = [
            ("id", id(organisation).into()),
            ("name", in_lv(&format!("Side {number}")).into()),
            ("country", "LV".into()),
            ("address", "".into()),
        ];
        self.row("organisation", row).await;
        let row = [
            ("partnership", id(PARTNERSHIP).into()),
            ("organisation", id(organisation).into()),
            ("applicant", (number == 0).into()),
            ("position", (number as i32).into()),
        ];
        self.row("side", row).await;
        let row = [
            ("partnership", id(PARTNERSHIP).into()),
            ("account", id(account).into()),
            ("role", "admin".into()),
            ("side", id(organisation).into()),
            ("languages", json!(["lv"]).into()),
            ("joined_at", 1_i64.into()),
        ];
        self.row("member", row).await;
    }

    async fn partnership(&self) {
        let row = [
            ("id", id(PARTNERSHIP).into()),
            ("title", in_lv("The partnership").into()),
            ("programme", in_lv("").into()),
            ("first_day", "2026-01-01".into()),
            ("last_day", "2026-12-31".into()),
            ("budget_cents", 0_i64.into()),
            ("budget_shares", json!([]).into()),
            ("objective", in_lv("").into()),
            ("target_groups", json!([]).into()),
            ("justification", json!([]).into()),
            ("created_at", 1_i64.into()),
        ];
        self.row("partnership", row).await;
    }

    /// A proposal with one section, and its live text.
    async fn proposal(&self, proposal: u128, state: State, published: bool, text: &str) {
        let row = [
            ("id", id(proposal).into()),
            ("partnership", id(PARTNERSHIP).into()),
            ("title", in_lv("The proposal").into()),
            ("state", state.code().into()),
            ("languages", json!(["lv"]).into()),
            ("published", published.into()),
            ("created_at", 1_i64.into()),
            ("changed_at", 1_i64.into()),
        ];
        self.row("proposal", row).await;
        let row = [
            ("proposal", id(proposal).into()),
            ("key", "summary".into()),
            ("position", 0_i32.into()),
            ("heading", in_lv("The heading").into()),
            ("help", in_lv("").into()),
            ("required", true.into()),
            ("limit_chars", 500_i32.into()),
        ];
        self.row("section", row).await;
        let row = [
            ("proposal", id(proposal).into()),
            ("bytes", draft_of(text).whole().into()),
            ("at", 1_i64.into()),
        ];
        self.row("draft_update", row).await;
    }

    async fn version(&self, proposal: u128, number: i32, state: State, text: &str) {
        let version = id(proposal * 100 + number as u128);
        let draft = draft_of(text);
        let row = [
            ("id", version.into()),
            ("proposal", id(proposal).into()),
            ("number", number.into()),
            ("state", state.code().into()),
            ("account", id(ADMINS[0]).into()),
            ("at", i64::from(number).into()),
            ("bytes", draft.whole().into()),
        ];
        self.row("version", row).await;
        let shown = draft.projection(&field());
        let row = [
            ("version", version.into()),
            ("field", field().to_string().into()),
            ("html", html::of_field(shown).into()),
            ("plain", plain::of_field(shown).into()),
            ("chars", (text.chars().count() as i32).into()),
        ];
        self.row("version_field", row).await;
    }

    async fn sign_off(&self, proposal: u128, version: u128, side: usize, at: i64) {
        let row = [
            ("id", id(proposal * 1_000 + at as u128).into()),
            ("proposal", id(proposal).into()),
            ("side", id(SIDES[side]).into()),
            ("version", id(proposal * 100 + version).into()),
            ("account", id(ADMINS[side]).into()),
            ("at", at.into()),
        ];
        self.row("sign_off", row).await;
    }

    /// A thread whose words are gone, with its first comment.
    async fn thread(&self, proposal: u128) {
        let row = [
            ("id", id(THREAD).into()),
            ("proposal", id(proposal).into()),
            ("field", field().to_string().into()),
            ("anchor_start", "from here".into()),
            ("anchor_end", "to here".into()),
            ("quote", "old words".into()),
            ("prefix", "before ".into()),
            ("suffix", " behind".into()),
            ("block_hint", 3_i32.into()),
            ("detached", true.into()),
            ("severity", "question".into()),
            ("next_edition", false.into()),
            ("opened_at", 7_i64.into()),
        ];
        self.row("thread", row).await;
        let row = [
            ("id", id(THREAD + 1).into()),
            ("thread", id(THREAD).into()),
            ("account", id(ADMINS[0]).into()),
            ("body", "Which?".into()),
            ("at", 7_i64.into()),
        ];
        self.row("comment", row).await;
    }

    async fn fill(&self) {
        self.partnership().await;
        for number in [0, 1] {
            self.account(number).await;
            self.side(number).await;
        }
        self.proposal(FINAL, State::Final, true, "signed").await;
        self.version(FINAL, 1, State::InReview, "before").await;
        self.version(FINAL, 2, State::Agreed, "signed").await;
        self.version(FINAL, 3, State::Final, "signed").await;
        self.sign_off(FINAL, 1, 0, 4).await;
        self.sign_off(FINAL, 2, 0, 5).await;
        self.sign_off(FINAL, 2, 1, 6).await;
        self.proposal(DRAFT, State::Draft, true, "draft").await;
        self.version(DRAFT, 1, State::Agreed, "draft").await;
        self.sign_off(DRAFT, 1, 0, 5).await;
        self.thread(DRAFT).await;
        self.proposal(AGREED, State::Agreed, false, "agreed").await;
        self.version(AGREED, 1, State::Agreed, "agreed").await;
        self.sign_off(AGREED, 1, 0, 5).await;
    }
}

fn draft_of(text: &str) -> Draft {
    let mut draft = Draft::for_server(1);
    draft.plant(&field(), &[Node::paragraph(text)]);
    draft
}

/// An old database, opened by this program.
async fn migrated(url: &str) -> World {
    let is_file = url.starts_with("sqlite");
    let old_url = format!("{url}{}", if is_file { "?mode=rwc" } else { "" });
    let db = Database::connect(ageless(old_url)).await.unwrap();
    Migrations::up(&db, Some(OLD_MIGRATIONS)).await.unwrap();
    let old = Old { db };
    old.fill().await;
    old.db.close().await.unwrap();
    World::open(url.to_owned(), false).await
}

async fn progress(world: &World, proposal: u128) -> Progress {
    let admin = Some(AccountId(id(ADMINS[0])));
    proposals::progress(&world.s, admin, ProposalId(id(proposal)))
        .await
        .unwrap()
}

#[tokio::test]
async fn a_final_of_the_first_schema_stays_final_public_and_signed() {
    for url in fresh_databases().await {
        let world = migrated(&url).await;
        let (s, proposal) = (&world.s, ProposalId(id(FINAL)));
        let now = progress(&world, FINAL).await;
        assert_eq!(now.final_version.as_ref().unwrap().number, 3);
        assert_eq!(now.published_version, Some(3));
        assert_eq!(now.final_version.unwrap().hash, now.present_hash);
        let signed: Vec<_> = now
            .sign_offs
            .iter()
            .map(|it| {
                (
                    it.name.as_str(),
                    it.side_name.lv.as_str(),
                    it.version_number,
                )
            })
            .collect();
        let expected = [
            ("Admin of side 1", "Side 1", 3),
            ("Admin of side 0", "Side 0", 3),
        ];
        assert_eq!(signed, expected);
        let page = proposals::page(s, None, proposal).await.unwrap();
        assert_eq!(page.partnership_title.lv, "The partnership");
        assert!(page.fields[0].html.contains("signed"));
        let file = export::file(s, None, proposal, Language::Lv, Format::Markdown);
        let file = String::from_utf8(file.await.unwrap().bytes).unwrap();
        for words in [
            "The heading",
            "signed",
            "Admin of side 0",
            "Admin of side 1",
        ] {
            assert!(file.contains(words), "{words} is missing in {file}");
        }
        clean_up(&url);
    }
}

#[tokio::test]
async fn what_was_no_final_is_neither_public_nor_signed() {
    for url in fresh_databases().await {
        let world = migrated(&url).await;
        for (proposal, state) in [(DRAFT, State::Draft), (AGREED, State::Agreed)] {
            let now = progress(&world, proposal).await;
            assert_eq!((now.state, now.published_version), (state, None));
            assert!(now.final_version.is_none() && now.sign_offs.is_empty());
            let page = proposals::page(&world.s, None, ProposalId(id(proposal))).await;
            assert_eq!(refusal(page), Refusal::NotFound);
        }
        let admin = AccountId(id(ADMINS[1]));
        let log = journal::of_partnership(&world.s, admin, PartnershipId(id(PARTNERSHIP)), None, 0);
        assert!(log.await.unwrap().entries.is_empty());
        clean_up(&url);
    }
}

#[tokio::test]
async fn a_thread_of_the_first_schema_keeps_its_words() {
    for url in fresh_databases().await {
        let world = migrated(&url).await;
        let (admin, proposal) = (AccountId(id(ADMINS[0])), ProposalId(id(DRAFT)));
        let threads = threads::list(&world.s, admin, proposal).await.unwrap();
        let [thread] = &threads[..] else {
            panic!("one thread, not {}", threads.len());
        };
        assert_eq!(
            (thread.id, thread.field.clone()),
            (ThreadId(id(THREAD)), field())
        );
        assert!(thread.detached && thread.is_open());
        let anchor = &thread.anchor;
        assert_eq!((&*anchor.start, &*anchor.end), ("from here", "to here"));
        let quote = &anchor.quote;
        let words = [&*quote.prefix, &*quote.exact, &*quote.suffix];
        assert_eq!(words, ["before ", "old words", " behind"]);
        assert_eq!(
            (anchor.block_hint, &*thread.comments[0].body),
            (3, "Which?")
        );
        let stored = anchors::of_proposal(&world.s.db, proposal).await.unwrap();
        assert_eq!(stored[0].id, thread.anchor_id);
        clean_up(&url);
    }
}
