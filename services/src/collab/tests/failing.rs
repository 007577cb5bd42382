//! When the store fails and when readers are slow.

use super::{
    peer::{Peer, text_of},
    world::World,
};
use crate::{
    Error,
    accounts::SessionKey,
    anchors::StoredAnchor,
    collab::{
        Connection, Hub, Joining, Outgoing,
        bus::Local,
        records::{CommitError, Compacted, Known, Loaded, Records, RowId},
        room::{Access, Batch},
    },
    store::drafts::DraftRecords,
    texts::{
        Capture, Outcome, Rendered,
        tests::{read_model, settled},
    },
};
use model::{
    event::MovedAnchor,
    ids::{AccountId, ProposalId},
    limits::{COMMIT_ATTEMPTS, FRAME_BYTES, OUTGOING_BYTES, ROOM_ANSWER_MS},
    role::Role,
    sync::{CloseCode, Message},
};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::time::timeout;

/// A store whose next commits fail.
struct Failing {
    records: DraftRecords,
    failures: AtomicU32,
    attempts: AtomicU32,
    /// Whether it says nothing of sessions any more, so that the room waits for it.
    silent: AtomicBool,
    /// Whether no read model can be written.
    unsettled: AtomicBool,
}

#[async_trait::async_trait]
impl Records for Failing {
    async fn access(&self, id: ProposalId, account: AccountId) -> Result<Option<Access>, Error> {
        self.records.access(id, account).await
    }

    async fn is_signed_in(&self, session: &SessionKey) -> Result<bool, Error> {
        if self.silent.load(Ordering::SeqCst) {
            std::future::pending::<()>().await;
        }
        self.records.is_signed_in(session).await
    }

    async fn load(&self, id: ProposalId, known: &Known) -> Result<Option<Loaded>, Error> {
        self.records.load(id, known).await
    }

    async fn commit(&self, id: ProposalId, batch: &Batch) -> Result<Vec<RowId>, CommitError> {
        self.attempts.fetch_add(1, Ordering::SeqCst);
        let left = self.failures.load(Ordering::SeqCst);
        if left > 0 {
            self.failures.store(left - 1, Ordering::SeqCst);
            return Err(Error::internal("the disk is full").into());
        }
        self.records.commit(id, batch).await
    }

    async fn compact(&self, id: ProposalId) -> Result<Option<Compacted>, Error> {
        self.records.compact(id).await
    }

    async fn anchors(&self, id: ProposalId) -> Result<Vec<StoredAnchor>, Error> {
        self.records.anchors(id).await
    }

    async fn settle(
        &self,
        id: ProposalId,
        capture: Capture,
        last: &Rendered,
    ) -> Result<(Rendered, Outcome), Error> {
        if self.unsettled.load(Ordering::SeqCst) {
            return Err(Error::internal("the disk is full"));
        }
        self.records.settle(id, capture, last).await
    }

    async fn save_anchors(&self, id: ProposalId, moved: &[MovedAnchor]) -> Result<(), Error> {
        self.records.save_anchors(id, moved).await
    }
}

fn failing(world: &World, failures: u32) -> (Hub, Arc<Failing>) {
    let records = Arc::new(Failing {
        records: DraftRecords::new(world.store.clone(), 0),
        failures: AtomicU32::new(failures),
        attempts: AtomicU32::new(0),
        silent: AtomicBool::new(false),
        unsettled: AtomicBool::new(false),
    });
    (
        Hub::over(
            records.clone(),
            Arc::new(Local::default()),
            world.store.writable(),
        ),
        records,
    )
}

#[tokio::test]
async fn a_failed_commit_is_tried_again_and_nobody_is_told_before() {
    let world = World::new().await;
    let (hub, records) = failing(&world, 2);
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&hub, world.proposal, account, 11).await;
    let mut anna = Peer::join(&hub, world.proposal, account, 12).await;
    zane.write("one").await;
    anna.until(|anna| anna.text() == "one").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    assert_eq!(records.attempts.load(Ordering::SeqCst), 3);
}

#[tokio::test]
async fn a_store_that_stays_broken_closes_the_room_and_nothing_is_lost() {
    let world = World::new().await;
    let (hub, _) = failing(&world, COMMIT_ATTEMPTS);
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&hub, world.proposal, account, 11).await;
    let mut anna = Peer::join(&hub, world.proposal, account, 12).await;
    zane.write("one").await;
    assert_eq!(zane.until_closed().await, CloseCode::NotSaved);
    assert_eq!(anna.until_closed().await, CloseCode::NotSaved);
    assert_eq!((zane.half.unsaved(), anna.text().as_str()), (1, ""));
    zane.connect(&hub, world.proposal, account).await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    assert_eq!(hub.read(world.proposal, text_of).await.unwrap(), "one");
}

#[tokio::test]
async fn who_signs_out_waits_a_second_for_a_busy_room_and_no_longer() {
    let world = World::new().await;
    let (hub, records) = failing(&world, 0);
    let account = world.member(Role::Editor).await;
    let session = world.session(account).await;
    let mut page = Peer::offline(11);
    page.session = Some(session.clone());
    page.connect(&hub, world.proposal, account).await;
    page.until(|page| page.half.is_synced()).await;
    records.silent.store(true, Ordering::SeqCst);
    tokio::time::pause();
    let began = tokio::time::Instant::now();
    let signed_out = hub.signed_out(session);
    let answered = tokio::time::timeout(std::time::Duration::from_secs(60), signed_out).await;
    assert!(answered.is_ok(), "it does not wait for the room");
    let waited_ms = began.elapsed().as_millis() as u64;
    assert!(
        (ROOM_ANSWER_MS..ROOM_ANSWER_MS + 50).contains(&waited_ms),
        "{waited_ms}"
    );
}

#[tokio::test]
async fn a_look_at_the_draft_is_told_only_what_is_on_disk() {
    let world = World::new().await;
    let (hub, records) = failing(&world, 1);
    let account = world.member(Role::Editor).await;
    let zane = Peer::join(&hub, world.proposal, account, 11).await;
    let mut zane = zane;
    zane.write("one").await;
    // The frame is before the look in the room's queue, and its first commit fails.
    assert_eq!(hub.read(world.proposal, text_of).await.unwrap(), "one");
    assert_eq!(records.attempts.load(Ordering::SeqCst), 2);
}

/// Somebody who has joined and reads nothing.
async fn silent(world: &World, account: AccountId) -> Connection {
    let joining = Joining {
        account,
        name: String::new(),
        session: None,
        talka: true,
    };
    world.hub.join(world.proposal, joining).await.unwrap()
}

#[tokio::test]
async fn a_slow_reader_is_closed_and_holds_up_nobody() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut slow = silent(&world, account).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    zane.write(&"x".repeat(FRAME_BYTES / 2)).await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    // Each question is answered with the whole text.
    for _ in 0..=OUTGOING_BYTES / (FRAME_BYTES / 2) {
        let question = Message::Step1(&[0]).frame();
        assert!(slow.sending.send(question).await);
    }
    zane.write("after").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    let ends = async { while slow.inbox.next().await != Outgoing::Close(CloseCode::TooSlow) {} };
    timeout(Duration::from_secs(60), ends).await.unwrap();
}

#[tokio::test]
async fn thousands_of_small_changes_close_nobody() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut reader = silent(&world, account).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    for number in 0..3_000 {
        zane.write(&number.to_string()).await;
    }
    zane.until(|zane| zane.half.unsaved() == 0).await;
    let mut updates = 0;
    while updates < 3_000 {
        match reader.inbox.next().await {
            Outgoing::Frame(frame) => {
                updates += usize::from(matches!(Message::read(&frame), Ok(Message::Update(_))));
            }
            Outgoing::Close(code) => panic!("closed with {code:?} after {updates}"),
        }
    }
}

#[tokio::test]
async fn a_room_that_nobody_uses_is_dropped_and_opens_again_as_it_was() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    zane.write("one").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    assert_eq!(world.hub.open_rooms(), 1);
    drop(zane);
    // Time that passes by itself would end what the database is doing.
    settled(&world.store, world.proposal).await;
    tokio::time::pause();
    while world.hub.open_rooms() > 0 {
        tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    }
    tokio::time::resume();
    let zane = Peer::join(&world.hub, world.proposal, account, 12).await;
    assert_eq!(zane.text(), "one");
}

#[tokio::test]
async fn a_read_model_that_cannot_be_written_holds_up_neither_a_commit_nor_the_end() {
    let world = World::new().await;
    let (hub, records) = failing(&world, 0);
    records.unsettled.store(true, Ordering::SeqCst);
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&hub, world.proposal, account, 11).await;
    zane.write("one").await;
    zane.until(|zane| zane.half.unsaved() == 0).await;
    timeout(Duration::from_secs(10), hub.drain()).await.unwrap();
    assert_eq!(read_model(&world.store, world.proposal).await, None);
    records.unsettled.store(false, Ordering::SeqCst);
    Peer::join(&hub, world.proposal, account, 12).await;
    settled(&world.store, world.proposal).await;
}

#[tokio::test]
async fn a_drained_hub_has_told_everyone_and_kept_everything() {
    let world = World::new().await;
    let account = world.member(Role::Editor).await;
    let mut zane = Peer::join(&world.hub, world.proposal, account, 11).await;
    zane.write("one").await;
    world.hub.drain().await;
    assert_eq!(zane.until_closed().await, CloseCode::GoingAway);
    let stored = world
        .another_instance()
        .read(world.proposal, text_of)
        .await
        .unwrap();
    assert_eq!(stored, "one");
}
