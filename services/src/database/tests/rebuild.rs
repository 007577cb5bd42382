//! A document is made anew from what it shows, and put back.

#[path = "../../../../model/tests/fixtures/forge.rs"]
#[allow(dead_code)]
mod forge;

use super::*;
use crate::{
    collab::tests::peer::Peer,
    database::{BackupFault, check, rebuild, undo_rebuild},
    demo::{self, DemoRole},
    proposals,
    set_aside::{self, Part},
    store::entities::draft_update,
    tests::{World, clean_up, in_every_store, opening, who},
    threads,
};
use forge::{At, Forge};
use model::{
    ids::ProposalId,
    limits::{ATTRIBUTE_BYTES, DOCUMENT_BYTES, FAILURES_BEFORE_SET_ASIDE},
    proposal::ProposalPage,
    thread::Severity,
};
use sea_orm::{ActiveValue::Set, EntityTrait};

const FIELD: &str = "summary.lv";

/// Rows of an update log that show one paragraph and are as large as a document may be: marks that no
/// editor knows, one behind the other.
fn full() -> Vec<Vec<u8>> {
    let mut forge = Forge::default();
    let paragraph = forge.element(1_000, At::Root(FIELD), "paragraph");
    let text = forge.text(1_000, At::In(paragraph));
    let mut last = forge.letters(1_000, At::In(text), "a few words are shown");
    let mut rows = vec![forge.update()];
    // Many marks a row as long as they fit, then one: what is left is less than a word.
    for marks in [200, 1] {
        loop {
            let size_bytes: usize = rows.iter().map(Vec::len).sum();
            let left = (DOCUMENT_BYTES - size_bytes).saturating_sub(100);
            let value_bytes = left.min(ATTRIBUTE_BYTES);
            if value_bytes < 10 || left < marks * (value_bytes + 20) && marks > 1 {
                break;
            }
            forge = Forge::after(&forge.ends());
            let value = format!("\"{}\"", "x".repeat(value_bytes - 2));
            for _ in 0..marks {
                last = forge.mark(1_000, At::Between(Some(last), None), "unknown", &value);
            }
            rows.push(forge.update());
        }
    }
    rows
}

async fn put(world: &World, id: ProposalId, rows: Vec<Vec<u8>>) {
    for bytes in rows {
        let row = draft_update::ActiveModel {
            proposal: Set(id.0),
            bytes: Set(bytes),
            account: Set(None),
            at: Set(world.s.now().0),
            ..Default::default()
        };
        let insert = draft_update::Entity::insert(row);
        insert.exec_without_returning(&world.s.raw).await.unwrap();
    }
}

async fn page(world: &World, id: ProposalId) -> ProposalPage {
    let admin = who(DemoRole::Admin);
    proposals::page(&world.s, Some(admin), id).await.unwrap()
}

/// Runs a story on every kind of database, by its address and without a server.
async fn in_every_database(story: impl AsyncFn(String)) {
    for url in fresh_databases().await {
        story(url.clone()).await;
        clean_up(&url);
    }
}

/// Lets a server run on the database, in a runtime of its own with which all of it ends.
async fn served<T: Send + 'static>(
    url: &str,
    story: impl AsyncFnOnce(&World) -> T + Send + 'static,
) -> T {
    let url = url.to_owned();
    let serve = move || {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let answer = runtime.block_on(async {
            let world = World::open(url, true).await;
            let answer = story(&world).await;
            world.s.hub.drain().await;
            world.s.close().await;
            answer
        });
        runtime.shutdown_timeout(std::time::Duration::from_secs(5));
        answer
    };
    tokio::task::spawn_blocking(serve).await.unwrap()
}

/// Writes a word as an editor does; whether it was saved.
async fn write(world: &World, id: ProposalId, replica: u64, word: &str) -> bool {
    let editor = who(DemoRole::Editor);
    let mut peer = Peer::join(&world.s.hub, id, editor, replica).await;
    peer.write(word).await;
    peer.until(|peer| peer.half.unsaved() == 0 || peer.half.is_denied())
        .await;
    !peer.half.is_denied()
}

#[tokio::test]
async fn a_full_document_takes_writing_again_after_it_was_rebuilt() {
    in_every_database(async |url| {
        let id = served(&url, async |world| {
            let id = demo::new_proposal(&world.s).await.unwrap();
            put(world, id, full()).await;
            assert!(
                !write(world, id, 11, &"refused ".repeat(100)).await,
                "it is full"
            );
            let part = Part::Text(id);
            for _ in 0..FAILURES_BEFORE_SET_ASIDE {
                set_aside::count_failure(&world.s, part).await.unwrap();
            }
            id
        })
        .await;
        let rebuilt = rebuild(&parse(&url).unwrap(), id).await.unwrap();
        assert!(rebuilt.before > DOCUMENT_BYTES / 10 * 9, "{rebuilt:?}");
        assert!(rebuilt.after < 1_000, "{rebuilt:?}");
        served(&url, async move |world| {
            let shown = page(world, id).await.fields.swap_remove(0).html;
            assert_eq!(shown, "<p>a few words are shown</p>");
            assert!(write(world, id, 12, "taken").await);
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn the_text_its_fingerprint_and_its_threads_stay_and_come_back_with_the_old_document() {
    in_every_database(async |url| {
        let (id, before) = served(&url, async |world| {
            let (id, admin) = (world.agree().await, who(DemoRole::Admin));
            world.types(id, FIELD, "Twice. Twice. ").await;
            let anchor = world.on(id, FIELD, "Twice. ").await;
            let (field, remark) = (FIELD.parse().unwrap(), Severity::Remark);
            let thread = threads::open(&world.s, admin, id, opening(field, anchor, remark, "Why?"));
            thread.await.unwrap();
            (id, page(world, id).await)
        })
        .await;
        let address = parse(&url).unwrap();

        let rebuilt = rebuild(&address, id).await.unwrap();
        let threads = before.threads.len();
        assert_eq!((rebuilt.unreadable, rebuilt.threads), (0, threads));
        let again = rebuild(&address, id).await.unwrap_err();
        assert!(matches!(again, BackupFault::KeptAlready(_)), "{again}");
        let after = served(&url, async move |world| page(world, id).await).await;
        assert_eq!(after.fields, before.fields);
        assert_eq!(after.progress.present_hash, before.progress.present_hash);
        same_threads(&after, &before);

        undo_rebuild(&address, id).await.unwrap();
        let back = served(&url, async move |world| page(world, id).await).await;
        assert_eq!(back.fields, before.fields);
        let nothing = undo_rebuild(&address, id).await.unwrap_err();
        assert!(matches!(nothing, BackupFault::NothingKept(_)), "{nothing}");
    })
    .await;
}

/// Each thread stands on the words on which it stood.
fn same_threads(after: &ProposalPage, before: &ProposalPage) {
    let places = |page: &ProposalPage| {
        let threads = page.threads.iter();
        let place = |it: &model::thread::Thread| {
            (
                it.id,
                it.anchor.quote.clone(),
                it.anchor.block_hint,
                it.detached,
            )
        };
        threads.map(place).collect::<Vec<_>>()
    };
    assert_eq!(places(after), places(before));
}

#[tokio::test]
async fn rows_that_cannot_be_read_are_left_out_and_a_check_lets_go_of_what_was_kept() {
    in_every_database(async |url| {
        let id = served(&url, async |world| {
            let id = demo::new_proposal(&world.s).await.unwrap();
            world.types(id, FIELD, "Words").await;
            put(world, id, vec![vec![0xff; 40]]).await;
            id
        })
        .await;
        let address = parse(&url).unwrap();
        assert!(!check(&address).await.unwrap().findings.is_empty());
        assert_eq!(rebuild(&address, id).await.unwrap().unreadable, 1);
        let report = check(&address).await.unwrap();
        assert_eq!((report.findings, report.let_go), (Vec::new(), 2));
        assert_eq!(check(&address).await.unwrap().let_go, 0);
        let page = served(&url, async move |world| page(world, id).await).await;
        assert!(page.fields.iter().any(|it| it.html == "<p>Words</p>"));
    })
    .await;
}

#[tokio::test]
async fn nothing_is_rebuilt_while_a_server_has_the_database() {
    in_every_store(async |world| {
        let id = world.proposal().await;
        let address = parse(&world.s.config.database_url).unwrap();
        let _claim = claim(&address).unwrap();
        let refused = rebuild(&address, id).await.unwrap_err();
        match world.s.is_postgres() {
            true => assert!(matches!(refused, BackupFault::NotAlone(_)), "{refused}"),
            false => assert!(
                matches!(refused, BackupFault::Unusable(Unusable::InUse(_))),
                "{refused}"
            ),
        }
    })
    .await;
}

#[tokio::test]
async fn a_proposal_that_is_not_there_is_no_failure() {
    in_every_database(async |url| {
        served(&url, async |_| ()).await;
        let id = ProposalId(Uuid::now_v7());
        let refused = rebuild(&parse(&url).unwrap(), id).await.unwrap_err();
        assert!(matches!(refused, BackupFault::NoProposal(_)), "{refused}");
    })
    .await;
}
