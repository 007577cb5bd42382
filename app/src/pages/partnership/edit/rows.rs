//! A list of a form that grows and shrinks by buttons.

use crate::parts::{
    form::{ADD, Form, REMOVE},
    said::{say, say_of, say_with},
};
use leptos::prelude::*;
use model::text::{Key, key};

/// The rows of a list, each with a button to remove it, and a button for another one.
#[component]
pub fn Rows(
    form: Form,
    list: &'static str,
    title: Key,
    /// What a row is called; it has a `number`.
    row_name: Key,
    /// How many rows there are at first.
    there: usize,
    /// Rows before this one stay.
    #[prop(default = 0)]
    fixed: usize,
    row: impl Fn(usize) -> AnyView + Send + 'static,
) -> impl IntoView {
    let each = |index: usize| {
        let place = format!("{list}.{index}");
        let name = say_with(row_name, &[("number", (index + 1).into())]);
        let remove = (index >= fixed).then(|| view! { <Remove place name /> });
        view! {
            <div class="form-row">
                {row(index)}
                {remove}
            </div>
        }
    };
    let rows = (0..form.rows(list, there)).map(each).collect_view();
    view! {
        <h2>{say(title)}</h2>
        {rows}
        <button class="form-add" name=ADD value=list autofocus=form.begins_at(list)>
            {say_of(key::FACTS_ADD, "list", list)}
        </button>
    }
    .into_any()
}

#[component]
fn Remove(place: String, name: String) -> impl IntoView {
    view! {
        <button
            class="quiet small-button"
            name=REMOVE
            value=place
            aria-label=say_of(key::FACTS_REMOVE_OF, "row", &name)
        >
            {say(key::FACTS_REMOVE)}
        </button>
    }
    .into_any()
}
