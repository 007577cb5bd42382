//! Some lines of a form.

use super::{Field, Form, Tied};
use crate::parts::said::say;
use leptos::prelude::*;
use model::text::Key;

/// A text of some lines; required unless said otherwise.
#[component]
pub fn Area(
    form: Form,
    #[prop(into)] name: String,
    label: Key,
    /// What stands there at first.
    #[prop(optional, into)]
    value: String,
    #[prop(default = true)] required: bool,
) -> impl IntoView {
    let tied = Tied::of(&form, &name, false);
    let value = form.value(&name, &value);
    view! {
        <Field tied=tied.clone() label=say(label)>
            <textarea
                id=tied.id.clone()
                name=name
                rows="4"
                required=required
                aria-describedby=tied.described_by.clone()
                aria-invalid=tied.invalid()
                autofocus=tied.comes_first
                inner_html=in_text_area(&value)
            ></textarea>
        </Field>
    }
    .into_any()
}

/// The value as a text area's source: Leptos would write its marks beside it, and they would be read
/// as text. HTML takes the first line break for its own.
pub fn in_text_area(value: &str) -> String {
    let escaped = value.replace('&', "&amp;").replace('<', "&lt;");
    format!("\n{escaped}")
}
