//! The log of a draft on both databases: loading, compaction, and what commits late.

use super::{
    peer::{Peer, field, text_of},
    world::{World, in_every_store},
};
use crate::{
    collab::{
        records::{CommitError, Known, Records},
        room::{Batch, Change, Room},
    },
    store::{drafts::DraftRecords, entities::draft_update},
};
use model::{
    document::{draft::Draft, projection::Node},
    ids::AccountId,
    limits::ROWS_A_SNAPSHOT,
    role::Role,
    workflow::State,
};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, PaginatorTrait};

/// A batch of one paragraph by a replica.
pub(super) fn batch(account: AccountId, client: u64, text: &str) -> Batch {
    let mut draft = Draft::for_server(client);
    let bytes = draft
        .plant(&field(), &[Node::paragraph(text)])
        .update
        .into();
    let replicas = vec![client];
    let changes = vec![Change {
        line: None,
        account,
        bytes,
        replicas,
    }];
    Batch {
        changes,
        attempt: 0,
    }
}

async fn stored_text(world: &World) -> String {
    let records = DraftRecords::new(world.store.clone(), 1);
    let loaded = records
        .load(world.proposal, &Known::default())
        .await
        .unwrap();
    let room = Room::new(99, loaded.unwrap(), Vec::new()).unwrap();
    text_of(room.draft())
}

#[tokio::test]
async fn what_is_committed_is_loaded_once() {
    in_every_store(async |world: World| {
        let account = world.member(Role::Editor).await;
        let records = DraftRecords::new(world.store.clone(), 0);
        let rows = records
            .commit(world.proposal, &batch(account, 11, "one"))
            .await
            .unwrap();
        let known = Known {
            rows: rows.into_iter().collect(),
            ..Known::default()
        };
        let loaded = records.load(world.proposal, &known).await.unwrap().unwrap();
        assert!(loaded.rows.is_empty() && loaded.snapshot.is_none());
        assert_eq!(loaded.owners, [(11, account)]);
        records
            .commit(world.proposal, &batch(account, 12, "two"))
            .await
            .unwrap();
        let loaded = records.load(world.proposal, &known).await.unwrap().unwrap();
        assert_eq!(loaded.rows.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_row_that_commits_late_survives_a_compaction() {
    in_every_store(async |world: World| {
        let account = world.member(Role::Editor).await;
        let records = DraftRecords::new(world.store.clone(), 0);
        records
            .commit(world.proposal, &batch(account, 11, "one"))
            .await
            .unwrap();
        // Another instance was given a number in between and commits after the compaction.
        let late = 1_000;
        let row = |id, bytes| draft_update::ActiveModel {
            id: Set(id),
            proposal: Set(world.proposal.0),
            bytes: Set(bytes),
            account: Set(Some(account.0)),
            at: Set(0),
        };
        let bytes_of = |batch: Batch| batch.changes[0].bytes.to_vec();
        let third = bytes_of(batch(account, 13, "three"));
        row(late + 1, third).insert(&world.store.raw).await.unwrap();
        let compacted = records.compact(world.proposal).await.unwrap().unwrap();
        assert_eq!(compacted.rows.len(), 2);
        let second = bytes_of(batch(account, 12, "two"));
        row(late, second).insert(&world.store.raw).await.unwrap();
        let known = Known {
            snapshot: Some(compacted.snapshot),
            rows: compacted.rows,
        };
        let loaded = records.load(world.proposal, &known).await.unwrap().unwrap();
        assert_eq!((loaded.snapshot, loaded.rows[0].id), (None, late));
        let text = stored_text(&world).await;
        assert!(
            ["one", "two", "three"]
                .iter()
                .all(|word| text.contains(word)),
            "{text}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_final_a_reader_and_a_foreign_replica_are_refused_within_the_transaction() {
    in_every_store(async |world: World| {
        let (editor, other) = (
            world.member(Role::Editor).await,
            world.member(Role::Editor).await,
        );
        let records = DraftRecords::new(world.store.clone(), 0);
        let refused = async |batch: Batch| {
            let answer = records.commit(world.proposal, &batch).await;
            matches!(answer, Err(CommitError::Refused))
        };
        records
            .commit(world.proposal, &batch(editor, 11, "one"))
            .await
            .unwrap();
        assert!(refused(batch(other, 11, "two")).await);
        world.set_role(other, Role::Commenter).await;
        assert!(refused(batch(other, 12, "two")).await);
        world.set_state(State::Final).await;
        assert!(refused(batch(editor, 11, "two")).await);
        assert_eq!(stored_text(&world).await, "one");
    })
    .await;
}

#[tokio::test]
async fn a_long_session_is_compacted_while_people_write() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    for number in 0..ROWS_A_SNAPSHOT + 20 {
        zane.write(&number.to_string()).await;
    }
    zane.until(|zane| zane.half.unsaved() == 0).await;
    let rows = async || {
        draft_update::Entity::find()
            .count(&world.store.db)
            .await
            .unwrap()
    };
    while rows().await >= ROWS_A_SNAPSHOT as u64 {
        tokio::task::yield_now().await;
    }
    assert_eq!(stored_text(&world).await, zane.text());
    zane.write("after").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    assert_eq!(stored_text(&world).await, zane.text());
}
