//! What the server tells open pages besides the text: small events on the same socket.

use crate::{
    document::anchor::Anchor, ids::AnchorId, proposal::Progress, role::Role, thread::Thread,
    workflow::State,
};
use serde::{Deserialize, Serialize};

/// One event of the live feed, sent only to clients of [`crate::sync::DIALECT`].
///
/// Threads and progress carry the number of the newest act that they show. Of two, the one with the
/// higher number is newer, in whichever order they come. That number may be that of somebody else's
/// act, so it does not say that everything about that act was told. A page that sees an act missing,
/// or was away, names the last one of which it has heard and is sent [`Event::News`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// A thread was opened, answered, decided, reopened or attached again.
    Thread { thread: Box<Thread> },
    /// The server moved anchors after an edit, or lost their words.
    Anchors { moved: Vec<MovedAnchor> },
    /// State, versions, sign-offs or the round changed by these acts; by none of its own where a thread
    /// is told beside it.
    Progress {
        progress: Box<Progress>,
        acts: Vec<u64>,
    },
    /// What the receiver may do now: told on joining, before anything else, and when it changes.
    Rights { role: Role, state: State },
    /// Everything besides the text that is newer than what the receiver said it has.
    News(Box<News>),
    /// Events may have been lost on their way here: whoever hears this asks for news.
    MayBeBehind,
    /// Whether the server can write anything to disk now; told when that changes.
    Storage { writable: bool },
}

/// What happened besides the text since a number of the journal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// The threads in which something happened, or whose words moved, as they are now.
    pub threads: Vec<Thread>,
    pub progress: Progress,
}

/// Where an anchor sits after an edit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedAnchor {
    pub id: AnchorId,
    pub anchor: Anchor,
    pub detached: bool,
}
