//! How much a thread weighs, as a word with a shape.

use crate::parts::said::say_of;
use leptos::prelude::*;
use model::{text::key, thread::Severity};

/// The severity's name; the shape before it differs, not only the colour.
#[component]
pub fn SeverityMark(severity: Severity) -> impl IntoView {
    view! {
        <span class="severity" data-severity=severity.code()>
            {say_of(key::SEVERITY, "severity", severity.code())}
        </span>
    }
}

/// The choice of one severity.
#[component]
pub fn SeverityChoice(severity: RwSignal<Severity>, #[prop(into)] legend: String) -> impl IntoView {
    let option = move |choice: Severity| {
        view! {
            <label class="tick">
                <input
                    type="radio"
                    name="severity"
                    value=choice.code()
                    checked=severity.get_untracked() == choice
                    on:change=move |_| severity.set(choice)
                />
                <SeverityMark severity=choice />
            </label>
        }
    };
    view! {
        <fieldset class="field">
            <legend>{legend}</legend>
            <div class="ticks">{Severity::ALL.into_iter().map(option).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}
