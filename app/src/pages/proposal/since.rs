//! What happened since the member last looked: one line, which goes when it was looked at.

use crate::{
    api::context::{services, visitor},
    parts::said::{language, say, say_with},
};
use leptos::prelude::*;
use model::{
    ids::ProposalId,
    text::{
        day::{day_on_text, iso_day},
        key,
    },
};
use services::seen::{self, Since};

/// The line, for members to whom something happened; a plain form leads to what changed.
#[component]
pub fn SinceLine(id: ProposalId) -> impl IntoView {
    let line = Suspend::new(async move {
        let me = visitor()?;
        // The page is there also where this cannot be read.
        let since = seen::since(&services(), me, id).await;
        let since = since.map_err(services::Error::into_refusal).ok().flatten();
        since.map(|since| view! { <Line id since /> })
    });
    view! { <Suspense>{line}</Suspense> }.into_any()
}

#[component]
fn Line(id: ProposalId, since: Since) -> impl IntoView {
    let day = day_on_text(language(), &iso_day(since.at));
    let counts = [
        (key::SINCE_SECTIONS, "sections", since.sections),
        (key::SINCE_COMMENTS, "comments", since.comments),
        (key::SINCE_DECISIONS, "decisions", since.decisions),
    ];
    let counts = counts.into_iter().filter(|(_, _, count)| *count > 0);
    let counts: Vec<String> = counts
        .map(|(key, name, count)| say_with(key, &[(name, count.into())]))
        .collect();
    let what = counts.join(", ");
    let words = say_with(
        key::SINCE_LINE,
        &[("day", (&day).into()), ("what", (&what).into())],
    );
    view! {
        <form class="since" data-rel="external" method="post" action=format!("/proposals/{id}/seen")>
            <input type="hidden" name="act" value="seen" />
            <p>{words}</p>
            <button class="small-button">{say(key::SINCE_SHOW)}</button>
        </form>
    }
    .into_any()
}
