//! A member's partnerships.

use super::new_partnership::NewPartnershipForm;
use crate::{
    api::{Refused, accounts, partnerships},
    parts::{
        awaited::awaited,
        said::{best, say, say_of},
    },
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use model::{
    partnership::{PartnershipRow, Viewer},
    text::key,
};

/// The list of partnerships, and where the account may, the form for a new one.
#[component]
pub fn Mine(viewer: Viewer) -> impl IntoView {
    let rows = Resource::new(|| (), |()| rows_and_right());
    let name = viewer.name.clone();
    view! {
        <Title text=say(key::HOME_PARTNERSHIPS) />
        <section class="page narrow">
            <h1>{say(key::HOME_PARTNERSHIPS)}</h1>
            {awaited(
                rows,
                move |(rows, may_create)| {
                    let (mail, name) = (viewer.mail.clone(), name.clone());
                    view! {
                        <Rows rows mail />
                        {may_create.then(|| view! { <NewPartnershipForm name /> })}
                    }
                        .into_any()
                },
            )}
        </section>
    }
    .into_any()
}

async fn rows_and_right() -> Result<(Vec<PartnershipRow>, bool), Refused> {
    Ok((partnerships::list().await?, accounts::may_create().await?))
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
        view! {
            <li>
                <a class="row" href=format!("/partnerships/{}", row.id)>
                    <span class="row-title">{best(&row.title)}</span>
                    <span class="row-facts">{proposals} " · " {role}</span>
                </a>
            </li>
        }
    };
    Either::Right(view! { <ul class="rows plain">{rows.into_iter().map(row).collect_view()}</ul> })
}
