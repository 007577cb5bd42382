//! The bar that stays in sight: language, tools, who is here, what is saved.

use super::{
    desk::Desk, exports::Exports, languages::Languages, presence::Presence, save_state::SaveLine,
};
use crate::{
    editor::Toolbar,
    parts::said::{language, say},
};
use leptos::prelude::*;
use model::text::key;

/// The bar above the text.
#[component]
pub fn Workbar() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let said_in = language();
    let tools = move || {
        let may_edit = desk.drafting.may_edit();
        may_edit.then(|| view! { <Toolbar language=said_in /> })
    };
    let proposal = desk.proposal();
    view! {
        <div class="workbar">
            <Languages />
            <div class="workbar-tools">{tools}</div>
            <div class="workbar-state">
                <SaveLine />
                <Presence />
                <a class="workbar-link" href=format!("/proposals/{proposal}/read")>
                    {say(key::PROPOSAL_READ)}
                </a>
                <a class="workbar-link" href=format!("/proposals/{proposal}/decisions")>
                    {say(key::PROPOSAL_DECISIONS)}
                </a>
                <Exports proposal language=desk.language />
            </div>
        </div>
    }
    .into_any()
}
