//! Whether what was typed is safe, in plain words.
//!
//! Seen all the time, heard only when it matters: a screen reader is told about trouble and not
//! about every save.

use super::context::ProposalContext;
use crate::{
    editor::{Denial, SaveState},
    parts::said::{language, say},
};
use leptos::prelude::*;
use model::text::{self, Key, key};

/// The line and, for screen readers, what is wrong. Who was removed gets the way to what they may still
/// read.
#[component]
pub fn SaveLine() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let state = context.drafting.save_state;
    let said_in = language();
    let words = Memo::new(move |_| match state.get() {
        SaveState::Offline { changes } => {
            text::say_with(said_in, key::SAVE_OFFLINE, &[("changes", changes.into())])
        }
        state => text::say(said_in, sentence(state)),
    });
    let shown = context.page.with_value(|page| page.proposal.settings);
    let progress = context.drafting.progress;
    let has_changed = move || progress.with(|it| it.settings > shown);
    let trouble = move || match is_trouble(state.get()) {
        true => Some(words.get()),
        false => has_changed().then(|| say(key::SETTINGS_CHANGED)),
    };
    let writes = move || context.drafting.may_type() || is_trouble(state.get());
    let read = format!("/proposals/{}/read", context.proposal());
    let still = move || {
        let removed = context.drafting.is_removed();
        removed.then(|| view! { <a class="workbar-link" href=read.clone()>{say(key::SAVE_REMOVED_READ)}</a> })
    };
    let load = move || {
        let why = match state.get() {
            SaveState::NewVersion => Some(key::SAVE_NEW_VERSION_LOAD),
            _ => has_changed().then_some(key::SETTINGS_CHANGED),
        };
        // A link to the page itself is a button that also works where a script has failed.
        why.map(|why| view! { <a class="button primary" href="" rel="external">{say(why)}</a> })
    };
    view! {
        <p class="save" data-save-state=move || code(state.get()) title=words hidden=move || !writes()>
            <span>{words}</span>
        </p>
        {still}
        {load}
        <p class="unseen" role="status">
            {trouble}
        </p>
    }
    .into_any()
}

fn is_trouble(state: SaveState) -> bool {
    match state {
        SaveState::Opening | SaveState::Saved | SaveState::Saving => false,
        SaveState::Offline { .. }
        | SaveState::CannotSave
        | SaveState::OnlyHere
        | SaveState::NewVersion
        | SaveState::SignedOut
        | SaveState::Denied { .. } => true,
    }
}

fn sentence(state: SaveState) -> Key {
    match state {
        SaveState::Opening => key::SAVE_OPENING,
        SaveState::Saved => key::SAVE_SAVED,
        SaveState::Saving => key::SAVE_SAVING,
        SaveState::Offline { .. } => key::SAVE_OFFLINE,
        SaveState::CannotSave => key::SAVE_CANNOT_SAVE,
        SaveState::OnlyHere => key::SAVE_ONLY_HERE,
        SaveState::NewVersion => key::SAVE_NEW_VERSION,
        SaveState::SignedOut => key::SAVE_SIGNED_OUT,
        SaveState::Denied { why } => match why {
            Denial::Role => key::SAVE_DENIED_ROLE,
            Denial::Final => key::REFUSAL_LOCKED,
            Denial::Removed => key::SAVE_DENIED_REMOVED,
            Denial::Refused => key::SAVE_DENIED,
        },
    }
}

/// What style sheets and tests go by: "saved" is said where everything is on the server's disk only.
fn code(state: SaveState) -> &'static str {
    match state {
        SaveState::Saved => "saved",
        SaveState::Opening | SaveState::Saving => "saving",
        SaveState::Offline { .. }
        | SaveState::CannotSave
        | SaveState::OnlyHere
        | SaveState::NewVersion => "offline",
        SaveState::SignedOut => "signed-out",
        SaveState::Denied { .. } => "denied",
    }
}
