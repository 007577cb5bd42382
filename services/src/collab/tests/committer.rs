//! Text of many proposals goes to the disk together, and no batch stops another one.

use super::{
    store::batch,
    world::{World, fresh_postgres, in_every_store},
};
use crate::{
    access,
    collab::{
        records::{CommitError, Known, Records, RowId},
        room::Batch,
    },
    store::drafts::DraftRecords,
};
use futures::future::join_all;
use model::{ids::ProposalId, role::Role};
use sea_orm::{ConnectionTrait, Statement};
use std::{collections::BTreeSet, time::Duration};
use tokio::time::timeout;
use uuid::Uuid;

const PROPOSALS: u64 = 20;

async fn rows_of(records: &DraftRecords, proposal: ProposalId) -> Vec<RowId> {
    let loaded = records.load(proposal, &Known::default()).await.unwrap();
    loaded.unwrap().rows.iter().map(|row| row.id).collect()
}

/// How many transactions SQLite has committed.
async fn commits(world: &World) -> i64 {
    let sql = "SELECT number FROM commit_mark WHERE id = 1";
    let asked = Statement::from_string(world.store.db.get_database_backend(), sql);
    let row = world.store.db.query_one_raw(asked).await.unwrap();
    row.map_or(0, |row| row.try_get("", "number").unwrap())
}

#[tokio::test]
async fn rooms_that_write_at_once_share_transactions() {
    let world = World::in_a_file().await;
    let account = world.member(Role::Editor).await;
    let records = DraftRecords::new(world.store.clone(), 0);
    let mut batches = Vec::new();
    for number in 0..PROPOSALS {
        let proposal = world.another_proposal().await;
        batches.push((proposal, batch(account, 11 + number, "text")));
    }
    let before = commits(&world).await;
    let written = join_all(batches.iter().map(|(id, batch)| records.commit(*id, batch))).await;
    let spent = commits(&world).await - before;
    // The first may begin before the others have come.
    assert!((1..=2).contains(&spent), "{spent} transactions");
    for ((proposal, _), rows) in batches.iter().zip(written) {
        assert_eq!(rows.unwrap(), rows_of(&records, *proposal).await);
    }
}

#[tokio::test]
async fn what_may_not_be_written_stops_nothing_else() {
    in_every_store(async |world: World| {
        let editor = world.member(Role::Editor).await;
        let other = world.member(Role::Editor).await;
        let reader = world.member(Role::Reader).await;
        let records = DraftRecords::new(world.store.clone(), 0);
        let (taken, read, good) = (
            world.another_proposal().await,
            world.another_proposal().await,
            world.another_proposal().await,
        );
        records
            .commit(taken, &batch(editor, 11, "one"))
            .await
            .unwrap();
        let nowhere = ProposalId(Uuid::now_v7());
        let batches: [(ProposalId, Batch, bool); 5] = [
            (world.proposal, batch(editor, 12, "two"), true),
            (taken, batch(other, 11, "foreign replica"), false),
            (read, batch(reader, 13, "hand-made"), false),
            (nowhere, batch(editor, 14, "nowhere"), false),
            (good, batch(other, 15, "three"), true),
        ];
        let commit = |(id, batch, _): &(ProposalId, Batch, bool)| {
            let (records, id, batch) = (records.clone(), *id, batch.clone());
            async move { records.commit(id, &batch).await }
        };
        let written = join_all(batches.iter().map(commit)).await;
        for ((proposal, _, is_good), answer) in batches.iter().zip(written) {
            match is_good {
                true => assert_eq!(answer.unwrap(), rows_of(&records, *proposal).await),
                false => assert!(matches!(answer, Err(CommitError::Refused)), "{answer:?}"),
            }
        }
        assert!(rows_of(&records, read).await.is_empty());
        assert_eq!(rows_of(&records, taken).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn batches_of_one_proposal_are_told_their_own_rows() {
    in_every_store(async |world: World| {
        let account = world.member(Role::Editor).await;
        let records = DraftRecords::new(world.store.clone(), 0);
        let batches: Vec<Batch> = (0..5).map(|it| batch(account, 11 + it, "text")).collect();
        let all = batches.iter().map(|it| records.commit(world.proposal, it));
        let mut seen = BTreeSet::new();
        for rows in join_all(all).await {
            let rows = rows.unwrap();
            assert_eq!(rows.len(), 1);
            seen.extend(rows);
        }
        let stored = rows_of(&records, world.proposal).await;
        assert_eq!(seen, stored.into_iter().collect());
    })
    .await;
}

#[tokio::test]
async fn a_proposal_that_an_act_holds_lets_the_others_pass() {
    let Some(url) = fresh_postgres().await else {
        return;
    };
    let world = World::on(&url).await;
    let account = world.member(Role::Editor).await;
    let records = DraftRecords::new(world.store.clone(), 0);
    let free = world.another_proposal().await;
    let act = world.store.begin().await.unwrap();
    access::lock_proposal(&act, world.proposal).await.unwrap();
    let (one, two) = (batch(account, 11, "held"), batch(account, 12, "free"));
    let mut held = Box::pin(records.commit(world.proposal, &one));
    let passed = async {
        // Both wait for the same round.
        let free = records.commit(free, &two);
        tokio::pin!(free);
        tokio::select! {
            biased;
            _ = &mut held => panic!("written beside an act that holds the proposal"),
            rows = &mut free => rows.unwrap(),
        }
    };
    let passed = timeout(Duration::from_secs(60), passed).await;
    assert_eq!(passed.unwrap().len(), 1);
    act.rollback().await.unwrap();
    assert_eq!(held.await.unwrap().len(), 1);
}
