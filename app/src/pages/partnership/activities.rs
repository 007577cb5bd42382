//! The activities of the funded project, in their order.

use crate::parts::said::{best, say, say_of};
use leptos::prelude::*;
use model::{
    partnership::{Activity, ActivityKind},
    text::key,
};

/// A numbered list; nothing while none is known.
#[component]
pub fn Activities(activities: Vec<Activity>) -> impl IntoView {
    let row = |activity: &Activity| {
        let kind = say_of(key::ACTIVITY_KIND, "kind", kind_code(activity.kind));
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

fn kind_code(kind: ActivityKind) -> &'static str {
    match kind {
        ActivityKind::Study => "study",
        ActivityKind::Exchange => "exchange",
        ActivityKind::Training => "training",
        ActivityKind::Drafting => "drafting",
    }
}
