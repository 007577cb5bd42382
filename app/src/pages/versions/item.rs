//! One version: when and by whom it was kept, who wrote how much of it, who signed it off, and where it is
//! read, compared, taken along and restored.

use super::{keep::Rename, may_write, restore};
use crate::{
    pages::proposal::FORMATS,
    parts::{
        said::{best, language, person, say, say_of, say_with},
        when::When,
    },
};
use leptos::prelude::*;
use model::{
    ids::ProposalId,
    proposal::{ProposalPage, SignOff, VersionRow, short_hash},
    text::{
        Key,
        day::{day_text, iso_day},
        key,
    },
};
use services::{
    comparisons::{self, Moment},
    versions::Wrote,
};

/// A version of the list.
#[component]
pub fn VersionItem(
    page: ProposalPage,
    it: VersionRow,
    /// The number of the one before it.
    before: Option<u32>,
    wrote: Vec<Wrote>,
) -> impl IntoView {
    let (id, number) = (page.proposal.id, it.number);
    let is_present = page.progress.present_hash == it.hash;
    let state = say_of(key::STATE, "state", it.state.code());
    let hash = short_hash(&it.hash).to_owned();
    let signed = page.progress.sign_offs.clone().into_iter();
    let signed = signed.filter(|signed| signed.version_number == number);
    let signed = signed.map(|it| view! { <SignedBy it /> }).collect_view();
    let name = (!it.name.is_empty())
        .then(|| view! { <strong class="version-name">{it.name.clone()}</strong> });
    let may_name = page.me.as_ref().is_some_and(|me| me.role.may_administer());
    let rename = may_name.then(|| view! { <Rename id number name=it.name.clone() /> });
    view! {
        <li class="version" id=format!("version-{number}")>
            <h2>{say_of(key::PROGRESS_VERSION, "version", number)} ", " {state} " " {name}</h2>
            <p class="faint">
                {(!it.automatic).then(|| format!("{} · ", person(&it.by)))} <When at=it.at /> " · "
                {say_of(key::VERSIONS_HASH, "hash", &hash)}
            </p>
            {is_present.then(|| view! { <p>{say(key::VERSIONS_PRESENT)}</p> })}
            {signed}
            <Writers wrote />
            <Ways page number before is_present />
            <Files id number />
            {rename}
        </li>
    }
    .into_any()
}

/// Where it is read, compared and restored.
#[component]
fn Ways(page: ProposalPage, number: u32, before: Option<u32>, is_present: bool) -> impl IntoView {
    let id = page.proposal.id;
    let way = |to: String, words: Key| view! { <li><a href=to>{say(words)}</a></li> };
    // Loaded as a whole: its script leads from change to change.
    let beside =
        |to: String, words: Key| view! { <li><a href=to rel="external">{say(words)}</a></li> };
    let compare = |older: u32, newer| comparisons::address(id, Moment::Version(older), newer);
    let read = format!(
        "/proposals/{id}/read?version={number}&lang={}",
        language().code()
    );
    let decisions = format!("/proposals/{id}/decisions?version={number}");
    let before = before.map(|before| {
        beside(
            compare(before, Moment::Version(number)),
            key::COMPARE_BEFORE,
        )
    });
    let now = (!is_present).then(|| beside(compare(number, Moment::Now), key::COMPARE_NOW));
    let may_restore = may_write(&page) && !is_present;
    let restore = may_restore.then(|| way(restore::address(id, number), key::VERSIONS_RESTORE));
    view! {
        <ul class="plain ways">
            {way(read, key::VERSIONS_READ)}
            {before}
            {now}
            {way(decisions, key::VERSIONS_DECISIONS)}
            {restore}
        </ul>
    }
    .into_any()
}

/// Who wrote how much of the text, the largest part first.
#[component]
fn Writers(wrote: Vec<Wrote>) -> impl IntoView {
    let all: usize = wrote.iter().map(|it| it.chars).sum();
    let part = move |it: Wrote| {
        let name = match &it.name {
            Some(name) => person(name),
            None => say(key::VERSIONS_WROTE_NOBODY),
        };
        let values = [("name", (&name).into()), ("characters", it.chars.into())];
        let share = 100 * it.chars / all.max(1);
        view! {
            <li>
                <span class="share" aria-hidden="true" style=format!("--share:{share}%")></span>
                {say_with(key::VERSIONS_WROTE, &values)}
            </li>
        }
    };
    (all > 0).then(|| {
        view! {
            <ul class="plain writers" aria-label=say(key::VERSIONS_WRITERS)>
                {wrote.into_iter().map(part).collect_view()}
            </ul>
        }
    })
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
