//! The activities of the funded project, in their order.

use crate::parts::said::{best, say, say_of};
use leptos::prelude::*;
use model::{partnership::Activity, text::key};

/// A numbered list; nothing while none is known.
#[component]
pub fn Activities(activities: Vec<Activity>) -> impl IntoView {
    let row = |activity: &Activity| {
        let kind = say_of(key::ACTIVITY_KIND, "kind", activity.kind.code());
        view! {
            <li>
                <span class="activity-title">{best(&activity.title)}</span>
                <span class="faint">{kind}</span>
            </li>
        }
    };
    (!activities.is_empty()).then(|| {
        view! {
            <h2>{say(key::PARTNERSHIP_ACTIVITIES)}</h2>
            <ol class="activities">{activities.iter().map(row).collect_view()}</ol>
        }
    })
}
