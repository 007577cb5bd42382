//! What this person may do now, as the server says it on joining and whenever it changes. Where the
//! text may not be changed any more the page closes it and says why.

use super::Desk;
use crate::{
    editor::{
        drafting::Drafting,
        state::{Denial, SaveState},
    },
    sync::plain,
};
use leptos::prelude::*;
use model::{role::Role, sync::CloseCode, workflow::State};

/// What is known besides role and state, which are the page's.
pub struct Rights {
    /// Whether this person could change the text at some time since the page was opened.
    wrote: bool,
}

impl Rights {
    /// As the page says it.
    pub fn of(drafting: Drafting) -> Rights {
        let wrote = may_edit(drafting);
        Rights { wrote }
    }
}

fn may_edit(drafting: Drafting) -> bool {
    untrack(|| drafting.may_edit())
}

impl Desk {
    /// Whether this person may change the text now.
    pub(super) fn may_edit(&self) -> bool {
        may_edit(self.drafting)
    }

    /// The server says what this person may do.
    pub(super) fn told_rights(&mut self, role: Role, state: State) {
        let drafting = self.drafting;
        if drafting.role.get_untracked() != Some(role) {
            drafting.role.set(Some(role));
        }
        if drafting
            .progress
            .with_untracked(|known| known.state != state)
        {
            drafting.progress.update(|known| known.state = state);
        }
        self.rights_changed();
    }

    /// Role or state may be others now. What follows waits for the end of what the server says just
    /// now, which speaks of the draft that is on the desk.
    pub(super) fn rights_changed(&self) {
        self.this.next_task(|desk| {
            if desk.may_edit() {
                desk.rights.wrote = true;
                desk.bring_back();
            } else {
                desk.put_aside();
            }
            desk.tell_save_state();
        });
    }

    /// Tells the page how safe the text is.
    pub fn tell_save_state(&self) {
        let state = match self.denial() {
            Some(why) => SaveState::Denied { why },
            None => self.outbox.of(self.wire.save_state()),
        };
        if self.drafting.save_state.get_untracked() != state {
            self.drafting.save_state.set(state);
        }
    }

    /// Why this person cannot change the text any more; none for who never could.
    fn denial(&self) -> Option<Denial> {
        match self.wire.ended() {
            Some(CloseCode::SignedOut | CloseCode::NewVersion) => return None,
            Some(CloseCode::NoAccess | CloseCode::Removed) => return Some(Denial::Removed),
            Some(_) => return Some(Denial::Refused),
            None => {}
        }
        if self.may_edit() {
            return self.wire.half.is_denied().then_some(Denial::Refused);
        }
        let state = self.drafting.progress.with_untracked(|known| known.state);
        let suggests = untrack(|| self.drafting.may_suggest());
        let misses_it = (self.rights.wrote && !suggests) || self.refused.is_waiting();
        misses_it.then_some(match state.is_open() {
            true => Denial::Role,
            false => Denial::Final,
        })
    }

    /// The server wants nothing of this page any more.
    pub(super) fn ended(&mut self, code: CloseCode) {
        match code {
            CloseCode::SignedOut => self.forget_here(),
            CloseCode::NoAccess | CloseCode::Removed => self.removed(),
            // What is typed from here on is kept on this device, for the page of the new release.
            CloseCode::NewVersion => return,
            _ => {}
        }
        // Nothing typed from here on would reach anybody.
        self.drafting.role.set(None);
    }

    /// No member any more: the text goes from the page and from this device, own words that the server
    /// does not have stay to be copied.
    fn removed(&mut self) {
        self.read_back();
        self.show_unsent_words();
        self.forget_here();
        // The script that keeps the page is answered that there is none.
        plain::look(&format!("/proposals/{}", self.proposal));
        self.drafting.threads.set(Vec::new());
    }
}
