//! Two versions of a proposal compared, or a version with the working text. For members.

pub mod choose;
mod said_since;

use super::id_in_path;
use crate::{
    api::{
        Refused,
        context::{account, refuse, services},
    },
    parts::{
        awaited::awaited,
        icon::{DOWNLOAD, Icon},
        said::{self, best, say, say_of},
    },
};
use choose::Choose;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    error::Refusal,
    ids::{ProposalId, Timestamp},
    language::Language,
    proposal::{VersionRow, short_hash},
    text::key,
};
use said_since::SaidSince;
use services::{
    comparisons::{self, ComparedEnd, Comparison, Moment},
    seen::{self, Said},
    versions,
};

/// From change to change with Alt and the arrows; without it the links do the same.
const KEYS: &str = include_str!("compare/keys.js");

/// The page of the two moments in the path, in the language of the address.
#[component]
pub fn Compare() -> impl IntoView {
    awaited(
        load(id_in_path(), moments_in_path(), asked_language()),
        |Loaded {
             comparison,
             versions,
             said,
         }| { view! { <Content comparison versions said /> }.into_any() },
    )
}

fn moments_in_path() -> Result<[Moment; 2], Refused> {
    let moment = |name: &str| {
        let text = use_params_map().with_untracked(|params| params.get(name));
        text.unwrap_or_default().parse().map_err(refuse)
    };
    Ok([moment("older")?, moment("newer")?])
}

fn asked_language() -> Result<Option<Language>, Refused> {
    let code = use_query_map().with_untracked(|query| query.get("lang"));
    let language = code.map(|code| Language::from_code(&code).ok_or(Refusal::NoSuchLanguage));
    language.transpose().map_err(refuse)
}

struct Loaded {
    comparison: Comparison,
    versions: Vec<VersionRow>,
    said: Said,
}

/// After which moment the address asks for what was said.
fn asked_moment() -> Option<Timestamp> {
    use_query_map().with_untracked(|query| query.get_str("after")?.parse().ok().map(Timestamp))
}

async fn load(
    id: Result<ProposalId, Refused>,
    moments: Result<[Moment; 2], Refused>,
    language: Result<Option<Language>, Refused>,
) -> Result<Loaded, Refused> {
    let after = asked_moment();
    let (me, s, id) = (account()?, services(), id?);
    // Who may not see them does not learn which there are.
    let versions = versions::seen_by(&s, me, id).await?;
    let compared = comparisons::compare(&s, me, id, moments?, language?, said::language());
    Ok(Loaded {
        comparison: compared.await?,
        versions,
        said: match after {
            Some(after) => seen::said_after(&s, me, id, after).await?,
            None => Said::default(),
        },
    })
}

#[component]
fn Content(comparison: Comparison, versions: Vec<VersionRow>, said: Said) -> impl IntoView {
    let id = comparison.proposal;
    let proposal = best(&comparison.title);
    let title = comparisons::title(&comparison, said::language());
    let body = comparisons::body(&comparison, said::language());
    let end = |end: &ComparedEnd| {
        let words = comparisons::standing(end, said::language(), short_hash(&end.hash));
        view! { <li>{words}</li> }
    };
    let ends = comparison.ends.iter().map(end).collect_view();
    let [older, newer] = comparison.ends.each_ref().map(|end| end.moment);
    view! {
        <Title text=format!("{title}: {proposal}") />
        <section class="page compare">
            <header class="compare-head">
                <p>
                    <a href=super::versions::address(id)>{say(key::VERSIONS_TITLE)}</a> " · "
                    <a href=format!("/proposals/{id}")>{proposal}</a>
                </p>
                <h1>{title}</h1>
                <ul class="plain">{ends}</ul>
                <Bar comparison />
                <Choose id versions older=Some(older) newer=Some(newer) />
                <p class="faint compare-keys">{say(key::COMPARE_KEYS)}</p>
            </header>
            <SaidSince id said />
            <div data-compared inner_html=body></div>
        </section>
        <script nonce=use_nonce() inner_html=KEYS></script>
    }
    .into_any()
}

/// The languages, with in how many places each changed, and the way to take the comparison along.
#[component]
fn Bar(comparison: Comparison) -> impl IntoView {
    let shown = comparison.language;
    let [older, newer] = comparison.ends.each_ref().map(|end| end.moment);
    let here = comparisons::address(comparison.proposal, older, newer);
    let file = format!("{here}/file.html?lang={}", shown.code());
    let tab = move |(it, changes): (Language, usize)| {
        let current = (it == shown).then_some("true");
        let words = say_of(key::COMPARE_CHANGES, "changes", changes);
        view! {
            <a class="tab" href=format!("{here}?lang={}", it.code()) aria-current=current>
                <span lang=it.code()>{it.own_name()}</span>
                " "
                <b aria-hidden="true">{changes}</b>
                <span class="unseen">", " {words}</span>
            </a>
        }
    };
    view! {
        <div class="compare-bar">
            <div class="tabs" role="group" aria-label=say(key::COMPARE_LANGUAGES)>
                {comparison.languages.into_iter().map(tab).collect_view()}
            </div>
            <a class="button" href=file rel="external" download>
                <Icon glyph=DOWNLOAD />
                {say(key::COMPARE_FILE)}
            </a>
        </div>
    }
    .into_any()
}
