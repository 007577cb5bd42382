//! One page's open draft: the document, the fields that are on the page, the selection, the wire.
//!
//! All of it stands in one [`Desk`] behind one handle. Events of the browser borrow it one after the
//! other; what must wait for the present event goes through a later task, so nothing is ever entered
//! twice.

mod desk;
mod edits;
mod news;
mod online;
mod presence;
mod refused;
mod rights;

pub use desk::{Desk, Waiting};

use super::{browser, drafting::Drafting};
use gloo_timers::callback::Timeout;
use leptos::{html, prelude::*};
use model::proposal::{FieldName, ProposalPage};
use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

/// The handle of a desk.
#[derive(Clone)]
pub struct Session(Rc<RefCell<Desk>>);

/// A handle that does not keep the desk open.
#[derive(Clone, Default)]
pub struct Later(Weak<RefCell<Desk>>);

/// Opens the draft of a page as soon as the page is in the browser, and leaves it with the page.
pub fn open(
    drafting: Drafting,
    slot: StoredValue<Option<Session>, LocalStorage>,
    page: &ProposalPage,
) {
    let session = Session::new(drafting, page);
    slot.set_value(Some(session));
    Effect::new(move || {
        slot.try_with_value(|session| session.as_ref().map(Session::start));
    });
    Effect::new(move || {
        drafting.threads.track();
        slot.try_with_value(|session| session.as_ref()?.with(Desk::threads_changed));
    });
    Effect::new(move || {
        drafting.marked.track();
        drafting.is_suggesting();
        slot.try_with_value(|session| {
            session.as_ref()?.with(|desk| {
                desk.refresh_suggestions();
                desk.paint_all();
                desk.refresh_toolbar();
            })
        });
    });
    Effect::new(move || {
        drafting.active_thread.track();
        slot.try_with_value(|session| session.as_ref()?.with(Desk::paint_all));
    });
    on_cleanup(move || {
        slot.try_with_value(|session| session.as_ref().map(Session::stop));
    });
}

/// Puts a field's host on the desk when it is on the page, and takes it off when it goes.
pub fn mount(
    drafting: Drafting,
    field: &FieldName,
    host: NodeRef<html::Div>,
    overlay: NodeRef<html::Div>,
    may_edit: Signal<bool>,
) {
    let name = field.clone();
    Effect::new(move || {
        let (Some(host), Some(overlay)) = (host.get(), overlay.get()) else {
            return;
        };
        let waiting = Waiting {
            host: host.into(),
            overlay: overlay.into(),
            editable: may_edit.get_untracked(),
        };
        drafting.with(|desk| desk.attach(name.clone(), waiting));
    });
    let name = field.clone();
    Effect::new(move || {
        let editable = may_edit.get();
        drafting.with(|desk| desk.set_editable(&name, editable));
    });
    let name = field.clone();
    on_cleanup(move || {
        drafting.with(|desk| desk.detach(&name));
    });
}

impl Session {
    /// A desk for one proposal; nothing happens before [`Session::start`].
    pub fn new(drafting: Drafting, page: &ProposalPage) -> Session {
        let desk = Rc::new(RefCell::new(Desk::new(drafting, page)));
        desk.borrow_mut().this = Later(Rc::downgrade(&desk));
        Session(desk)
    }

    /// Works on the desk; none when an outer event is at it.
    pub fn with<R>(&self, act: impl FnOnce(&mut Desk) -> R) -> Option<R> {
        self.0.try_borrow_mut().ok().map(|mut desk| act(&mut desk))
    }

    /// Brings the draft from this device and from the server, and keeps it in step from now on.
    pub fn start(&self) {
        let this = Later(Rc::downgrade(&self.0));
        online::start(this);
    }

    /// Leaves the draft: says so to the others and lets everything go.
    pub fn stop(&self) {
        self.with(Desk::leave);
    }
}

impl Later {
    /// Works on the desk if it is still open and nobody is at it.
    pub fn with<R>(&self, act: impl FnOnce(&mut Desk) -> R) -> Option<R> {
        let desk = self.0.upgrade()?;
        let mut desk = desk.try_borrow_mut().ok()?;
        if desk.closed {
            return None;
        }
        Some(act(&mut desk))
    }

    /// When the present task is over.
    pub fn next_task(&self, act: impl FnOnce(&mut Desk) + 'static) {
        self.after(0, act);
    }

    /// After some milliseconds.
    pub fn after(&self, ms: u32, act: impl FnOnce(&mut Desk) + 'static) {
        let this = self.clone();
        Timeout::new(ms, move || {
            this.with(act);
        })
        .forget();
    }

    /// Before the next paint.
    pub fn next_frame(&self, act: impl FnOnce(&mut Desk) + 'static) {
        let this = self.clone();
        browser::next_frame(move || {
            this.with(act);
        });
    }
}
