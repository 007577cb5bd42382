//! The hub: opens rooms when somebody comes, runs one task for each, drops those nobody uses.

use crate::{Result, store::Store};
use bytes::Bytes;
use model::{
    error::Refusal,
    event::Event,
    ids::{AccountId, ProposalId},
    sync::CloseCode,
};
use tokio::sync::mpsc;

/// Every open room of this instance; cheap to clone.
#[derive(Clone)]
pub struct Hub {
    store: Store,
}

/// Who wants to join a room.
#[derive(Clone, Debug)]
pub struct Joining {
    pub account: AccountId,
    pub name: String,
    /// Whether the client speaks `model::sync::DIALECT`.
    pub talka: bool,
}

/// What a connection is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    Frame(Bytes),
    /// The last thing: close the socket with this code and its prose.
    Close(CloseCode),
}

/// One joined connection. Dropping it leaves the room.
#[derive(Debug)]
pub struct Connection {
    /// Frames from the peer, in order.
    pub incoming: mpsc::Sender<Vec<u8>>,
    /// What to send to the peer, in order.
    pub outgoing: mpsc::Receiver<Outgoing>,
}

impl Hub {
    /// A hub over the store.
    pub fn new(store: Store) -> Hub {
        Hub { store }
    }

    /// Lets a connection into a proposal's room, opening it if need be.
    pub async fn join(&self, proposal: ProposalId, joining: Joining) -> Result<Connection> {
        let _ = (&self.store, proposal, joining);
        Err(Refusal::Unavailable.into())
    }

    /// The way without a WebSocket: a body of messages in, a body of messages out.
    pub async fn sync(
        &self,
        proposal: ProposalId,
        account: AccountId,
        body: &[u8],
    ) -> Result<Vec<u8>> {
        let _ = (proposal, account, body);
        Err(Refusal::Unavailable.into())
    }

    /// Tells every open page of the proposal; on all instances.
    pub async fn publish(&self, proposal: ProposalId, event: Event) {
        let _ = (proposal, event);
    }

    /// Tells the open pages of one account; on all instances.
    pub async fn publish_to(&self, proposal: ProposalId, account: AccountId, event: Event) {
        let _ = (proposal, account, event);
    }

    /// Roles, members or the state changed: open connections are held to it at once.
    pub async fn rights_changed(&self, proposal: ProposalId) {
        let _ = proposal;
    }

    /// Closes every connection after what is under way is on disk.
    pub async fn drain(&self) {}
}
