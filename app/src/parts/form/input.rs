//! A line of a form.

use super::{Field, Form, Tied};
use crate::parts::said::say;
use leptos::prelude::*;
use model::text::Key;

/// A line whose label stands above it; required unless said otherwise.
#[component]
pub fn Input(
    form: Form,
    #[prop(into)] name: String,
    label: Key,
    /// What stands there at first.
    #[prop(optional, into)]
    value: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(default = true)] required: bool,
    /// Which keys a phone offers.
    #[prop(optional)]
    keys: Option<&'static str>,
    #[prop(optional, into)] help: Option<String>,
) -> impl IntoView {
    let tied = Tied::of(&form, &name, help.is_some());
    let value = form.value(&name, &value);
    view! {
        <Field tied=tied.clone() label=say(label) help>
            <input
                id=tied.id.clone()
                type=kind
                name=name
                value=value
                required=required
                inputmode=keys
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
