//! The bar that stays in sight: what this is, where it stands, in which language, who is here, and
//! what is saved. The tools of those who write are its second row.

use super::{
    context::ProposalContext,
    find::{FindBar, FindButton},
    languages::Languages,
    more::More,
    presence::Presence,
    progress::{Lead, Stage},
    save_state::SaveLine,
    suggestions::SuggestMode,
};
use crate::{
    editor::{Notes, Toolbar},
    parts::{
        icon::{ARROW_LEFT, CALM, Icon, LIST},
        said::{best, language, say},
    },
};
use leptos::{html, prelude::*};
use model::text::key;

/// The bar above the text.
#[component]
pub fn Bar() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let bar = NodeRef::<html::Header>::new();
    #[cfg(feature = "hydrate")]
    in_page(context, bar);
    let said_in = language();
    let tools = move || {
        let may_edit = context.drafting.may_edit();
        may_edit.then(|| view! { <Toolbar language=said_in /> })
    };
    view! {
        <header class="bar" node_ref=bar>
            <Title />
            <button
                type="button"
                class="quiet square rail-button"
                title=say(key::PROPOSAL_SECTIONS)
                aria-label=say(key::PROPOSAL_SECTIONS)
                popovertarget=super::rail::LIST
            >
                <Icon glyph=LIST />
            </button>
            <Stage />
            <Lead />
            <Languages />
            <SaveLine />
            <Presence />
            <div class="bar-buttons">
                <FindButton />
                <CalmButton />
                <More />
            </div>
            <div class="workbar-tools">
                {tools}
                <SuggestMode />
                <Notes language=said_in />
            </div>
            <FindBar />
        </header>
    }
    .into_any()
}

/// The way back to the partnership, and the title on one line.
#[component]
fn Title() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let (place, partnership, title) = context.page.with_value(|page| {
        let place = format!("/partnerships/{}", page.proposal.partnership);
        let partnership = best(&page.partnership_title);
        (place, partnership, best(&page.proposal.title))
    });
    view! {
        <a class="button quiet square bar-back" href=place title=partnership.clone() aria-label=partnership>
            <Icon glyph=ARROW_LEFT />
        </a>
        <h1 title=title.clone()>{title.clone()}</h1>
    }
    .into_any()
}

/// Leaves nothing on the screen but the text and this bar; `Ctrl+.` does the same.
#[component]
fn CalmButton() -> impl IntoView {
    let calm = expect_context::<ProposalContext>().calm;
    let name = say(key::ROOM_CALM);
    view! {
        <button
            type="button"
            class="quiet square calm-button"
            title=format!("{name} (Ctrl+.)")
            aria-label=name
            aria-keyshortcuts="Control+."
            aria-pressed=move || calm.get().to_string()
            on:click=move |_| calm.update(|calm| *calm = !*calm)
        >
            <Icon glyph=CALM />
        </button>
    }
    .into_any()
}

/// What concerns the whole page: its keys, that two languages stand side by side in it, and that
/// nothing distracts. The bar says which page it stands in now.
#[cfg(feature = "hydrate")]
fn in_page(context: ProposalContext, bar: NodeRef<html::Header>) {
    use gloo_events::{EventListener, EventListenerOptions};
    use wasm_bindgen::JsCast;
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
        let beside = context.beside.get().map(|language| language.code());
        let calm = context.calm.get().then_some("true");
        let Some(page) = page() else { return };
        mark(&page, "data-beside", beside);
        mark(&page, "data-calm", calm);
    });
}

#[cfg(feature = "hydrate")]
fn mark(page: &web_sys::Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => page.set_attribute(name, value),
        None => page.remove_attribute(name),
    };
}
