//! What the server tells open pages besides the text: small events on the same socket.

use crate::{
    document::anchor::Anchor, ids::ThreadId, proposal::Progress, role::Role, thread::Thread,
    workflow::State,
};
use serde::{Deserialize, Serialize};

/// One event of the live feed, sent only to clients that speak `talka.1`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// A thread was opened, answered, decided, reopened or attached again.
    Thread { thread: Box<Thread> },
    /// The server moved anchors after an edit, or lost their words.
    Anchors { moved: Vec<MovedAnchor> },
    /// State, versions, sign-offs or the round changed.
    Progress { progress: Box<Progress> },
    /// What the receiver may do now: told on joining, before anything else, and when it changes.
    Rights { role: Role, state: State },
    /// Whether the server can write anything to disk now; told when that changes.
    Storage { writable: bool },
}

/// Where a thread sits after an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedAnchor {
    pub thread: ThreadId,
    pub anchor: Anchor,
    pub detached: bool,
}
