//! A line of a form.

use super::{Field, Form, Tied};
use crate::parts::said::say;
use leptos::prelude::*;
use model::{limits, text::Key};

/// A required line whose label stands above it.
#[component]
pub fn Input(
    form: Form,
    #[prop(into)] name: String,
    label: Key,
    /// What stands there at first.
    #[prop(optional, into)]
    value: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = limits::NAME_CHARS)] longest: usize,
    #[prop(default = "off")] autocomplete: &'static str,
) -> impl IntoView {
    let tied = Tied::of(&form, &name, false);
    let value = form.value(&name, &value);
    view! {
        <Field tied=tied.clone() label=say(label)>
            <input
                id=tied.id.clone()
                type=kind
                name=name
                value=value
                required
                maxlength=longest
                autocomplete=autocomplete
                spellcheck=(kind == "email").then_some("false")
                aria-describedby=tied.described_by.clone()
                aria-invalid=tied.invalid()
                autofocus=tied.comes_first
            />
        </Field>
    }
    .into_any()
}
