//! Putting a version's text back: a page that says what follows, and the form that does it.

use super::{load_for_member, may_write};
use crate::{
    api::{Refused, context::refuse, tried::Tried},
    pages::id_in_path,
    parts::{
        awaited::awaited,
        choice::Choice,
        form::{Alone, Form, Posted},
        said::{best, language, say, say_of},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    error::Refusal,
    ids::ProposalId,
    proposal::{ProposalPage, Section},
    text::{key, refusal},
};

/// The field with the section; empty for the whole text.
pub const SECTION: &str = "section";
/// The form's name.
const ACT: &str = "restore";

/// The page of the version in the path.
#[component]
pub fn Restore() -> impl IntoView {
    let number = use_params_map().with_untracked(|params| params.get_str("number")?.parse().ok());
    awaited(load_restore(id_in_path(), number), |(page, number, why)| {
        view! { <Content page number why /> }.into_any()
    })
}

/// The address of the page.
pub fn address(id: ProposalId, number: u32) -> String {
    format!("/proposals/{id}/versions/{number}/restore")
}

async fn load_restore(
    id: Result<ProposalId, Refused>,
    number: Option<u32>,
) -> Result<(ProposalPage, u32, Option<Refusal>), Refused> {
    let page = load_for_member(id).await?;
    let mut versions = page.progress.versions.iter();
    let found = versions.find(|it| Some(it.number) == number);
    let found = found.ok_or_else(|| refuse(Refusal::NotFound))?;
    let is_present = found.hash == page.progress.present_hash;
    let role_may = page.me.as_ref().is_some_and(|me| me.role.may_edit());
    let why = match (role_may, may_write(&page)) {
        (false, _) => Some(refuse(Refusal::NotAllowed).0),
        (true, false) => Some(refuse(Refusal::Locked).0),
        (true, true) if is_present => Some(refuse(Refusal::NothingToRestore).0),
        (true, true) => None,
    };
    let number = found.number;
    Ok((page, number, why))
}

#[component]
fn Content(page: ProposalPage, number: u32, why: Option<Refusal>) -> impl IntoView {
    let id = page.proposal.id;
    let proposal = best(&page.proposal.title);
    let title = say_of(key::RESTORE_TITLE, "version", number);
    let tried = use_context::<Tried>().and_then(|tried| tried.refusal);
    let content = match why {
        Some(why) => {
            let refused = refusal::sentence(language(), &tried.unwrap_or(why));
            view! {
                <Alone refused />
                <p>
                    <a class="button" href=super::address(id)>{say(key::RESTORE_BACK)}</a>
                </p>
            }
            .into_any()
        }
        None => view! { <Ask page number /> }.into_any(),
    };
    view! {
        <Title text=format!("{title}: {proposal}") />
        <section class="page narrow step">
            <p>
                <a href=super::address(id)>{say(key::VERSIONS_TITLE)}</a> " · "
                <a href=format!("/proposals/{id}")>{proposal}</a>
            </p>
            <h1>{title}</h1>
            {content}
        </section>
    }
    .into_any()
}

#[component]
fn Ask(page: ProposalPage, number: u32) -> impl IntoView {
    let id = page.proposal.id;
    let form = Form::new(ACT);
    let whole = (String::new(), say(key::RESTORE_WHOLE));
    let section = |it: &Section| (it.key.0.clone(), best(&it.heading));
    let sections = page.proposal.sections.iter().map(section);
    let options: Vec<_> = std::iter::once(whole).chain(sections).collect();
    let changes = format!("/proposals/{id}/compare/{number}/now");
    view! {
        <p>{say(key::RESTORE_FOLLOWS)}</p>
        <p>
            <a href=changes target="_blank">{say_of(key::STEP_CHANGES, "version", number)}</a>
        </p>
        <Posted
            form=form.clone()
            to=address(id, number)
            send=key::RESTORE_SEND
            instead=super::address(id)
        >
            <Choice form name=SECTION label=key::RESTORE_WHAT chosen=String::new() options />
        </Posted>
    }
    .into_any()
}
