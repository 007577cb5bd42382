//! A member's partnerships.

use super::new_partnership::NewPartnership;
use crate::{
    api::{
        Refused,
        context::{account, services},
    },
    pages::account::invitations::Invitations,
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
    partnership::{Invitation, PartnershipRow, Viewer},
    text::key,
};
use services::{accounts, partnerships};

/// The list of partnerships, and where the account may, the form for a new one.
#[component]
pub fn Mine(viewer: Viewer) -> impl IntoView {
    let Viewer { name, mail, .. } = viewer;
    view! {
        <Title text=say(key::HOME_PARTNERSHIPS) />
        <section class="page narrow">
            <h1>{say(key::HOME_PARTNERSHIPS)}</h1>
            {awaited(
                rows_and_right(),
                move |(rows, may_create, invitations)| {
                    view! {
                        <Unshown shown=may_create />
                        <Invitations invitations />
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

async fn rows_and_right() -> Result<(Vec<PartnershipRow>, bool, Vec<Invitation>), Refused> {
    let (services, me) = (services(), account()?);
    let rows = partnerships::list(&services, me).await?;
    let may_create = accounts::may_create(&services, me).await?;
    let invitations = partnerships::invitations(&services, me).await?;
    Ok((rows, may_create, invitations))
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
