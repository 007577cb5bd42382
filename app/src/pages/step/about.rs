//! Which version a step is about, in which languages, with the ways to read it.

use super::Shown;
use crate::{
    pages::proposal::published_address,
    parts::said::{best, say, say_of, say_with},
};
use leptos::prelude::*;
use model::{
    language::Language,
    proposal::{ProposalPage, short_hash},
    step::Step,
    text::key,
};

/// Version, languages, side and address.
#[component]
pub(super) fn About(shown: Shown) -> impl IntoView {
    let id = shown.page.proposal.id;
    let (number, words) = version(&shown);
    let read = match number {
        Some(number) => format!("/proposals/{id}/read?version={number}&lang="),
        None => format!("/proposals/{id}/read?lang="),
    };
    let languages = shown.of.proposal.languages.clone();
    let line = |it: Language| view! { <LanguageLine of=shown.of.clone() it read=read.clone() /> };
    let languages = languages.into_iter().map(line).collect_view();
    view! {
        <dl class="offer" aria-label=say(key::STEP_WHAT)>
            <dt>{say(key::STEP_VERSION)}</dt>
            <dd>{words} <SinceSigned shown=shown.clone() /></dd>
            <dt>{say(key::STEP_LANGUAGES)}</dt>
            <dd>
                <ul class="plain">{languages}</ul>
            </dd>
            <SignsFor shown=shown.clone() />
            <Address shown />
        </dl>
    }
    .into_any()
}

/// The number of the kept version, and how it is called; a text that is no version yet becomes the
/// next one.
fn version(shown: &Shown) -> (Option<u32>, String) {
    let me = shown.page.me.as_ref();
    let progress = &shown.page.progress;
    let kept = shown.step.version(me, progress).map(|it| it.number);
    let newest = progress.versions.first().map_or(0, |it| it.number);
    let hash = short_hash(shown.hash());
    let (key, number) = match kept {
        Some(number) => (key::STEP_VERSION_OF, number),
        None => (key::STEP_VERSION_NEXT, newest + 1),
    };
    let words = say_with(key, &[("version", number.into()), ("hash", hash.into())]);
    (kept, words)
}

/// What has changed since the viewer's side signed off last.
#[component]
fn SinceSigned(shown: Shown) -> impl IntoView {
    let id = shown.page.proposal.id;
    let side = shown.page.me.as_ref().and_then(|me| me.side);
    let mut sign_offs = shown.page.progress.sign_offs.iter();
    let old = sign_offs.find(|it| Some(it.side) == side && it.changed_places > 0);
    let since = old.filter(|_| shown.step == Step::SignOff);
    since.map(|old| {
        let changes = format!("/proposals/{id}/compare/{}/now", old.version_number);
        view! {
            <p>
                <a href=changes target="_blank">
                    {say_of(key::STEP_CHANGES, "version", old.version_number)}
                </a>
            </p>
        }
    })
}

/// A language with how many sections have text in it, and the way to read it.
#[component]
fn LanguageLine(of: ProposalPage, it: Language, read: String) -> impl IntoView {
    let name = say_of(key::LANGUAGE_NAME, "language", it.code());
    let has_text = |section: &&model::proposal::Section| {
        let mut fields = of.fields.iter();
        fields.any(|view| {
            view.field.section == section.key && view.field.language == it && view.chars > 0
        })
    };
    let filled = of.proposal.sections.iter().filter(has_text).count();
    let values = [
        ("language", (&name).into()),
        ("filled", filled.into()),
        ("all", of.proposal.sections.len().into()),
    ];
    view! {
        <li>
            {say_with(key::STEP_LANGUAGE, &values)} " · "
            <a
                href=format!("{read}{}", it.code())
                target="_blank"
                aria-label=say_of(key::STEP_READ_IN, "language", &name)
            >
                {say(key::STEP_READ)}
            </a>
        </li>
    }
}

/// For which side the viewer signs off.
#[component]
fn SignsFor(shown: Shown) -> impl IntoView {
    let is_own = matches!(shown.step, Step::SignOff | Step::Withdraw);
    let side = shown.page.me.as_ref().and_then(|me| me.side);
    let mut sides = shown.page.organisations.iter();
    let side = sides.find(|it| Some(it.id) == side).filter(|_| is_own);
    side.map(|side| {
        view! {
            <dt>{say(key::STEP_FOR)}</dt>
            <dd>{best(&side.name)}</dd>
        }
    })
}

/// Where everybody reads what is published.
#[component]
fn Address(shown: Shown) -> impl IntoView {
    let is_public = matches!(shown.step, Step::Publish | Step::Unpublish);
    is_public.then(|| {
        view! {
            <dt>{say(key::STEP_ADDRESS)}</dt>
            <dd>
                <code class="token">{published_address(shown.page.proposal.id)}</code>
            </dd>
        }
    })
}
