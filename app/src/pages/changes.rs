//! What a proposal's text differs in from one of its versions, word by word. For members.

use super::{id_in_path, proposal::load};
use crate::{
    api::{
        Refused,
        context::{account, refuse, services},
    },
    parts::{
        awaited::awaited,
        said::{best, say, say_of, say_with},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    document::{
        diff::{Change, Leaf, Run},
        plain,
        projection::Span,
    },
    error::Refusal,
    ids::ProposalId,
    proposal::ProposalPage,
    text::key,
};
use services::versions::{self, FieldChanges};

/// The page of the id in the path, since the version in the address.
#[component]
pub fn Changes() -> impl IntoView {
    let since = use_query_map().with_untracked(|query| query.get_str("since")?.parse().ok());
    awaited(
        load_changes(id_in_path(), since),
        |(page, since, fields)| view! { <Content page since fields /> }.into_any(),
    )
}

async fn load_changes(
    id: Result<ProposalId, Refused>,
    since: Option<u32>,
) -> Result<(ProposalPage, u32, Vec<FieldChanges>), Refused> {
    let me = account()?;
    let since = since.ok_or_else(|| refuse(Refusal::NotFound))?;
    let page = load(id).await?;
    let fields = versions::changes_since(&services(), me, page.proposal.id, since).await?;
    Ok((page, since, fields))
}

#[component]
fn Content(page: ProposalPage, since: u32, fields: Vec<FieldChanges>) -> impl IntoView {
    let proposal = best(&page.proposal.title);
    let title = say_of(key::CHANGES_TITLE, "version", since);
    let words = match fields.is_empty() {
        true => say(key::CHANGES_NONE),
        false => say(key::CHANGES_LEAD),
    };
    let field = |changes: FieldChanges| view! { <Field page=page.clone() changes /> };
    let fields = fields.into_iter().map(field).collect_view();
    view! {
        <Title text=format!("{title}: {proposal}") />
        <section class="page narrow changes">
            <p>
                <a href=format!("/proposals/{}", page.proposal.id)>{proposal}</a>
            </p>
            <h1>{title}</h1>
            <p class="lead">{words}</p>
            {fields}
        </section>
    }
    .into_any()
}

#[component]
fn Field(page: ProposalPage, changes: FieldChanges) -> impl IntoView {
    let FieldChanges { field, changes } = changes;
    let mut sections = page.proposal.sections.iter();
    let section = sections.find(|it| it.key == field.section);
    let section = section.map(|it| best(&it.heading)).unwrap_or_default();
    let language = say_of(key::LANGUAGE_NAME, "language", field.language.code());
    let values = [
        ("section", (&section).into()),
        ("language", (&language).into()),
    ];
    view! {
        <h2>{say_with(key::CHANGES_FIELD, &values)}</h2>
        <div class="changed-text" lang=field.language.code()>
            {changes.into_iter().filter_map(paragraph).collect_view()}
        </div>
    }
    .into_any()
}

/// A block that changed; screen readers hear what the lines through and under the words say.
fn paragraph(change: Change) -> Option<AnyView> {
    let words = match change {
        Change::Kept(_) => return None,
        Change::Removed(leaf) => removed(leaf.text()),
        Change::Added(leaf) => added(leaf.text()),
        Change::Altered {
            before,
            after,
            runs,
        } => altered(&before, &after, runs),
    };
    Some(view! { <p>{words}</p> }.into_any())
}

fn altered(before: &Leaf, after: &Leaf, runs: Vec<Run>) -> AnyView {
    let text = |spans: &[Span]| plain::of_spans(spans);
    let shown = |run: Run| match run {
        Run::Kept(spans) => text(&spans).into_any(),
        Run::Removed(spans) => removed(text(&spans)),
        Run::Added(spans) => added(text(&spans)),
        Run::Restyled { before, after } => {
            view! { {removed(text(&before))} {added(text(&after))} }.into_any()
        }
    };
    match runs.iter().all(|run| matches!(run, Run::Kept(_))) {
        // Only the kind of the block is another one.
        true => view! { {removed(before.text())} {added(after.text())} }.into_any(),
        false => runs.into_iter().map(shown).collect_view().into_any(),
    }
}

fn removed(text: String) -> AnyView {
    view! {
        <del>
            <span class="unseen">{say(key::CHANGES_REMOVED)} " "</span>
            {text}
        </del>
    }
    .into_any()
}

fn added(text: String) -> AnyView {
    view! {
        <ins>
            <span class="unseen">{say(key::CHANGES_ADDED)} " "</span>
            {text}
        </ins>
    }
    .into_any()
}
