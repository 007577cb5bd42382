//! Texts are made once, kept while they are the newest, and set aside when they cannot be read.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::{
    demo::DemoRole,
    proposals,
    store::{
        Store,
        entities::{set_aside as rows_set_aside, text_change},
    },
    tests::{World, in_every_store, refusal, who},
    versions,
};
use model::limits::{FAILURES_BEFORE_SET_ASIDE, SET_ASIDE_MINUTES};
use sea_orm::{ActiveValue::Set, PaginatorTrait};
use std::sync::mpsc;

/// The read model of a proposal, where it is current.
pub(crate) async fn read_model(store: &Store, id: ProposalId) -> Option<TextView> {
    let proposal = proposals::rows::proposal_of(&store.db, id).await.unwrap();
    let fields = proposals::rows::fields_of(&proposal);
    let mark = mark_of(&store.db, id).await.unwrap();
    view::read(&store.db, id, mark, &fields).await.unwrap()
}

/// The read model of a proposal, once it is current.
pub(crate) async fn settled(store: &Store, id: ProposalId) -> TextView {
    for _ in 0..600 {
        if let Some(view) = read_model(store, id).await {
            return view;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the read model stays behind");
}

/// The text that is on disk.
pub(crate) async fn decoded(store: &Store, id: ProposalId) -> Text {
    let proposal = proposals::rows::proposal_of(&store.db, id).await.unwrap();
    let rows = rows_of(&store.db, id).await.unwrap();
    text_in(rows, proposals::rows::fields_of(&proposal)).unwrap()
}

async fn text(world: &World, id: ProposalId) -> Result<Arc<Text>> {
    let proposal = proposals::rows::proposal_of(&world.s.db, id).await?;
    live(&world.s, id, proposals::rows::fields_of(&proposal)).await
}

/// Puts a row into the log that is no update.
async fn spoil(world: &World, id: ProposalId) -> i64 {
    let row = draft_update::ActiveModel {
        proposal: Set(id.0),
        bytes: Set(vec![0xff; 40]),
        account: Set(None),
        at: Set(world.s.now().0),
        ..Default::default()
    };
    let txn = world.s.begin().await.unwrap();
    let row = draft_update::Entity::insert(row).exec(&txn).await.unwrap();
    txn.commit().await.unwrap();
    row.last_insert_id
}

async fn take_out(world: &World, row: i64) {
    let txn = world.s.begin().await.unwrap();
    draft_update::Entity::delete_by_id(row)
        .exec(&txn)
        .await
        .unwrap();
    txn.commit().await.unwrap();
}

#[tokio::test]
async fn a_text_is_made_once_however_many_ask_and_anew_when_somebody_wrote() {
    in_every_store(async |world| {
        let id = world.proposal().await;
        let asked = futures::future::join_all((0..20).map(|_| text(&world, id))).await;
        let first = asked[0].as_ref().unwrap();
        for other in &asked {
            assert!(Arc::ptr_eq(first, other.as_ref().unwrap()));
        }
        world.types(id, "summary.lv", "Jauni vārdi. ").await;
        let after = text(&world, id).await.unwrap();
        assert!(after.view.fields[0].html.contains("Jauni vārdi. "));
        assert_ne!(first.view.mark, after.view.mark);
        assert!(Arc::ptr_eq(&after, &text(&world, id).await.unwrap()));
    })
    .await;
}

#[tokio::test]
async fn a_transaction_reads_the_same_text() {
    in_every_store(async |world| {
        let id = world.proposal().await;
        let live = text(&world, id).await.unwrap();
        let txn = world.s.begin().await.unwrap();
        let inside = within(&world.s, &txn, id, live.names()).await.unwrap();
        assert!(Arc::ptr_eq(&live, &inside));
        txn.rollback().await.unwrap();
        world.types(id, "summary.lv", "Jauni vārdi. ").await;
        let txn = world.s.begin().await.unwrap();
        let inside = within(&world.s, &txn, id, live.names()).await.unwrap();
        assert!(inside.view.fields[0].html.contains("Jauni vārdi. "));
        txn.rollback().await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_text_that_cannot_be_read_is_set_aside_and_read_again_when_it_is_mended() {
    in_every_store(async |world| {
        let id = world.proposal().await;
        let row = spoil(&world, id).await;
        for _ in 0..FAILURES_BEFORE_SET_ASIDE {
            assert!(matches!(text(&world, id).await, Err(Error::Internal(_))));
        }
        assert_eq!(refusal(text(&world, id).await), Refusal::SetAside);
        let page = proposals::page(&world.s, Some(who(DemoRole::Reader)), id).await;
        assert_eq!(refusal(page), Refusal::SetAside);
        take_out(&world, row).await;
        world.types(id, "summary.lv", "Vārdi").await;
        assert_eq!(refusal(text(&world, id).await), Refusal::SetAside);
        world
            .clock
            .advance_ms(i64::from(SET_ASIDE_MINUTES) * 60_000);
        text(&world, id).await.unwrap();
        assert_eq!(set_aside::check(&world.s, Part::Text(id)).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_large_text_counts_as_failed_until_it_was_read() {
    in_every_store(async |world| {
        let id = world.proposal().await;
        world
            .types(id, "summary.lv", &"v".repeat(RISKY_TEXT_BYTES))
            .await;
        let (began, begins) = mpsc::channel();
        let (go_on, goes_on) = mpsc::channel::<()>();
        let read = move |rows| {
            began.send(()).unwrap();
            goes_on.recv().unwrap();
            text_in(rows, Vec::new())
        };
        let s = world.s.clone();
        let reading = tokio::spawn(async move { guarded(&s, Part::Text(id), read).await });
        tokio::task::spawn_blocking(move || begins.recv().unwrap())
            .await
            .unwrap();
        assert_eq!(set_aside::check(&world.s, Part::Text(id)).await.unwrap(), 1);
        go_on.send(()).unwrap();
        reading.await.unwrap().unwrap();
        let left = rows_set_aside::Entity::find().count(&world.s.db);
        assert_eq!(left.await.unwrap(), 0);
    })
    .await;
}

#[tokio::test]
async fn the_number_of_changed_places_is_kept_and_not_counted_again() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.agree().await);
        let admin = who(DemoRole::Admin);
        versions::sign_off(s, admin, id).await.unwrap();
        world.types(id, "summary.lv", "Jauni vārdi. ").await;
        let places = async || {
            let progress = proposals::progress(s, Some(admin), id).await.unwrap();
            progress.sign_offs[0].changed_places
        };
        assert_eq!(places().await, 1);
        let kept = text_change::Entity::find()
            .one(&s.db)
            .await
            .unwrap()
            .unwrap();
        let mark = text(&world, id).await.unwrap().view.hash.clone();
        assert_eq!((kept.places, kept.mark), (1, mark));
        let other = text_change::ActiveModel {
            version: Set(kept.version),
            places: Set(77),
            ..Default::default()
        };
        let txn = s.begin().await.unwrap();
        text_change::Entity::update(other).exec(&txn).await.unwrap();
        txn.commit().await.unwrap();
        assert_eq!(places().await, 77, "it is read, not counted");
        world.types(id, "budget.lv", "Un šeit. ").await;
        assert_eq!(places().await, 2, "it is counted for the text of now");
    })
    .await;
}

#[tokio::test]
async fn a_version_that_is_asked_for_in_other_fields_is_made_of_these() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.agree().await);
        versions::sign_off(s, who(DemoRole::Admin), id)
            .await
            .unwrap();
        let made = versions::list(&s.db, id).await.unwrap()[0].id;
        let fields = text(&world, id).await.unwrap().names();
        let whole = version(s, made, fields.clone()).await.unwrap();
        let first = version(s, made, fields[..1].to_vec()).await.unwrap();
        assert_eq!(
            (whole.names(), first.names()),
            (fields.clone(), fields[..1].to_vec())
        );
        let shown = version_view(s, made, fields.clone()).await.unwrap();
        assert_eq!(shown, whole.view);
        let second = version_view(s, made, fields[1..2].to_vec()).await;
        assert_eq!(second.unwrap().names(), fields[1..2]);
    })
    .await;
}
