//! Which kind of paragraph the caret stands in, and a choice of others.

use super::tab_index;
use crate::editor::{command::Command, drafting::Drafting};
use leptos::prelude::*;
use model::{
    language::Language,
    text::{key, say, say_with},
};

/// The highest heading that is offered; the format knows 1 to 6.
const HEADINGS: u8 = 3;

#[component]
pub fn BlockMenu(
    language: Language,
    index: usize,
    stop: RwSignal<usize>,
    tab_stop: Signal<usize>,
) -> impl IntoView {
    let drafting = expect_context::<Drafting>();
    let choices = choices(language);
    let commands: Vec<Command> = choices.iter().map(|(command, _)| command.clone()).collect();
    let kinds = commands.clone();
    let chosen = move || {
        drafting.toolbar.with(|state| {
            let is_on = |command: &Command| state.pressed.contains(command);
            kinds.iter().position(is_on).unwrap_or_default().to_string()
        })
    };
    let options = choices.into_iter().enumerate();
    let options = options
        .map(|(index, (_, label))| view! { <option value=index.to_string()>{label}</option> })
        .collect_view();
    view! {
        <select
            class="tool-select"
            data-tool=index.to_string()
            tabindex=move || tab_index(tab_stop, index)
            on:focus=move |_| stop.set(index)
            aria-label=say(language, key::EDITOR_BLOCK)
            prop:value=chosen
            disabled=move || drafting.toolbar.with(|state| !state.enabled)
            on:change=move |event| {
                let index = event_target_value(&event).parse::<usize>().unwrap_or_default();
                if let Some(command) = commands.get(index) {
                    drafting.run(command.clone());
                    drafting.focus_text();
                }
            }
        >
            {options}
        </select>
    }
}

fn choices(language: Language) -> Vec<(Command, String)> {
    let heading = |level: u8| {
        let label = say_with(
            language,
            key::EDITOR_HEADING,
            &[("level", u32::from(level).into())],
        );
        (Command::Heading(level), label)
    };
    let mut choices = vec![(Command::Paragraph, say(language, key::EDITOR_PARAGRAPH))];
    choices.extend((1..=HEADINGS).map(heading));
    choices.push((Command::CodeBlock, say(language, key::EDITOR_CODE_BLOCK)));
    choices
}
