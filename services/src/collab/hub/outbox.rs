//! What waits to be sent to one connection: bounded, so that a slow reader holds up nobody.

use bytes::Bytes;
use model::{
    limits::{OUTGOING_BYTES, OUTGOING_MESSAGES},
    sync::CloseCode,
};
use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};
use tokio::sync::{mpsc, watch};

/// What a connection is to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outgoing {
    Frame(Bytes),
    /// The last thing: close the socket with this code and its prose.
    Close(CloseCode),
}

/// The room's end.
#[derive(Debug)]
pub(super) struct Outbox {
    frames: mpsc::Sender<Bytes>,
    bytes: Arc<AtomicUsize>,
    code: watch::Sender<Option<CloseCode>>,
}

/// The connection's end.
#[derive(Debug)]
pub struct Inbox {
    frames: mpsc::Receiver<Bytes>,
    bytes: Arc<AtomicUsize>,
    code: watch::Receiver<Option<CloseCode>>,
}

/// An empty queue.
pub(super) fn outbox() -> (Outbox, Inbox) {
    let (frames_in, frames_out) = mpsc::channel(OUTGOING_MESSAGES);
    let (code_in, code_out) = watch::channel(None);
    let bytes = Arc::new(AtomicUsize::new(0));
    let outbox = Outbox {
        frames: frames_in,
        bytes: bytes.clone(),
        code: code_in,
    };
    let inbox = Inbox {
        frames: frames_out,
        bytes,
        code: code_out,
    };
    (outbox, inbox)
}

impl Outbox {
    /// Queues a frame; `false` if the reader is too slow, or gone.
    pub fn send(&self, frame: Bytes) -> bool {
        let size = frame.len();
        let waiting = self.bytes.fetch_add(size, Ordering::Relaxed);
        // One frame may be larger than the limit: a whole document is one.
        let fits = waiting == 0 || waiting + size <= OUTGOING_BYTES;
        if fits && self.frames.try_send(frame).is_ok() {
            return true;
        }
        self.bytes.fetch_sub(size, Ordering::Relaxed);
        false
    }

    /// Ends the queue: what waits is sent first, unless the reader is too slow for it.
    pub fn close(self, code: CloseCode) {
        // An error means that the connection is gone, which is what closing is for.
        let _ = self.code.send(Some(code));
    }
}

impl Inbox {
    /// The next thing to send; after a close there is nothing more.
    pub async fn next(&mut self) -> Outgoing {
        if *self.code.borrow() == Some(CloseCode::TooSlow) {
            return Outgoing::Close(CloseCode::TooSlow);
        }
        match self.frames.recv().await {
            Some(frame) => {
                self.bytes.fetch_sub(frame.len(), Ordering::Relaxed);
                Outgoing::Frame(frame)
            }
            None => Outgoing::Close(self.code.borrow().unwrap_or(CloseCode::RoomFailed)),
        }
    }
}
