//! The versions of a proposal, newest first, and what can be done with each. For members.

pub mod restore;

use super::{
    compare::choose::Choose,
    id_in_path,
    proposal::{FORMATS, load},
};
use crate::{
    api::{
        Refused,
        context::{account, refuse},
    },
    parts::{
        awaited::awaited,
        said::{best, language, person, say, say_of, say_with},
        when::When,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    error::Refusal,
    ids::ProposalId,
    proposal::{ProposalPage, SignOff, VersionRow, short_hash},
    text::{
        Key,
        day::{day_text, iso_day},
        key,
    },
    workflow,
};
use services::comparisons::{self, Moment};

/// The page of the id in the path.
#[component]
pub fn Versions() -> impl IntoView {
    awaited(load_for_member(id_in_path()), |page| {
        view! { <Content page /> }.into_any()
    })
}

async fn load_for_member(id: Result<ProposalId, Refused>) -> Result<ProposalPage, Refused> {
    account()?;
    let page = load(id).await?;
    match page.me.is_some() {
        true => Ok(page),
        false => Err(refuse(Refusal::NotFound)),
    }
}

/// The address of the page.
pub fn address(id: ProposalId) -> String {
    format!("/proposals/{id}/versions")
}

#[component]
fn Content(page: ProposalPage) -> impl IntoView {
    let id = page.proposal.id;
    let proposal = best(&page.proposal.title);
    let title = say(key::VERSIONS_TITLE);
    let versions = page.progress.versions.clone();
    let lead = match versions.is_empty() {
        true => say(key::VERSIONS_NONE),
        false => say(key::VERSIONS_LEAD),
    };
    let choose = (!versions.is_empty()).then(|| {
        let versions = versions.clone();
        view! {
            <section class="compare-others" aria-labelledby="compare-others">
                <h2 id="compare-others">{say(key::COMPARE_OTHER)}</h2>
                <Choose id versions older=None newer=None />
            </section>
        }
    });
    let line = |it: VersionRow| view! { <VersionItem page=page.clone() it /> };
    let versions = versions.into_iter().map(line).collect_view();
    view! {
        <Title text=format!("{title}: {proposal}") />
        <section class="page narrow versions">
            <p>
                <a href=format!("/proposals/{id}")>{proposal}</a>
            </p>
            <h1>{title}</h1>
            <p class="lead">{lead}</p>
            {choose}
            <ol class="plain">{versions}</ol>
        </section>
    }
    .into_any()
}

/// A version: when and by whom it was kept, who signed it off, and where it is read, compared and
/// restored.
#[component]
fn VersionItem(page: ProposalPage, it: VersionRow) -> impl IntoView {
    let (id, number) = (page.proposal.id, it.number);
    let is_present = page.progress.present_hash == it.hash;
    let state = say_of(key::STATE, "state", it.state.code());
    let hash = short_hash(&it.hash).to_owned();
    let signed = page.progress.sign_offs.clone().into_iter();
    let signed = signed.filter(|signed| signed.version_number == number);
    let signed = signed.map(|it| view! { <SignedBy it /> }).collect_view();
    let language = language().code();
    let read = format!("/proposals/{id}/read?version={number}&lang={language}");
    let to = |older: u32, newer: Moment| comparisons::address(id, Moment::Version(older), newer);
    let with_now = (!is_present).then(|| {
        view! { <li><a href=to(number, Moment::Now)>{say(key::COMPARE_NOW)}</a></li> }
    });
    // Numbers have no holes.
    let before = number
        .checked_sub(1)
        .filter(|before| *before > 0)
        .map(|before| {
            let to = to(before, Moment::Version(number));
            view! { <li><a href=to>{say(key::COMPARE_BEFORE)}</a></li> }
        });
    let may_restore = may_write(&page) && !is_present;
    let restore = may_restore.then(|| {
        let to = restore::address(id, number);
        view! { <li><a href=to>{say(key::VERSIONS_RESTORE)}</a></li> }
    });
    view! {
        <li class="version">
            <h2>{say_of(key::PROGRESS_VERSION, "version", number)} ", " {state}</h2>
            <p class="faint">
                {person(&it.by)} " · " <When at=it.at /> " · "
                {say_of(key::VERSIONS_HASH, "hash", &hash)}
            </p>
            {is_present.then(|| view! { <p>{say(key::VERSIONS_PRESENT)}</p> })}
            {signed}
            <ul class="plain ways">
                <li><a href=read>{say(key::VERSIONS_READ)}</a></li>
                {before}
                {with_now}
                {restore}
            </ul>
            <Files id number />
        </li>
    }
    .into_any()
}

/// The version as a file, in each format.
#[component]
fn Files(id: ProposalId, number: u32) -> impl IntoView {
    let lang = language().code();
    let file = |(ending, words): (&str, Key)| {
        let place = format!("/proposals/{id}/export.{ending}?version={number}&lang={lang}");
        view! {
            <li>
                <a href=place rel="external" download>
                    {say(words)}
                </a>
            </li>
        }
    };
    view! {
        <details class="fold small">
            <summary>{say_of(key::VERSIONS_FILES, "version", number)}</summary>
            <ul class="plain ways">{FORMATS.into_iter().map(file).collect_view()}</ul>
        </details>
    }
    .into_any()
}

#[component]
fn SignedBy(it: SignOff) -> impl IntoView {
    let (name, side) = (person(&it.name), best(&it.side_name));
    let day = day_text(language(), &iso_day(it.at));
    let values = [
        ("name", (&name).into()),
        ("side", (&side).into()),
        ("day", (&day).into()),
    ];
    view! { <p>{say_with(key::VERSIONS_SIGNED, &values)}</p> }
}

/// Whether the viewer may write in the draft now.
fn may_write(page: &ProposalPage) -> bool {
    let state = page.progress.state;
    let me = page.me.as_ref();
    me.is_some_and(|me| workflow::may_write(me.role, state))
}
