//! The bar that stays in sight: language, tools, who is here, what is saved.

use super::{
    desk::Desk,
    find::{FindBar, FindButton},
    help::HelpButton,
    languages::Languages,
    presence::Presence,
    save_state::SaveLine,
};
use crate::{editor::Toolbar, parts::said::language};
use leptos::prelude::*;

/// The bar above the text.
#[component]
pub fn Workbar() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let said_in = language();
    let tools = move || {
        let may_edit = desk.drafting.may_edit();
        may_edit.then(|| view! { <Toolbar language=said_in /> })
    };
    view! {
        <div class="workbar">
            <Languages />
            <div class="workbar-tools">{tools}</div>
            <div class="workbar-state">
                <SaveLine />
                <Presence />
                <FindButton />
                <HelpButton />
            </div>
            <FindBar />
        </div>
    }
    .into_any()
}
