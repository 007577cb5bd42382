//! Whether what was typed is safe, in plain words.
//!
//! Seen all the time, heard only when it matters: a screen reader is told about trouble and not
//! about every save.

use super::desk::Desk;
use crate::{
    editor::SaveState,
    parts::said::{language, say},
};
use leptos::prelude::*;
use model::text::{self, key};

/// The line and, for screen readers, what is wrong.
#[component]
pub fn SaveLine() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let state = desk.drafting.save_state;
    let (saved, saving, denied, signed_out) = (
        say(key::SAVE_SAVED),
        say(key::SAVE_SAVING),
        say(key::SAVE_DENIED),
        say(key::SAVE_SIGNED_OUT),
    );
    let said_in = language();
    let trouble = Memo::new(move |_| match state.get() {
        SaveState::Saved | SaveState::Saving => None,
        SaveState::Offline { changes } => {
            let values = [("changes", changes.into())];
            Some(text::say_with(said_in, key::SAVE_OFFLINE, &values))
        }
        SaveState::SignedOut => Some(signed_out.clone()),
        SaveState::Denied => Some(denied.clone()),
    });
    let words = move || match (state.get(), trouble.get()) {
        (_, Some(trouble)) => trouble,
        (SaveState::Saving, None) => saving.clone(),
        (_, None) => saved.clone(),
    };
    let writes = move || desk.drafting.may_edit() || trouble.with(Option::is_some);
    view! {
        <p class="save" data-save-state=move || code(state.get()) hidden=move || !writes()>
            {words}
        </p>
        <p class="unseen" role="status">
            {move || trouble.get()}
        </p>
    }
    .into_any()
}

fn code(state: SaveState) -> &'static str {
    match state {
        SaveState::Saved => "saved",
        SaveState::Saving => "saving",
        SaveState::Offline { .. } => "offline",
        SaveState::SignedOut => "signed-out",
        SaveState::Denied => "denied",
    }
}
