//! What waits for a member, and the partnerships.

use super::{new_partnership::NewPartnership, waits::WaitsForMe};
use crate::{
    api::{
        Refused,
        context::{account, services},
    },
    parts::{
        awaited::awaited,
        form::Unshown,
        here::Here,
        said::{best, say, say_of},
    },
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use model::{
    partnership::{PartnershipRow, Viewer},
    text::key,
    waiting::WaitingList,
};
use services::{accounts, partnerships, waiting};

/// What waits, the list of partnerships, and where the account may, the form for a new one.
#[component]
pub fn Mine(viewer: Viewer) -> impl IntoView {
    let Viewer { name, mail, .. } = viewer;
    view! {
        <section class="page narrow">
            {awaited(
                found(),
                move |Found { waits, rows, may_create }| {
                    view! {
                        <Title text=title(waits.count()) />
                        <Unshown shown=may_create />
                        <WaitsForMe list=waits />
                        <h2 class="home-partnerships">{say(key::HOME_PARTNERSHIPS)}</h2>
                        <div data-live="partnerships"><Rows rows mail /></div>
                        {may_create.then(|| view! { <NewPartnership name /> })}
                    }
                        .into_any()
                },
            )}
        </section>
    }
    .into_any()
}

/// What the page shows.
struct Found {
    waits: WaitingList,
    rows: Vec<PartnershipRow>,
    may_create: bool,
}

async fn found() -> Result<Found, Refused> {
    let (services, me) = (services(), account()?);
    Ok(Found {
        waits: waiting::list(&services, me).await?,
        rows: partnerships::list(&services, me).await?,
        may_create: accounts::may_create(&services, me).await?,
    })
}

/// The number first: that is what a tab shows.
fn title(count: usize) -> String {
    let words = say(key::WAITS_TITLE);
    match count {
        0 => words,
        _ => format!("({count}) {words}"),
    }
}

#[component]
fn Rows(rows: Vec<PartnershipRow>, mail: String) -> impl IntoView {
    if rows.is_empty() {
        let words = say_of(key::HOME_NONE, "mail", &mail);
        return Either::Left(view! { <p class="empty">{words}</p> });
    }
    let row = |row: PartnershipRow| {
        let proposals = say_of(key::HOME_PROPOSALS, "proposals", row.proposals);
        let role = say_of(key::ROLE, "role", row.role.code());
        let threads = match row.open_threads {
            0 => say(key::PROPOSALS_NO_OPEN_THREADS),
            count => say_of(key::PROPOSALS_OPEN_THREADS, "threads", count),
        };
        let here = row
            .here
            .into_iter()
            .map(|name| (name, "side-none"))
            .collect::<Vec<_>>();
        view! {
            <li>
                <a class="row" href=format!("/partnerships/{}", row.id)>
                    <span class="row-title">{best(&row.title)}</span>
                    <Here people=here />
                    <span class="row-facts">{proposals} " · " {threads} " · " {role}</span>
                </a>
            </li>
        }
    };
    Either::Right(view! { <ul class="rows plain">{rows.into_iter().map(row).collect_view()}</ul> })
}
