//! What the project is about.

use super::activities::Activities;
use crate::parts::said::{best, say};
use leptos::prelude::*;
use model::{language::Texts, partnership::Partnership, text::key};

/// Objective, target groups, justification and activities, as far as they are known.
#[component]
pub fn Facts(partnership: Partnership) -> impl IntoView {
    let objective = best(&partnership.objective);
    let has_groups = !partnership.target_groups.is_empty();
    let has_reasons = !partnership.justification.is_empty();
    let groups = partnership.target_groups;
    let reasons = partnership.justification;
    view! {
        <section class="about prose">
            {(!objective.is_empty())
                .then(|| view! { <h2>{say(key::PARTNERSHIP_OBJECTIVE)}</h2> <p>{objective}</p> })}
            {has_groups
                .then(|| view! { <h2>{say(key::PARTNERSHIP_TARGET_GROUPS)}</h2> <ol>{groups.iter().map(item).collect_view()}</ol> })}
            <Activities activities=partnership.activities />
            {has_reasons
                .then(|| view! { <h2>{say(key::PARTNERSHIP_JUSTIFICATION)}</h2> {reasons.iter().map(paragraph).collect_view()} })}
        </section>
    }
    .into_any()
}

fn item(text: &Texts) -> impl IntoView + use<> {
    view! { <li>{best(text)}</li> }.into_any()
}

fn paragraph(text: &Texts) -> impl IntoView + use<> {
    view! { <p>{best(text)}</p> }.into_any()
}
