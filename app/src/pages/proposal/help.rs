//! The keys of the editor as a list, for those who like to keep their hands on the keyboard.

use crate::parts::{
    icon::{HELP, Icon},
    said::say,
};
use leptos::prelude::*;
use model::text::key;

/// The id of the list, which the server writes beside the live page.
const LIST: &str = "keys";

/// The button that shows and hides the list.
#[component]
pub fn HelpButton() -> impl IntoView {
    view! {
        <button type="button" class="quiet" popovertarget=LIST>
            <Icon glyph=HELP />
            {say(key::KEYS)}
        </button>
    }
    .into_any()
}

/// Shows or hides the list.
#[cfg(feature = "hydrate")]
pub fn toggle() {
    if let Ok(Some(button)) = document().query_selector("[popovertarget=keys]") {
        use wasm_bindgen::JsCast;
        button.unchecked_into::<web_sys::HtmlElement>().click();
    }
}

#[cfg(feature = "ssr")]
pub use list::KeyList;

#[cfg(feature = "ssr")]
mod list {
    use super::LIST;
    use crate::parts::said::{say, say_of};
    use leptos::prelude::*;
    use model::text::{Key, key};

    const WORDS: [(&str, Key); 8] = [
        ("Ctrl B", key::EDITOR_BOLD),
        ("Ctrl I", key::EDITOR_ITALIC),
        ("Ctrl U", key::EDITOR_UNDERLINE),
        ("Ctrl Shift X", key::EDITOR_STRIKE),
        ("Ctrl K", key::EDITOR_LINK),
        ("Ctrl Z", key::EDITOR_UNDO),
        ("Ctrl Shift Z", key::EDITOR_REDO),
        ("Ctrl Shift V", key::KEYS_PLAIN_PASTE),
    ];
    const BLOCKS: [(&str, Key); 7] = [
        ("Ctrl Alt 0", key::EDITOR_PARAGRAPH),
        ("Ctrl Shift 8", key::EDITOR_BULLET_LIST),
        ("Ctrl Shift 7", key::EDITOR_ORDERED_LIST),
        ("Ctrl Shift 9", key::EDITOR_QUOTE),
        ("Tab", key::EDITOR_INDENT),
        ("Shift Tab", key::EDITOR_OUTDENT),
        ("Shift Enter", key::KEYS_LINE_BREAK),
    ];
    const WAYS: [(&str, Key); 9] = [
        ("Ctrl F", key::FIND),
        ("/", key::SEARCH_TITLE),
        ("Ctrl Alt M", key::THREAD_COMMENT_SELECTION),
        ("Alt F9", key::KEYS_NEXT_COMMENT),
        ("Alt Shift F9", key::KEYS_PREVIOUS_COMMENT),
        ("Ctrl .", key::ROOM_CALM),
        ("Alt F10", key::KEYS_TO_TOOLBAR),
        ("Escape", key::KEYS_LEAVE),
        ("Ctrl /", key::KEYS),
    ];

    /// The list, hidden until it is asked for.
    #[component]
    pub fn KeyList() -> impl IntoView {
        let headings = [1_u32, 2, 3].map(|level| {
            let name = say_of(key::EDITOR_HEADING, "level", level);
            row(&format!("Ctrl Alt {level}"), name)
        });
        let group = |rows: &[(&'static str, Key)]| {
            let rows = rows.iter().map(|(keys, name)| row(keys, say(*name)));
            rows.collect_view()
        };
        view! {
            <section id=LIST class="menu keys" popover="auto" aria-labelledby="keys-title">
                <h2 id="keys-title">{say(key::KEYS)}</h2>
                <p class="faint">{say(key::KEYS_MAC)}</p>
                <table>
                    <tbody>{group(&WORDS)}</tbody>
                    <tbody>{headings.collect_view()} {group(&BLOCKS)}</tbody>
                    <tbody>{group(&WAYS)}</tbody>
                </table>
            </section>
        }
        .into_any()
    }

    fn row(keys: &str, name: String) -> AnyView {
        let keys = keys
            .split(' ')
            .map(|name| view! { <kbd>{name.to_owned()}</kbd> });
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{keys.collect_view()}</td>
            </tr>
        }
        .into_any()
    }
}
