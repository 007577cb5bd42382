//! What a click or a tap on the page does to threads: beside the text it lets go of the active one, on
//! commented words it opens their thread where threads are a sheet; and an address may name a thread.

use crate::pages::proposal::context::ProposalContext;
use gloo_events::EventListener;
use leptos::{html, prelude::*};
use model::ids::ThreadId;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Where threads are a sheet, as in the style sheet.
const NARROW: &str = "(max-width: 74rem)";
/// What a click may be for besides letting go.
const HOLDING: &str = ".margin, .tk, .bar, .section-texts, [popover], dialog";
/// What an address calls a thread, before its id.
const PLACE: &str = "#thread-";

/// Listens as long as the part lives; what happens while its page is out of the document is another
/// page's.
pub fn watch(context: ProposalContext, list: NodeRef<html::Ul>) {
    let drafting = context.drafting;
    let is_here = move || list.get_untracked().is_some_and(|list| list.is_connected());
    let pressed = EventListener::new(&document(), "pointerdown", move |event| {
        let at: Option<Element> = event.target().and_then(|it| it.dyn_into().ok());
        let holds = at.is_some_and(|at| matches!(at.closest(HOLDING), Ok(Some(_))));
        if is_here() && !holds && drafting.active_thread.with_untracked(Option::is_some) {
            drafting.active_thread.set(None);
        }
    });
    let named = EventListener::new(&window(), "hashchange", move |_| {
        if is_here() {
            open_named(context);
        }
    });
    let heard = StoredValue::new_local(Some((pressed, named)));
    on_cleanup(move || heard.set_value(None));
    // Only a click on words or on a card makes a thread active.
    Effect::new(move |_| {
        if let Some(thread) = drafting.active_thread.get()
            && is_narrow()
        {
            context.sheet_open.set(true);
            request_animation_frame(move || show(context, thread));
        }
    });
    Effect::new(move |_| {
        if drafting.ready.get() {
            open_named(context);
        }
    });
}

fn is_narrow() -> bool {
    let query = window().match_media(NARROW).ok().flatten();
    query.is_some_and(|query| query.matches())
}

/// The card at the top of the sheet, its words above the sheet.
fn show(context: ProposalContext, thread: ThreadId) {
    let card = document().query_selector(&format!("[data-card='{thread}']"));
    let sheet = document().query_selector(".margin");
    if let (Ok(Some(card)), Ok(Some(sheet))) = (card, sheet) {
        let head = sheet.query_selector(".margin-head").ok().flatten();
        let head = head.map_or(0, |head| {
            head.unchecked_into::<HtmlElement>().offset_height()
        });
        let top = card.unchecked_into::<HtmlElement>().offset_top();
        sheet.set_scroll_top(top - head);
    }
    context.drafting.reveal_thread(thread);
}

/// Opens the thread that the address names, if there is one.
fn open_named(context: ProposalContext) {
    let named = window().location().hash().unwrap_or_default();
    let named = named.strip_prefix(PLACE).and_then(|id| id.parse().ok());
    let thread = named.and_then(|id| untrack(|| context.thread(id)));
    let Some(thread) = thread else { return };
    if context.language.get_untracked() != thread.field.language {
        context.show(thread.field.language);
    }
    request_animation_frame(move || context.drafting.go_to_thread(thread.id));
}
