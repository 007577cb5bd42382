//! A partnership: its proposals, its facts, its members by side.

mod activities;
mod budget;
mod facts;
mod invite;
mod member_row;
mod members;
mod new_proposal;
mod proposals;
mod sides;

use super::id_in_path;
use crate::{
    api::{Refused, partnerships},
    parts::{awaited::awaited, said::best},
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{error::Refusal, ids::PartnershipId, partnership::PartnershipPage};

/// The page of the id in the path.
#[component]
pub fn Partnership() -> impl IntoView {
    let id = id_in_path();
    let page = Resource::new(move || id.get(), load);
    awaited(page, |page| view! { <Content page /> }.into_any())
}

async fn load(id: Option<PartnershipId>) -> Result<PartnershipPage, Refused> {
    match id {
        Some(id) => partnerships::page(id).await,
        None => Err(Refused(Refusal::NotFound)),
    }
}

#[component]
fn Content(page: PartnershipPage) -> impl IntoView {
    let PartnershipPage {
        partnership,
        members,
        proposals,
        me,
    } = page;
    let title = best(&partnership.title);
    let programme = best(&partnership.programme);
    let id = partnership.id;
    let may_create = me.role.may_administer();
    view! {
        <Title text=title.clone() />
        <article class="page partnership">
            <header class="page-head">
                <h1>{title}</h1>
                <p class="lead">{programme}</p>
            </header>
            <div class="partnership-main">
                <proposals::Proposals partnership=id proposals may_create />
                <facts::Facts partnership=partnership.clone() />
            </div>
            <div class="partnership-side">
                <sides::Sides partnership=partnership.clone() />
                <members::Members partnership=partnership members me />
            </div>
        </article>
    }
    .into_any()
}
