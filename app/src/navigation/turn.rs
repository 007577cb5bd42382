//! What people do to turn pages: links, forms, and the browser's own back and forward.

use super::{
    answer::{self, Ahead, Answer},
    application::{self, Step, with},
    form::Sending,
    lists,
    past::{self, Entry},
    way::{Address, Way},
};
use crate::{
    editor::browser::{document, window},
    live::OpenDraft,
    sync::offline,
};
use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlElement, MouseEvent, PopStateEvent, SubmitEvent, Url};

/// Takes over from the browser, with the draft of the page that it has loaded.
pub fn start(draft: Option<OpenDraft>) {
    application::begin(draft);
    offline::keep_page();
    lists::begin();
    let (document, window) = (document(), window());
    let asks = EventListenerOptions::enable_prevent_default();
    EventListener::new_with_options(&document, "click", asks, |event| {
        pressed(event.unchecked_ref());
    })
    .forget();
    // Between pressing and letting go a page is half on its way.
    EventListener::new(&document, "mousedown", |event| {
        if let Some(to) = followed(event.unchecked_ref()) {
            with(|it| it.ask_ahead(&to));
        }
    })
    .forget();
    EventListener::new_with_options(&document, "submit", asks, |event| {
        sent(event.unchecked_ref());
    })
    .forget();
    EventListener::new(&document, "focusin", typing).forget();
    EventListener::new(&window, "popstate", |event| moved(event.unchecked_ref())).forget();
    EventListener::new(&window, "online", |_| refresh()).forget();
    // The browser restores what it loads; we, what turns here.
    for (name, ours) in [("pagehide", false), ("pageshow", true)] {
        EventListener::new(&window, name, move |_| {
            with(|it| it.past.take_over(ours));
        })
        .forget();
    }
}

/// Where one is.
fn here() -> Option<Url> {
    Url::new(&window().location().href().ok()?).ok()
}

/// Whether a link or form is followed here.
fn is_ours(to: &Url, is_plain: bool, target: &str, rel: &str, is_download: bool) -> bool {
    let Some(here) = here() else { return false };
    let parts = |url: &Url| (url.origin(), url.pathname(), url.search(), url.hash());
    let (to, here) = (parts(to), parts(&here));
    let way = Way {
        to: address(&to),
        here: address(&here),
        is_plain,
        target,
        rel,
        is_download,
    };
    way.is_ours()
}

fn address((origin, path, query, fragment): &(String, String, String, String)) -> Address<'_> {
    Address {
        origin,
        path,
        query,
        fragment,
    }
}

/// The link that is pressed. In a text that one writes it is words like others.
fn link(event: &MouseEvent) -> Option<HtmlElement> {
    let element: Element = event.target()?.dyn_into().ok()?;
    let link: HtmlElement = element.closest("a[href]").ok()??.dyn_into().ok()?;
    (!link.is_content_editable()).then_some(link)
}

/// Where a press on a link leads, if it is ours to follow.
fn followed(event: &MouseEvent) -> Option<Url> {
    let link = link(event)?;
    let says = |name: &str| link.get_attribute(name).unwrap_or_default();
    let base = document().base_uri().ok().flatten()?;
    let to = Url::new_with_base(&says("href"), &base).ok()?;
    let held = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
    let is_plain = event.button() == 0 && !held && !event.default_prevented();
    let is_download = link.has_attribute("download");
    is_ours(&to, is_plain, &says("target"), &says("rel"), is_download).then_some(to)
}

/// `click`: perhaps on a link.
fn pressed(event: &MouseEvent) {
    if let Some(to) = followed(event) {
        event.prevent_default();
        let is_here = past::here() == to.pathname() + &to.search();
        go(to, if is_here { Step::Instead } else { Step::Forth });
    } else if link(event).is_some() {
        // Within the page the browser goes by itself, and we shall be asked for the way back.
        with(|it| it.remember());
    }
}

/// `popstate`: the browser has moved in its history, or within the page.
fn moved(event: &PopStateEvent) {
    let entry = Entry::of(&event.state());
    let is_within = with(|it| it.address == past::here());
    match (entry, here()) {
        (Some(entry), _) if is_within == Some(true) => {
            with(|it| {
                it.remember();
                it.past.now = entry;
                if let Some(left) = it.past.left(entry) {
                    left.restore(&it.page.main);
                }
            });
        }
        (None, _) if is_within == Some(true) => {
            with(|it| it.past.within());
        }
        (Some(entry), Some(to)) => go(to, Step::To(entry)),
        (None, Some(to)) => leave_to(&to.href()),
        _ => {}
    }
}

/// Goes to an address of ours.
fn go(to: Url, step: Step) {
    let is_open = with(|it| {
        it.remember();
        it.show_open(&to, step)
    });
    if is_open == Some(true) {
        return;
    }
    let address = to.href();
    let ahead = with(|it| it.take_ahead(&address)).flatten();
    let asked = ahead.unwrap_or_else(|| Ahead::ask(&address));
    let turn = with(|it| it.wait());
    spawn_local(async move {
        let answer = asked.into_answer().await;
        if with(|it| turn.is_some_and(|turn| it.is_awaited(turn))) == Some(true) {
            arrived(answer, to, step);
        }
    });
}

/// There is a network again: a page that was kept for want of one is asked for anew. A draft hears by itself
/// what it has missed, and a form that is being filled in stays.
fn refresh() {
    let is_old = with(|it| it.is_kept() && it.page.draft.is_none() && it.page.typed_in.is_none());
    if let (Some(true), Some(to)) = (is_old, here()) {
        go(to, Step::Instead);
    }
}

/// A page was asked for and has come, or not.
fn arrived(answer: Option<Answer>, to: Url, step: Step) {
    let answer = answer.filter(Answer::is_page);
    let answer = answer.filter(|answer| with(|it| it.may_show(answer)) == Some(true));
    let Some(answer) = answer else {
        return leave_to(&to.href());
    };
    // A redirection keeps the fragment that was asked for.
    let fragment = to.hash();
    let to = Url::new(&answer.address).unwrap_or(to);
    to.set_hash(&fragment);
    with(|it| it.show(answer, &to, step, false));
}

/// Lets the browser load a page as any other.
fn leave_to(address: &str) {
    let location = window().location();
    let _ = match location.href().is_ok_and(|here| here == address) {
        true => location.reload(),
        false => location.assign(address),
    };
}

/// `submit`: a form is sent.
fn sent(event: &SubmitEvent) {
    let Some(sending) = Sending::of(event) else {
        return;
    };
    let Ok(to) = Url::new(&sending.action) else {
        return;
    };
    let is_plain = !event.default_prevented();
    if !sending.is_post {
        to.set_search(&sending.fields);
    }
    if !is_ours(&to, is_plain, &sending.target, &sending.rel, false) {
        return;
    }
    event.prevent_default();
    if sending.is_sending() {
        return;
    }
    if !sending.is_post {
        return go(to, Step::Forth);
    }
    sending.begin();
    let turn = with(|it| {
        it.remember();
        it.wait()
    });
    spawn_local(async move {
        let answer = answer::send(&sending.action, &sending.fields).await;
        let is_awaited = with(|it| {
            it.grow_old();
            turn.is_some_and(|turn| it.is_awaited(turn))
        });
        match answer {
            Some(answer) if answer.is_page() => {
                sending.end();
                if is_awaited == Some(true) {
                    answered(answer);
                }
            }
            answer => sending.refuse(answer.and_then(|answer| answer.sentence())),
        }
    });
}

/// A form was answered: with the next page, or with its own once more.
fn answered(answer: Answer) {
    let Ok(to) = Url::new(&answer.address) else {
        return;
    };
    if answer.says_done() {
        to.set_hash("done");
    }
    // What was not done is shown in any case: sent once more it might be done twice.
    if answer.is_redirected && with(|it| it.may_show(&answer)) != Some(true) {
        return leave_to(&to.href());
    }
    with(|it| {
        let is_same = here().is_some_and(|here| here.pathname() == to.pathname());
        let step = if is_same { Step::Instead } else { Step::Forth };
        it.show(answer, &to, step, true);
    });
}

/// `focusin`: remembers where somebody types.
fn typing(event: &Event) {
    let place = event
        .target()
        .and_then(|it| it.dyn_into::<HtmlElement>().ok());
    let types = |it: &HtmlElement| it.matches("input, select, textarea, [data-field]");
    if let Some(place) = place.filter(|it| types(it).unwrap_or(false)) {
        if place.has_attribute("data-field") {
            offline::persist();
        }
        with(|it| {
            if it.page.main.contains(Some(&place)) {
                it.page.typed_in = Some(place);
            }
        });
    }
}
