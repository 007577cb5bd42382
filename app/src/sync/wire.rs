//! What stands between the draft and the server: which changes are kept on this device, which are on
//! their way, which are on the server's disk. It owns the socket and no timer.

use super::socket::Socket;
use crate::editor::{SaveState, browser};
use model::{
    document::draft::Draft,
    sync::{ClientHalf, CloseCode, Frame, Millis, Next},
};

/// The first pause before connecting again.
const RETRY_MS: f64 = 400.0;
/// The longest pause.
const RETRY_MS_MAX: f64 = 20_000.0;
/// After so many attempts in vain plain calls are tried beside the socket.
const FAILURES_BEFORE_CALLS: u32 = 2;

/// One page's connection to one draft, over any number of sockets.
pub struct Wire {
    pub half: ClientHalf,
    socket: Option<Socket>,
    opened: bool,
    /// Attempts in vain since the last connection.
    failures: u32,
    /// Whether plain calls reach the server while no socket does.
    calls_work: bool,
    /// Whether the server has told everything it knows, at least once.
    heard: bool,
    /// Whether the server can write to its disk, and whether this connection was told that it cannot.
    writable: bool,
    told_unwritable: bool,
    /// Why the server wants nothing of this page any more.
    ended: Option<CloseCode>,
    /// Local changes on their way to this device's disk, oldest first.
    keeping: Vec<Keeping>,
    /// Under which key each numbered change is kept on this device.
    keys: Vec<(u64, String)>,
    /// Keys of changes that the server has.
    acknowledged: Vec<String>,
}

/// A local change on its way to this device's disk.
struct Keeping {
    key: String,
    update: Vec<u8>,
    /// Whether it arrived there; none as long as nobody knows.
    arrived: Option<bool>,
}

impl Wire {
    /// For the replica with this Yjs client id.
    pub fn new(client: u64) -> Wire {
        Wire {
            half: ClientHalf::new(client),
            socket: None,
            opened: false,
            failures: 0,
            calls_work: false,
            heard: false,
            writable: true,
            told_unwritable: false,
            ended: None,
            keeping: Vec::new(),
            keys: Vec::new(),
            acknowledged: Vec::new(),
        }
    }

    /// Takes the place of another wire of this page, which lets its socket go.
    pub fn go_on_from(&mut self, other: &mut Wire) {
        other.let_go();
        self.failures = other.failures;
        self.calls_work = other.calls_work;
        self.heard = other.heard;
        self.writable = other.writable;
        self.acknowledged.append(&mut other.acknowledged);
    }

    fn let_go(&mut self) {
        self.socket = None;
        self.opened = false;
        self.half.closed();
    }

    /// Why the server wants nothing of this page any more; none as long as it does.
    pub fn ended(&self) -> Option<CloseCode> {
        self.ended
    }

    /// A local change that is being kept on this device: it is sent when [`Wire::kept`] tells what
    /// became of it, and after all before it.
    pub fn keeping(&mut self, key: String, update: Vec<u8>) {
        self.keeping.push(Keeping {
            key,
            update,
            arrived: None,
        });
    }

    /// A change arrived on this device's disk, or never will. A key that an earlier wire was given
    /// says nothing.
    pub fn kept(&mut self, key: &str, arrived: bool) {
        if let Some(change) = self
            .keeping
            .iter_mut()
            .find(|it| it.key == key && it.arrived.is_none())
        {
            change.arrived = Some(arrived);
        }
        while let Some(arrived) = self.keeping.first().and_then(|it| it.arrived) {
            let change = self.keeping.remove(0);
            if arrived {
                self.keys.push((self.half.next_number(), change.key));
            }
            if let Some(frame) = self.half.local(change.update) {
                self.send(&frame);
            }
        }
    }

    /// Sends what is on its way to this device's disk without waiting for it.
    pub fn wait_no_longer(&mut self) {
        for change in &mut self.keeping {
            change.arrived = Some(false);
        }
        self.kept("", false);
    }

    /// A change that an earlier page kept and the server has not acknowledged.
    pub fn recall(&mut self, key: String, update: Vec<u8>) {
        let number = self.half.keep(update);
        self.keys.push((number, key));
    }

    /// All changes up to this number are on the server's disk.
    pub fn acked(&mut self, number: u64) {
        for (change, key) in std::mem::take(&mut self.keys) {
            if change <= number {
                self.acknowledged.push(key);
            } else {
                self.keys.push((change, key));
            }
        }
    }

    /// The keys that the store may forget together with writing the document.
    pub fn take_acknowledged(&mut self) -> Vec<String> {
        std::mem::take(&mut self.acknowledged)
    }

    /// Hands a frame to the socket, if there is one.
    pub fn send(&self, frame: &Frame) {
        if let Some(socket) = &self.socket {
            socket.send(frame);
        }
    }

    /// A socket that is about to connect.
    pub fn connecting(&mut self, socket: Socket) {
        self.socket = Some(socket);
        self.opened = false;
    }

    /// Whether a socket stands or is about to.
    pub fn has_socket(&self) -> bool {
        self.socket.is_some()
    }

    /// The socket stands: says what is to be said first.
    pub fn opened(&mut self, draft: &Draft) {
        self.opened = true;
        self.calls_work = false;
        self.told_unwritable = false;
        for frame in self.half.open(draft, now()) {
            self.send(&frame);
        }
    }

    /// The server has told everything it knows.
    pub fn synced(&mut self) {
        self.failures = 0;
        self.heard = true;
        // Who joins a server that cannot write is told so before this.
        self.writable = !self.told_unwritable;
    }

    /// The server said whether it can write to its disk.
    pub fn storage(&mut self, writable: bool) {
        self.writable = writable;
        self.told_unwritable = !writable;
    }

    /// The socket is gone; how long to wait before the next attempt, none when there is no use.
    pub fn closed(&mut self, code: u16) -> Option<u32> {
        self.let_go();
        self.failures += 1;
        if CloseCode::from_number(code) == Some(CloseCode::NotSaved) {
            self.writable = false;
        }
        match Next::after(code) {
            Next::ComeBackAtOnce => Some(RETRY_MS as u32),
            Next::ComeBack => Some(self.pause_ms()),
            Next::StayAway(code) => {
                self.ended = Some(code);
                None
            }
        }
    }

    /// Doubles with every attempt in vain, and is never the same for two people.
    fn pause_ms(&self) -> u32 {
        let doubled = RETRY_MS * 2_f64.powi(self.failures.min(8) as i32 - 1);
        (doubled.min(RETRY_MS_MAX) * (0.5 + js_sys::Math::random() / 2.0)) as u32
    }

    /// Whether plain calls are worth a try.
    pub fn needs_calls(&self) -> bool {
        !self.opened && self.ended.is_none() && self.failures >= FAILURES_BEFORE_CALLS
    }

    /// Whether the last plain call came back. Each is a connection of its own.
    pub fn called(&mut self, works: bool) {
        self.calls_work = works && !self.opened;
        self.told_unwritable = false;
    }

    /// How many local changes the server does not have on disk.
    pub fn unsaved(&self) -> usize {
        self.keeping.len() + self.half.unsaved()
    }

    /// Whether this device keeps every change that the server does not have, but for those that are
    /// on their way to its disk.
    pub fn is_kept(&self) -> bool {
        self.keys.len() >= self.half.unsaved()
    }

    /// What the person is told.
    pub fn save_state(&self) -> SaveState {
        let unsaved = self.unsaved();
        let reached = self.opened || self.calls_work || self.failures == 0;
        if self.ended == Some(CloseCode::SignedOut) {
            SaveState::SignedOut
        } else if self.ended == Some(CloseCode::NewVersion) && self.is_kept() {
            SaveState::NewVersion
        } else if !(self.is_kept() || self.writable && reached) {
            SaveState::OnlyHere
        } else if !self.writable {
            SaveState::CannotSave
        } else if !reached {
            let changes = u32::try_from(unsaved).unwrap_or(u32::MAX);
            SaveState::Offline { changes }
        } else if !self.heard {
            SaveState::Opening
        } else if unsaved > 0 {
            SaveState::Saving
        } else {
            SaveState::Saved
        }
    }

    /// What the server lacks, change by change.
    pub fn unsaved_changes(&self) -> impl Iterator<Item = &[u8]> {
        let keeping = self.keeping.iter().map(|change| &change.update[..]);
        self.half.unsaved_changes().chain(keeping)
    }
}

/// The clock of this page.
pub fn now() -> Millis {
    Millis(browser::now_ms() as u64)
}
