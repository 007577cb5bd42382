//! Comments without a mouse: keys that begin one on the selected words and go from one to the next, and a
//! caret for those who may not write. Browsers have none where nothing can be typed, so it is moved and drawn
//! here.

use super::{compose, margin};
use crate::{
    editor::{
        browser::{document, platform, window},
        places, px,
    },
    pages::proposal::context::ProposalContext,
};
use gloo_events::{EventListener, EventListenerOptions};
use leptos::{html, prelude::*};
use model::{ids::ThreadId, role::Role};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, KeyboardEvent, ScrollIntoViewOptions, ScrollLogicalPosition, Selection,
};

/// The text of those who may not write.
const READ_ONLY: &str = ".tk[aria-readonly]";

/// Listens as long as the part lives; what happens while its page is out of the document is another
/// page's.
pub fn watch(context: ProposalContext, list: NodeRef<html::Ul>) {
    let is_here = move || list.get_untracked().is_some_and(|list| list.is_connected());
    let caret = Rc::new(ReadingCaret::new());
    let asks = EventListenerOptions::enable_prevent_default();
    let moved = caret.clone();
    let pressed = EventListener::new_with_options(&document(), "keydown", asks, move |event| {
        if let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|_| is_here()) {
            down(context, &moved, event);
        }
    });
    let on = |name: &'static str, act: fn(&ReadingCaret)| {
        let caret = caret.clone();
        EventListener::new(&document(), name, move |_| act(&caret))
    };
    let heard = [
        pressed,
        on("selectionchange", ReadingCaret::draw),
        on("focusout", ReadingCaret::hide),
        on("focusin", ReadingCaret::arrive),
        on("pointerdown", ReadingCaret::hide),
    ];
    let heard = StoredValue::new_local(Some(heard));
    on_cleanup(move || heard.set_value(None));
}

fn down(context: ProposalContext, caret: &ReadingCaret, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    if is_to_comment(event) {
        if context.may(Role::may_comment) && compose::begin(context) {
            event.prevent_default();
        }
    } else if event.key() == "F9" && event.alt_key() {
        event.prevent_default();
        go_on(context, !event.shift_key());
    } else if read_only(event).is_some_and(|host| caret.step(&host, event)) {
        event.prevent_default();
    }
}

/// Ctrl+Alt+M, where it makes no letter of AltGr; on a Mac Cmd+Option+M.
fn is_to_comment(event: &KeyboardEvent) -> bool {
    match platform().mac {
        true => event.meta_key() && event.alt_key() && event.code() == "KeyM",
        false => event.ctrl_key() && event.alt_key() && event.key().eq_ignore_ascii_case("m"),
    }
}

/// Opens the next comment of the margin, or the one before, and puts the keyboard on it.
fn go_on(context: ProposalContext, forward: bool) {
    let shown = untrack(|| margin::shown(context));
    let active = context.drafting.active_thread.get_untracked();
    let at = active.and_then(|id| shown.iter().position(|it| *it == id));
    let next = match (at, forward) {
        (None, true) => 0,
        (None, false) => shown.len().saturating_sub(1),
        (Some(at), true) => (at + 1) % shown.len(),
        (Some(at), false) => (at + shown.len() - 1) % shown.len(),
    };
    if let Some(thread) = shown.get(next).copied() {
        context.sheet_open.set(true);
        context.drafting.go_to_thread(thread);
        request_animation_frame(move || focus(thread));
    }
}

fn focus(thread: ThreadId) {
    let quote = format!("[data-thread='{thread}'] button.quote");
    if let Ok(Some(quote)) = document().query_selector(&quote) {
        let _ = quote.unchecked_into::<HtmlElement>().focus();
    }
}

fn read_only(event: &KeyboardEvent) -> Option<HtmlElement> {
    let at: Element = event.target()?.dyn_into().ok()?;
    let is_text = at.matches(READ_ONLY).unwrap_or_default();
    at.dyn_into().ok().filter(|_| is_text)
}

/// The caret in a text that cannot be written in.
struct ReadingCaret {
    shape: Option<HtmlElement>,
    /// Whether keys move it; to a mouse or a finger it would only be in the way.
    is_used: Cell<bool>,
}

impl ReadingCaret {
    fn new() -> ReadingCaret {
        let shape = document().create_element("div").ok();
        let shape = shape.and_then(|shape| shape.dyn_into::<HtmlElement>().ok());
        if let Some(shape) = &shape {
            shape.set_class_name("reading-caret");
            let _ = shape.set_attribute("aria-hidden", "true");
        }
        ReadingCaret {
            shape,
            is_used: Cell::new(false),
        }
    }

    /// Carries a key out; whether it is one that moves the caret.
    fn step(&self, host: &HtmlElement, event: &KeyboardEvent) -> bool {
        let Some(selection) = selection() else {
            return false;
        };
        let by_word = event.ctrl_key() || event.alt_key();
        if event.meta_key() {
            return false;
        }
        if by_word && event.key().eq_ignore_ascii_case("a") && !event.alt_key() {
            self.is_used.set(true);
            return selection.select_all_children(host).is_ok();
        }
        let Some((direction, granularity)) = movement(&event.key(), by_word) else {
            return false;
        };
        self.is_used.set(true);
        enter(&selection, host);
        let before = selection
            .focus_node()
            .map(|node| (node, selection.focus_offset()));
        let alter = if event.shift_key() { "extend" } else { "move" };
        let _ = selection.modify(alter, direction, granularity);
        let is_in = selection
            .focus_node()
            .is_some_and(|it| host.contains(Some(&it)));
        if let (false, Some((node, offset))) = (is_in, before) {
            let _ = match event.shift_key() {
                true => selection.extend_with_offset(&node, offset),
                false => selection.collapse_with_offset(Some(&node), offset),
            };
        }
        self.draw();
        self.bring_into_view();
        true
    }

    /// `focusin`: who comes with a key finds the caret at the text's beginning, or where it was.
    fn arrive(&self) {
        let active = document().active_element();
        let Some(host) = active.filter(|it| it.matches(READ_ONLY).unwrap_or_default()) else {
            return;
        };
        if host.matches(":focus-visible").unwrap_or_default() {
            self.is_used.set(true);
            if let Some(selection) = selection() {
                enter(&selection, host.unchecked_ref());
            }
            self.draw();
        }
    }

    fn draw(&self) {
        let place = self.place();
        let Some(shape) = &self.shape else { return };
        let Some((frame, place)) = place else {
            return shape.remove();
        };
        let style = shape.style();
        let lengths = [
            ("left", place.left),
            ("top", place.top),
            ("height", place.height),
        ];
        for (name, length) in lengths {
            let _ = style.set_property(name, &px(length));
        }
        if shape.parent_element().as_ref() != Some(&frame) {
            let _ = frame.append_child(shape);
        }
    }

    /// The frame of the text that has the keyboard, and where in it the caret stands.
    fn place(&self) -> Option<(Element, crate::editor::Place)> {
        let host = document().active_element()?;
        if !self.is_used.get() || !host.matches(READ_ONLY).unwrap_or_default() {
            return None;
        }
        let selection = selection()?;
        let node = selection
            .focus_node()
            .filter(|it| host.contains(Some(it)))?;
        let place = places::caret(&node, selection.focus_offset())?;
        let frame = host.parent_element()?;
        let outer = places::of(&frame);
        Some((frame, place.within(outer)))
    }

    fn hide(&self) {
        self.is_used.set(false);
        if let Some(shape) = &self.shape {
            shape.remove();
        }
    }

    fn bring_into_view(&self) {
        if let Some(shape) = &self.shape {
            let nearest = ScrollIntoViewOptions::new();
            nearest.set_block(ScrollLogicalPosition::Nearest);
            shape.scroll_into_view_with_scroll_into_view_options(&nearest);
        }
    }
}

/// Puts the selection to the text's beginning, if it is elsewhere.
fn enter(selection: &Selection, host: &HtmlElement) {
    let is_in = |node: Option<web_sys::Node>| node.is_some_and(|it| host.contains(Some(&it)));
    if !is_in(selection.anchor_node()) || !is_in(selection.focus_node()) {
        let _ = selection.select_all_children(host);
        let _ = selection.collapse_to_start();
    }
}

fn selection() -> Option<Selection> {
    window().get_selection().ok().flatten()
}

/// Direction and length of what a key moves by, as `Selection.modify` names them.
fn movement(key: &str, by_word: bool) -> Option<(&'static str, &'static str)> {
    let length = if by_word { "word" } else { "character" };
    Some(match key {
        "ArrowLeft" => ("left", length),
        "ArrowRight" => ("right", length),
        "ArrowUp" => ("backward", "line"),
        "ArrowDown" => ("forward", "line"),
        "Home" => ("backward", "lineboundary"),
        "End" => ("forward", "lineboundary"),
        _ => return None,
    })
}
