//! The bar that stays in sight: language, tools, who is here, what is saved.

use super::{
    context::ProposalContext,
    find::{FindBar, FindButton},
    help::HelpButton,
    languages::Languages,
    presence::Presence,
    save_state::SaveLine,
    suggestions::SuggestMode,
};
use crate::{
    editor::{Notes, Toolbar},
    parts::said::language,
};
use leptos::{html, prelude::*};

/// The bar above the text.
#[component]
pub fn Workbar() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let bar = NodeRef::<html::Div>::new();
    #[cfg(feature = "hydrate")]
    in_page(context, bar);
    let said_in = language();
    let tools = move || {
        let may_edit = context.drafting.may_edit();
        may_edit.then(|| view! { <Toolbar language=said_in /> })
    };
    view! {
        <div class="workbar" node_ref=bar>
            <Languages />
            <div class="workbar-tools">
                {tools}
                <SuggestMode />
                <Notes language=said_in />
            </div>
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

/// What concerns the whole page: its keys, and that two languages stand side by side in it. The bar
/// says which page it stands in now.
#[cfg(feature = "hydrate")]
fn in_page(context: ProposalContext, bar: NodeRef<html::Div>) {
    use gloo_events::{EventListener, EventListenerOptions};
    use wasm_bindgen::JsCast;
    const BESIDE: &str = "data-beside";
    let page = move || bar.get_untracked()?.closest(".proposal").ok().flatten();
    let keys = super::find::page_keys(context);
    let options = EventListenerOptions::enable_prevent_default();
    let heard = EventListener::new_with_options(&document(), "keydown", options, move |event| {
        let at = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::Node>().ok());
        if page().is_some_and(|page| page.contains(at.as_ref())) {
            keys(event.unchecked_ref());
        }
    });
    let heard = StoredValue::new_local(Some(heard));
    on_cleanup(move || heard.set_value(None));
    Effect::new(move || {
        context.shown.track();
        let beside = context.beside.get();
        let Some(page) = page() else { return };
        let _ = match beside {
            Some(language) => page.set_attribute(BESIDE, language.code()),
            None => page.remove_attribute(BESIDE),
        };
    });
}
