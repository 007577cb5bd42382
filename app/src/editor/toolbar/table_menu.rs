//! What can be done with the table around the caret; there only while it is in one.

use super::{tab_index, tool::TABLE_TOOLS};
use crate::editor::{command::Command, drafting::Drafting};
use leptos::prelude::*;
use model::{
    language::Language,
    text::{key, say},
};

#[component]
pub fn TableMenu(
    language: Language,
    index: usize,
    stop: RwSignal<usize>,
    tab_stop: Signal<usize>,
) -> impl IntoView {
    let drafting = expect_context::<Drafting>();
    let in_table = move || drafting.toolbar.with(|state| state.in_table);
    let options = TABLE_TOOLS.into_iter().enumerate();
    let options = options
        .map(|(index, (_, label))| {
            view! { <option value=(index + 1).to_string()>{say(language, label)}</option> }
        })
        .collect_view();
    view! {
        <select
            class="tool-select"
            data-tool=index.to_string()
            tabindex=move || tab_index(tab_stop, index)
            on:focus=move |_| stop.set(index)
            aria-label=say(language, key::EDITOR_TABLE)
            hidden=move || !in_table()
            on:change=move |event| {
                let choice = event_target_value(&event).parse::<usize>().unwrap_or_default();
                let chosen = choice.checked_sub(1).and_then(|index| TABLE_TOOLS.get(index));
                if let Some((command, _)) = chosen {
                    drafting.run(Command::Table(*command));
                    event_target::<leptos::web_sys::HtmlSelectElement>(&event).set_value("0");
                    drafting.focus_text();
                }
            }
        >
            <option value="0">{say(language, key::EDITOR_TABLE)}</option>
            {options}
        </select>
    }
}
