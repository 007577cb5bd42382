//! The toolbar: one stop for the Tab key, arrows within (ARIA Authoring Practices, toolbar pattern).
//!
//! Buttons never take the focus from the text on a click, so the selection and a composition stay.

mod block_menu;
mod table_menu;
mod tool;

use super::{command::Command, drafting::Drafting, link_dialog::LinkDialog, state::Note};
use block_menu::BlockMenu;
use leptos::{ev::KeyboardEvent, html, prelude::*};
use model::{
    language::Language,
    text::{Key, key, say},
};
use table_menu::TableMenu;
use tool::{TOOLS, Tool};

/// The toolbar of the draft in the context.
#[component]
pub fn Toolbar(
    /// The language of the labels.
    language: Language,
) -> impl IntoView {
    let bar = NodeRef::<html::Div>::new();
    let stop = RwSignal::new(0_usize);
    let drafting = expect_context::<Drafting>();
    let (block, table) = (TOOLS.len(), TOOLS.len() + 1);
    // The menus are there for some carets only.
    let is_there = move |index: usize| {
        drafting
            .toolbar
            .with(|state| (index != block || state.enabled) && (index != table || state.in_table))
    };
    let tab_stop = Signal::derive(move || Some(stop.get()).filter(|at| is_there(*at)).unwrap_or(0));
    let buttons = TOOLS.iter().enumerate();
    let buttons = buttons
        .map(|(index, tool)| view! { <ToolButton tool language index stop tab_stop/> })
        .collect_view();
    view! {
        <div
            node_ref=bar
            class="toolbar"
            role="toolbar"
            aria-label=say(language, key::EDITOR_TOOLBAR)
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    drafting.focus_text();
                } else {
                    let there: Vec<usize> = (0..=table).filter(|at| is_there(*at)).collect();
                    walk(&event, &there, bar, stop);
                }
            }
        >
            {buttons}
            <BlockMenu language index=block stop tab_stop/>
            <TableMenu language index=table stop tab_stop/>
        </div>
        <LinkDialog language/>
    }
}

/// What the person is told in passing.
#[component]
pub fn Notes(language: Language) -> impl IntoView {
    let drafting = expect_context::<Drafting>();
    view! {
        <p class=move || note_class(drafting.note.get()) role="status">
            {move || drafting.note.get().map(|note| say(language, note_text(note)))}
        </p>
    }
}

fn note_text(note: Note) -> Key {
    match note {
        Note::UndoRefused => key::EDITOR_UNDO_REFUSED,
        Note::CommentHere => key::EDITOR_COMMENT_HERE,
        Note::SuggestionHere => key::EDITOR_SUGGESTION_HERE,
        Note::NotSuggested => key::EDITOR_NOT_SUGGESTED,
        Note::NothingToSuggestTo => key::EDITOR_NOTHING_TO_SUGGEST_TO,
        Note::SuggestionTooLong => key::EDITOR_SUGGESTION_TOO_LONG,
        Note::NotInText => key::EDITOR_NOT_IN_TEXT,
    }
}

/// What everybody sees anyway is for screen readers only.
fn note_class(note: Option<Note>) -> &'static str {
    match note {
        Some(Note::CommentHere | Note::SuggestionHere) | None => "unseen",
        Some(_) => "tk-note",
    }
}

#[component]
fn ToolButton(
    tool: &'static Tool,
    language: Language,
    index: usize,
    stop: RwSignal<usize>,
    tab_stop: Signal<usize>,
) -> impl IntoView {
    let drafting = expect_context::<Drafting>();
    let Tool {
        ref command,
        label,
        shortcut,
        icon,
        toggles,
        opens_group,
    } = *tool;
    let pressed = move || {
        toggles.then(|| {
            drafting
                .toolbar
                .with(|it| it.pressed.contains(command))
                .to_string()
        })
    };
    let disabled = move || drafting.toolbar.with(|it| !is_possible(command, it));
    let label = say(language, label);
    let title = if shortcut.is_empty() {
        label.clone()
    } else {
        // As keys and the list of shortcuts spell it.
        format!("{label} ({})", shortcut.replace("Control", "Ctrl"))
    };
    view! {
        <button
            type="button"
            class="tool"
            data-tool=index.to_string()
            class:tool-first=opens_group
            title=title
            aria-label=label
            aria-keyshortcuts=(!shortcut.is_empty()).then_some(shortcut)
            aria-pressed=pressed
            aria-disabled=move || disabled().to_string()
            tabindex=move || tab_index(tab_stop, index)
            on:mousedown=|event| event.prevent_default()
            on:focus=move |_| stop.set(index)
            on:click=move |_| drafting.run(command.clone())
        >
            <svg viewBox="0 0 24 24" aria-hidden="true"><path d=icon/></svg>
        </button>
    }
}

fn is_possible(command: &Command, state: &super::state::ToolbarState) -> bool {
    match command {
        Command::Undo => state.can_undo,
        Command::Redo => state.can_redo,
        _ => state.enabled,
    }
}

/// Only one of the tools is reached by the Tab key.
fn tab_index(tab_stop: Signal<usize>, index: usize) -> &'static str {
    if tab_stop.get() == index { "0" } else { "-1" }
}

/// Arrows, Home and End within the bar, over the tools that are there.
fn walk(event: &KeyboardEvent, there: &[usize], bar: NodeRef<html::Div>, stop: RwSignal<usize>) {
    let Some(bar) = bar.get_untracked() else {
        return;
    };
    let (now, last) = (stop.get_untracked(), there.len().saturating_sub(1));
    let here = there.iter().position(|at| *at == now).unwrap_or(0);
    let next = match event.key().as_str() {
        "ArrowRight" if here < last => here + 1,
        "ArrowLeft" if here > 0 => here - 1,
        "ArrowRight" | "Home" => 0,
        "ArrowLeft" | "End" => last,
        _ => return,
    };
    let Some(next) = there.get(next).copied() else {
        return;
    };
    event.prevent_default();
    stop.set(next);
    #[cfg(feature = "hydrate")]
    if let Ok(Some(button)) = bar.query_selector(&format!("[data-tool='{next}']")) {
        use wasm_bindgen::JsCast;
        let _ = button.unchecked_into::<web_sys::HtmlElement>().focus();
    }
    #[cfg(not(feature = "hydrate"))]
    let _ = bar;
}
