//! The proposals of a partnership with their states: what people come for, so it stands first.

use super::new_proposal::NewProposal;
use crate::parts::{
    choice::language_names,
    here::Here,
    said::{best, language, say, say_of},
    state_mark::StateMark,
};
use leptos::{either::Either, prelude::*};
use model::{
    ids::{AccountId, PartnershipId},
    partnership::ProposalRow,
    text::{
        day::{day_on_text, iso_day},
        key,
    },
};

/// A member, with the accent of the side.
#[derive(Clone)]
pub struct Person {
    pub account: AccountId,
    pub name: String,
    pub side: &'static str,
}

/// The list, and for admins the form for another one.
#[component]
pub fn Proposals(
    partnership: PartnershipId,
    proposals: Vec<ProposalRow>,
    /// Who may have one of them open.
    people: Vec<Person>,
    may_create: bool,
) -> impl IntoView {
    let people = StoredValue::new(people);
    let list = match proposals.is_empty() {
        true => Either::Left(view! { <p class="empty">{say(key::PROPOSALS_NONE)}</p> }),
        false => Either::Right(view! {
            <ul class="rows plain">
                {proposals.into_iter().map(|row| view! { <Row row people /> }).collect_view()}
            </ul>
        }),
    };
    view! {
        <section aria-labelledby="proposals-title">
            <h2 id="proposals-title">{say(key::PROPOSALS_TITLE)}</h2>
            <div data-live="proposals">{list}</div>
            {may_create.then(|| view! { <NewProposal partnership /> })}
        </section>
    }
    .into_any()
}

#[component]
fn Row(row: ProposalRow, people: StoredValue<Vec<Person>>) -> impl IntoView {
    let here = people.with_value(|people| {
        let here = people.iter().filter(|it| row.here.contains(&it.account));
        here.map(|it| (it.name.clone(), it.side))
            .collect::<Vec<_>>()
    });
    let day = day_on_text(language(), &iso_day(row.changed_at));
    let changed = say_of(key::PROPOSALS_CHANGED, "day", &day);
    let threads = match row.open_threads {
        0 => say(key::PROPOSALS_NO_OPEN_THREADS),
        count => say_of(key::PROPOSALS_OPEN_THREADS, "threads", count),
    };
    view! {
        <li>
            <a class="row" href=format!("/proposals/{}", row.id)>
                <span class="row-title">{best(&row.title)}</span>
                <StateMark state=row.state />
                <Here people=here />
                <span class="row-facts">
                    {threads} " · " {language_names(&row.languages)} " · " {changed}
                </span>
            </a>
        </li>
    }
    .into_any()
}
