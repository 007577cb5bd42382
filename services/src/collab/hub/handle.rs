//! What a room's task can be asked, and the way to it.

use super::{Connection, Joining};
use crate::{
    Result,
    accounts::SessionKey,
    collab::room::{Edited, Line, SeatId, Wording},
};
use model::{document::draft::Draft, event::Event, ids::AccountId, sync::guard::Ranges};
use tokio::sync::{mpsc, oneshot};

/// Tells a reader what it saw.
pub(super) type Tell = Box<dyn FnOnce() + Send>;
/// Looks at the draft.
pub(super) type Look = Box<dyn FnOnce(&Draft) -> Tell + Send>;

/// What a room's task is asked from outside.
pub(super) enum Command {
    Join {
        joining: Joining,
        reply: oneshot::Sender<Result<Connection>>,
    },
    Frame {
        seat: SeatId,
        bytes: Vec<u8>,
    },
    Left {
        seat: SeatId,
    },
    Read(Look),
    Publish {
        to: Option<AccountId>,
        event: Box<Event>,
    },
    RightsChanged {
        reply: Option<oneshot::Sender<()>>,
    },
    /// Of one session, or, when nobody knows which, of any.
    SignedOut {
        session: Option<SessionKey>,
        reply: Option<oneshot::Sender<()>>,
    },
    Presence(Vec<u8>),
    Edit {
        edit: Box<Asked>,
        reply: oneshot::Sender<Edited>,
    },
    Storage {
        writable: bool,
    },
    Reread,
    /// Answered when the read model says what the room holds now, as far as it can be written.
    Settle {
        reply: oneshot::Sender<()>,
    },
    Drain {
        reply: oneshot::Sender<()>,
    },
}

/// An edit by the server, before the room gave it a number.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub account: AccountId,
    pub wording: Wording,
    pub seen: Ranges,
    pub line: Line,
}

/// The way to a room's task.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    commands: mpsc::Sender<Command>,
}

impl Handle {
    /// A way to a task, and what comes along it.
    pub fn new() -> (Handle, mpsc::Receiver<Command>) {
        let (commands, inbound) = mpsc::channel(COMMANDS);
        (Handle { commands }, inbound)
    }

    /// Hands in a command, waiting for its turn; gives it back if the room is closed.
    pub async fn send(&self, command: Command) -> std::result::Result<(), Command> {
        self.commands
            .send(command)
            .await
            .map_err(|refused| refused.0)
    }

    /// Hands in a command if there is room for it now.
    pub fn try_send(&self, command: Command) -> std::result::Result<(), Command> {
        self.commands
            .try_send(command)
            .map_err(|refused| refused.into_inner())
    }

    /// Whether both lead to the same task.
    pub fn is_same(&self, other: &Handle) -> bool {
        self.commands.same_channel(&other.commands)
    }
}

/// Commands that wait before those who send them wait too.
const COMMANDS: usize = 256;
