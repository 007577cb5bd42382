//! What waits for a member: each thing a link to where it is done.

use crate::{
    pages::account::invitations::Invitations,
    parts::said::{best, language, say, say_of},
};
use leptos::prelude::*;
use model::{
    ids::ProposalId,
    text::key,
    waiting::{WaitingIn, WaitingList, Waits},
};

/// Most things of one proposal that are listed; the others are counted.
const SHOWN: usize = 6;

/// The list with its number, which the page's title and the browser's badge say too.
#[component]
pub fn WaitsForMe(list: WaitingList) -> impl IntoView {
    let count = list.count();
    let number = (count > 0).then(|| view! { <span class="waits-count">{count}</span> });
    let nothing = (count == 0).then(|| view! { <p class="empty">{say(key::WAITS_NOTHING)}</p> });
    let groups = list.proposals.into_iter();
    let groups: Vec<_> = groups.map(|it| view! { <Group it /> }).collect();
    view! {
        <div data-live="waits">
            <h1 data-waits=count.to_string()>{say(key::WAITS_TITLE)} " " {number}</h1>
            {nothing}
            <Invitations invitations=list.invitations />
            {groups}
        </div>
    }
    .into_any()
}

#[component]
fn Group(it: WaitingIn) -> impl IntoView {
    let place = format!("/proposals/{}", it.proposal);
    let more = it.things.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| {
        let words = say_of(key::WAITS_MORE, "things", more);
        view! { <li class="waits-more"><a href=format!("{place}?live")>{words}</a></li> }
    });
    let row = |thing| view! { <Row proposal=it.proposal thing /> };
    let rows: Vec<_> = it.things.into_iter().take(SHOWN).map(row).collect();
    view! {
        <section class="waits">
            <h2>
                <a href=place>{best(&it.title)}</a>
            </h2>
            <ul class="plain">{rows} {more}</ul>
        </section>
    }
    .into_any()
}

/// A link to words of the text is left to the browser, which opens the page there.
#[component]
fn Row(proposal: ProposalId, thing: Waits) -> impl IntoView {
    let path = thing.path(proposal);
    let outside = path.contains('#').then_some("external");
    view! {
        <li data-kind=thing.code()>
            <a href=path rel=outside>
                {thing.sentence(language())}
            </a>
        </li>
    }
    .into_any()
}
