//! Who has something open now, on a row of a list.

use super::{
    avatar::Avatar,
    said::{person, say_of},
};
use leptos::prelude::*;
use model::text::key;

/// The people, each with the accent of a side; nothing while nobody is there.
#[component]
pub fn Here(people: Vec<(String, &'static str)>) -> impl IntoView {
    if people.is_empty() {
        return ().into_any();
    }
    let names: Vec<String> = people.iter().map(|(name, _)| person(name)).collect();
    let words = say_of(key::HERE_NOW, "names", &names.join(", "));
    let title = words.clone();
    let avatars = people
        .into_iter()
        .map(|(name, side)| view! { <Avatar name=person(&name) side /> });
    view! {
        <span class="row-here" title=title>
            <span class="unseen">{words}</span>
            {avatars.collect_view()}
        </span>
    }
    .into_any()
}
