//! What goes on between this desk, this device and the server, in time.
//!
//! A local change is kept on this device first, then sent, then forgotten here when the server has it
//! on disk. The document itself is kept as well, so that a page without a network shows it.

use super::{Later, desk::Desk, refused};
use crate::editor::browser;
use crate::sync::{
    plain,
    socket::{self, Happening, Socket},
    store::{Kept, Store},
    wire::now,
};
use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Interval;
use leptos::prelude::Set;
use model::sync::{ClientEvent, CloseCode};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;

/// How often silence is looked at.
const TICK_MS: u32 = 1_000;
/// The document is kept on this device this long after the last change.
const SETTLE_MS: u32 = 1_500;
/// How long a page with a kept document waits for the server before it shows that.
const PATIENCE_MS: u32 = 1_500;
/// How long a browser may take to open what it keeps on this device: some never answer.
const STORE_MS: u32 = 3_000;
/// Between two plain calls, where no socket can be had.
const CALL_MS: u32 = 3_000;

/// What is under way.
#[derive(Default)]
pub struct Timers {
    pub(super) store: Option<Rc<Store>>,
    settling: bool,
    calling: bool,
    next_key: u32,
    tick: Option<Interval>,
}

/// Brings the draft from this device and from the server.
pub fn start(this: Later) {
    this.after(STORE_MS, Desk::go_online);
    spawn_local(async move {
        let Some((account, proposal)) = this.with(Desk::names) else {
            return;
        };
        // Without a store, as in some private windows, the draft is only as safe as the connection.
        if let Ok(store) = Store::open(&account, &proposal).await {
            let kept = store.load().await.unwrap_or_default();
            this.with(|desk| desk.recall(store, kept));
        }
        this.with(Desk::go_online);
    });
}

impl Desk {
    fn names(&mut self) -> (String, String) {
        let account = self.me.as_ref().map(|me| me.account.to_string());
        (account.unwrap_or_default(), self.proposal.clone())
    }

    fn recall(&mut self, store: Store, kept: Kept) {
        let is_late = self.timers.tick.is_some();
        self.timers.store = Some(Rc::new(store));
        if !self.may_edit() && !kept.changes.is_empty() {
            // The kept document holds changes that the server would not take.
            return self.recall_refused(kept);
        }
        let found = kept.document.is_some() || !kept.changes.is_empty();
        refused::recall(&mut self.draft, &mut self.wire, kept);
        if found && is_late {
            // The page is live without it by now: shown at once, and sent with a new connection.
            self.end_composition();
            self.redraw();
            self.closed(1006);
        } else if found {
            self.this.after(PATIENCE_MS, Desk::become_ready);
        }
    }

    /// Once; sooner if what this device keeps is there, later if it does not come.
    fn go_online(&mut self) {
        if self.timers.tick.is_some() || self.closed {
            return;
        }
        let this = self.this.clone();
        self.timers.tick = Some(Interval::new(TICK_MS, move || {
            this.with(Desk::tick);
        }));
        self.listen_to_the_page();
        self.connect();
        self.tell_save_state();
    }

    fn listen_to_the_page(&mut self) {
        let window = browser::window();
        let on = |name: &'static str, act: fn(&mut Desk)| {
            let this = self.this.clone();
            EventListener::new(&window, name, move |_| {
                this.with(act);
            })
        };
        let listeners = [
            on("online", Desk::look_after_the_line),
            on("offline", |desk| desk.closed(1006)),
            on("wheel", Desk::follow_nobody),
            on("touchmove", Desk::follow_nobody),
            on("pagehide", Desk::part),
            on("pageshow", Desk::connect),
            on("resize", Desk::places_changed),
        ];
        self.listeners.extend(listeners);
        let this = self.this.clone();
        let asks = EventListenerOptions::enable_prevent_default();
        let leaving =
            EventListener::new_with_options(&window, "beforeunload", asks, move |event| {
                if this.with(|desk| desk.wire.is_kept()) == Some(false) {
                    // The browser asks whether the page is really to be left.
                    event.prevent_default();
                }
            });
        self.listeners.push(leaving);
        let this = self.this.clone();
        let document = browser::document();
        if let Some(seen) = window.visual_viewport() {
            for name in ["resize", "scroll"] {
                let room = |_: &web_sys::Event| browser::leave_room_for_keyboard();
                self.listeners.push(EventListener::new(&seen, name, room));
            }
        }
        let looked_at = this.clone();
        self.listeners.push(EventListener::new(
            &document,
            "visibilitychange",
            move |_| {
                if !browser::document().hidden() {
                    looked_at.with(Desk::look_after_the_line);
                }
            },
        ));
        self.listeners.push(EventListener::new(
            &document,
            "selectionchange",
            move |_| {
                this.with(Desk::selection_moved);
            },
        ));
    }

    /// There may have been sleep or another network: connects, or asks whether the line is alive.
    fn look_after_the_line(&mut self) {
        self.connect();
        if let Some(frame) = self.wire.half.probe(&self.draft, now()) {
            self.wire.send(&frame);
        }
    }

    pub(super) fn connect(&mut self) {
        if self.wire.has_socket() || self.wire.ended().is_some() {
            return;
        }
        let this = self.this.clone();
        let tell = move |happening| {
            this.with(|desk| desk.happened(happening));
        };
        match Socket::open(&socket::address(&self.proposal, self.news.whole()), tell) {
            Ok(socket) => self.wire.connecting(socket),
            Err(_) => self.closed(1006),
        }
    }

    fn happened(&mut self, happening: Happening) {
        match happening {
            Happening::Opened => {
                self.wire.opened(&self.draft);
                self.send_presence();
            }
            Happening::Frame(bytes) => {
                self.watch();
                match self.wire.half.frame(&bytes, &mut self.draft, now()) {
                    Ok(events) => self.take(events),
                    Err(_) => self.closed(1006),
                }
            }
            Happening::Closed(code) => self.closed(code),
        }
        self.tell_save_state();
    }

    fn take(&mut self, events: Vec<ClientEvent>) {
        for event in events {
            match event {
                ClientEvent::Changed(changes) => {
                    self.foreign(&changes);
                    self.settle_soon();
                }
                ClientEvent::Send(frame) => self.wire.send(&frame),
                ClientEvent::Synced => {
                    self.wire.synced();
                    self.become_ready();
                    self.show_anew();
                }
                ClientEvent::Acked { number, .. } => {
                    self.wire.acked(number);
                    self.settle_soon();
                }
                ClientEvent::Awareness { .. } => self.peers_changed(),
                ClientEvent::Event(event) => self.hear(*event),
                // The rights were told before, and what follows from them.
                ClientEvent::Denied => {}
                ClientEvent::Dead => {
                    // Another one is tried at once: that this one was dead is no reason to wait.
                    self.closed(1006);
                    self.connect();
                }
            }
        }
    }

    fn closed(&mut self, code: u16) {
        let pause = self.wire.closed(code);
        if let Some(code) = self.wire.ended() {
            self.ended(code);
        }
        self.peers_changed();
        self.tell_save_state();
        if let Some(pause) = pause {
            self.this.after(pause, Desk::connect);
        }
        // Nothing came from the server: what this device has is what there is to show.
        if self.timers.store.is_some() && self.draft.fields().next().is_some() {
            self.become_ready();
        }
        self.call_if_needed();
    }

    fn tick(&mut self) {
        let events = self.wire.half.tick(&self.draft, now());
        self.take(events);
        self.tell_save_state();
        self.flush_when_reached();
    }

    /// Keeps a local change on this device, then sends it.
    ///
    /// The browser is given every change at once: what is typed while an earlier change is being
    /// written must not wait in the program, which may fail at any letter.
    pub fn keep(&mut self, update: Vec<u8>) {
        if update.is_empty() {
            return;
        }
        self.timers.next_key += 1;
        let (page, number) = (self.draft.client_id(), self.timers.next_key);
        let handed_over = self.timers.store.as_ref().and_then(|store| {
            let key = store.key(page, number);
            Some((store.keep(&key, &update).ok()?, key))
        });
        let Some((written, key)) = handed_over else {
            self.wire.keeping(String::new(), update);
            return self.wire.kept("", false);
        };
        self.wire.keeping(key.clone(), update);
        let this = self.this.clone();
        spawn_local(async move {
            let arrived = written.await.is_ok();
            this.with(|desk| desk.kept(&key, arrived));
        });
    }

    fn kept(&mut self, key: &str, arrived: bool) {
        self.wire.kept(key, arrived);
        self.refused.kept(key, arrived);
        self.tell_save_state();
        self.call_if_needed();
    }

    /// Signed out, perhaps on a computer that others use, or no member any more: only what the server lacks stays here.
    pub(super) fn forget_here(&mut self) {
        let is_saved = self.wire.unsaved() == 0 && !self.refused.is_waiting();
        if let Some(store) = self.timers.store.take() {
            spawn_local(async move {
                // What stays behind here, the script that answers for pages takes away as well.
                let _ = store.forget(is_saved).await;
            });
        }
    }

    fn settle_soon(&mut self) {
        if !std::mem::replace(&mut self.timers.settling, true) {
            self.this.after(SETTLE_MS, Desk::settle);
        }
    }

    /// Writes the document to this device and forgets there what the server has.
    fn settle(&mut self) {
        self.timers.settling = false;
        let Some(store) = self.timers.store.clone() else {
            return;
        };
        if self.refused.renewing {
            return;
        }
        let document = self.draft.whole();
        let keys = self.wire.take_acknowledged();
        spawn_local(async move {
            // When it fails the changes stay as well, and are sent again by the next page: harmless.
            let _ = store.settle(&document, &keys).await;
        });
    }

    fn call_if_needed(&mut self) {
        if !self.wire.needs_calls() || std::mem::replace(&mut self.timers.calling, true) {
            return;
        }
        let (body, last) = self.wire.half.post(&self.draft);
        let client = self.draft.client_id();
        let (this, proposal, last_act) =
            (self.this.clone(), self.proposal.clone(), self.news.whole());
        spawn_local(async move {
            let answer = plain::exchange(&proposal, &body, last_act).await;
            this.with(|desk| desk.called(client, answer, last));
        });
    }

    fn called(&mut self, client: u64, answer: Result<Vec<u8>, Option<CloseCode>>, last: u64) {
        match answer {
            Err(Some(code)) if !code.may_retry() => return self.closed(code.number()),
            Err(Some(CloseCode::NotSaved)) => self.wire.storage(false),
            _ => {}
        }
        self.watch();
        // Whoever wrote that may have been put aside since.
        let answer = answer.ok().filter(|_| client == self.draft.client_id());
        let events = answer.and_then(|answer| {
            let half = &mut self.wire.half;
            half.posted(&answer, last, &mut self.draft, now()).ok()
        });
        self.wire.called(events.is_some());
        self.take(events.unwrap_or_default());
        self.tell_save_state();
        self.this.after(CALL_MS, |desk| {
            desk.timers.calling = false;
            desk.call_if_needed();
        });
    }

    /// The page goes away, perhaps for ever: what is pending is handed to the browser.
    fn part(&mut self) {
        self.read_back();
        self.wire.wait_no_longer();
        if self.wire.unsaved() > 0 {
            let (body, _) = self.wire.half.post(&self.draft);
            plain::part(&self.proposal, &body);
        }
        self.withdraw_presence();
    }

    /// The page goes out of the document, or comes back. Meanwhile the draft goes on, and the others
    /// see that nobody is at it.
    pub fn set_shown(&mut self, shown: bool) {
        if !shown {
            self.end_composition();
            self.read_back();
            self.draft.undo_boundary();
            self.drafting.link_dialog.set(false);
            self.follow_nobody();
        }
        self.is_shown = shown;
        if shown {
            self.paint_all();
            self.send_presence();
            self.connect();
        } else {
            self.paint.clear();
            self.withdraw_presence();
        }
    }

    /// Whether everything that was typed is on the server's disk.
    pub fn is_safe(&self) -> bool {
        self.wire.unsaved() == 0 && !self.refused.is_waiting() && self.outbox.count() == 0
    }

    /// The page is gone.
    pub fn leave(&mut self) {
        self.part();
        self.settle();
        self.closed = true;
        self.listeners.clear();
        self.views.clear();
        self.paint.clear();
        self.timers.tick = None;
        self.wire.closed(1000);
    }
}
