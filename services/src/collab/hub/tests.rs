//! Limits that are counted over all rooms of an instance, and what other instances are told.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::{
    Error,
    collab::tests::{peer::Peer, world::World},
};
use model::{
    limits::{CONNECTIONS_AN_INSTANCE, PRESENCES_AT_ONCE},
    role::Role,
    sync::{Millis, awareness},
};
use std::sync::atomic::Ordering;
use tokio::sync::{Semaphore, mpsc};

fn joining(account: AccountId) -> Joining {
    Joining {
        account,
        name: String::new(),
        session: None,
        talka: true,
    }
}

#[tokio::test]
async fn an_instance_has_so_many_connections_and_keeps_a_fifth_for_those_who_write() {
    let world = World::new().await;
    let reader = world.member(Role::Reader).await;
    let editor = world.member(Role::Editor).await;
    let join = async |account| world.hub.join(world.proposal, joining(account)).await;
    let taken = |count| world.hub.shared.connections.store(count, Ordering::Relaxed);
    let is_full =
        |joined: Result<Connection>| matches!(joined, Err(Error::Refused(Refusal::Unavailable)));
    taken(CONNECTIONS_AN_INSTANCE / 5 * 4 - 1);
    let _reading = join(reader).await.unwrap();
    assert!(is_full(join(reader).await));
    let _writing = join(editor).await.unwrap();
    taken(CONNECTIONS_AN_INSTANCE);
    assert!(is_full(join(editor).await));
    taken(CONNECTIONS_AN_INSTANCE - 1);
    let last = join(editor).await.unwrap();
    assert!(is_full(join(editor).await));
    drop(last);
    while world.hub.shared.connections.load(Ordering::Relaxed) >= CONNECTIONS_AN_INSTANCE {
        tokio::task::yield_now().await;
    }
    let _again = join(editor).await.unwrap();
}

/// A way to other instances that takes its time for each signal.
struct Slow {
    sent: mpsc::UnboundedSender<Signal>,
    may_end: Semaphore,
    heard: broadcast::Sender<Signal>,
}

#[async_trait::async_trait]
impl Bus for Slow {
    async fn send(&self, signal: Signal) {
        if matches!(signal, Signal::Presence { .. }) {
            self.sent.send(signal).unwrap();
            self.may_end.acquire().await.unwrap().forget();
        }
    }

    fn listen(&self) -> broadcast::Receiver<Signal> {
        self.heard.subscribe()
    }
}

#[tokio::test]
async fn presence_that_comes_while_others_are_told_goes_out_once_and_as_it_is_then() {
    let world = World::new().await;
    let (sent, mut signals) = mpsc::unbounded_channel();
    let bus = Arc::new(Slow {
        sent,
        may_end: Semaphore::new(0),
        heard: broadcast::Sender::new(1),
    });
    let records = Arc::new(DraftRecords::new(world.store.clone(), 0));
    let hub = Hub::over(records, bus.clone(), world.store.writable());
    let account = world.member(Role::Editor).await;
    let mut page = Peer::join(&hub, world.proposal, account, 11).await;
    let mut last = 0;
    for number in 1..PRESENCES_AT_ONCE / 2 {
        last = number;
        let state = serde_json::json!({ "cursor": number }).to_string();
        let frame = page.half.set_presence(Some(state), Millis(0)).unwrap();
        page.send(frame).await;
    }
    // The room has taken all of them.
    hub.read(world.proposal, |_| ()).await.unwrap();
    let cursor = |signal: Signal| {
        let Some(Ask::Presence(states)) = signal.asks().pop() else {
            panic!("it is not about presence");
        };
        let entries = awareness::decode(&states).unwrap();
        let state: serde_json::Value =
            serde_json::from_str(entries[0].state.as_ref().unwrap()).unwrap();
        state["cursor"].as_u64().unwrap()
    };
    assert_eq!(cursor(signals.recv().await.unwrap()), 1);
    assert!(signals.try_recv().is_err(), "the first one is not over");
    bus.may_end.add_permits(100);
    assert_eq!(cursor(signals.recv().await.unwrap()), last);
    page.drop_connection();
    let gone = signals.recv().await.unwrap();
    assert!(
        matches!(gone, Signal::Presence { .. }),
        "and then nothing but its end"
    );
}
