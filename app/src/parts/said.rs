//! Texts in the viewer's language: in the Leptos context on the server, on the document in the
//! browser.

use leptos::prelude::*;
use model::{
    language::{Language, Texts},
    text::{self, Key, Value},
};

/// The viewer's language.
#[cfg(feature = "ssr")]
pub fn language() -> Language {
    use_context().unwrap_or_default()
}

/// The viewer's language: the page's.
#[cfg(not(feature = "ssr"))]
pub fn language() -> Language {
    let root = document().document_element();
    let code = root.and_then(|root| root.get_attribute("lang"));
    code.and_then(|code| Language::from_code(&code))
        .unwrap_or_default()
}

/// The text of a key without variables.
pub fn say(key: Key) -> String {
    text::say(language(), key)
}

/// The text of a key with its variables.
pub fn say_with(key: Key, values: &[(&str, Value<'_>)]) -> String {
    text::say_with(language(), key, values)
}

/// The text of a key that has one variable.
pub fn say_of<'a>(key: Key, name: &str, value: impl Into<Value<'a>>) -> String {
    say_with(key, &[(name, value.into())])
}

/// What somebody is called; who had the account erased is a former member.
pub fn person(name: &str) -> String {
    text::person(language(), name)
}

/// What people wrote, in the viewer's language if it is there.
pub fn best(texts: &Texts) -> String {
    texts.best(language()).to_owned()
}
