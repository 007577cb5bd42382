//! The bar that stays in sight: language, tools, who is here, what is saved.

use super::{
    context::ProposalContext,
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
    let context = expect_context::<ProposalContext>();
    #[cfg(feature = "hydrate")]
    in_page(context);
    let said_in = language();
    let tools = move || {
        let may_edit = context.drafting.may_edit();
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

/// What concerns the whole page: its keys, and that two languages stand side by side in it.
#[cfg(feature = "hydrate")]
fn in_page(context: ProposalContext) {
    use gloo_events::{EventListener, EventListenerOptions};
    use wasm_bindgen::JsCast;
    const BESIDE: &str = "data-beside";
    let Ok(Some(page)) = document().query_selector(".proposal") else {
        return;
    };
    let keys = super::find::page_keys(context);
    let options = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&page, "keydown", options, move |event| {
        keys(event.unchecked_ref());
    })
    .forget();
    Effect::new(move || {
        let _ = match context.beside.get() {
            Some(language) => page.set_attribute(BESIDE, language.code()),
            None => page.remove_attribute(BESIDE),
        };
    });
}
