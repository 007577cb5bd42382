//! What others said and decided since the member last looked, above what changed in the text.

use crate::{
    pages::proposal::by,
    parts::said::{person, say, say_of},
};
use leptos::prelude::*;
use model::{ids::ProposalId, ledger::LedgerRow, text::key, thread::Thread};
use services::seen::Said;

/// The comments and the decisions; nothing where there are none.
#[component]
pub fn SaidSince(id: ProposalId, said: Said) -> impl IntoView {
    let Said { commented, decided } = said;
    let is_any = !(commented.is_empty() && decided.is_empty());
    let comments = commented.into_iter().map(|it| view! { <Commented it /> });
    let decisions = decided.into_iter().map(|it| view! { <Decided it /> });
    let (comments, decisions) = (comments.collect_view(), decisions.collect_view());
    is_any.then(|| {
        view! {
            <section class="said-since" aria-labelledby="said-since">
                <h2 id="said-since">{say(key::SINCE_SAID)}</h2>
                <ul class="plain">{comments} {decisions}</ul>
                <p>
                    <a href=format!("/proposals/{id}")>{say(key::SINCE_TO_PROPOSAL)}</a>
                    " · "
                    <a href=format!("/proposals/{id}/decisions")>{say(key::PROPOSAL_DECISIONS)}</a>
                </p>
            </section>
        }
    })
}

#[component]
fn Commented(it: Thread) -> impl IntoView {
    let comment = |comment: model::thread::Comment| {
        view! {
            <p>
                <strong>{person(&comment.name)}</strong>
                " "
                <span class="said-body">{comment.body}</span>
            </p>
        }
    };
    view! {
        <li>
            <blockquote class="quote" lang=it.field.language.code()>{it.anchor.quote.exact}</blockquote>
            {it.comments.into_iter().map(comment).collect_view()}
        </li>
    }
    .into_any()
}

#[component]
fn Decided(it: LedgerRow) -> impl IntoView {
    let decision = |decision: model::thread::Decision| {
        let outcome = say_of(key::OUTCOME, "outcome", decision.outcome.code());
        view! {
            <p>
                <strong>{outcome}</strong>
                " "
                <span class="said-body">{decision.reason.clone()}</span>
                <span class="faint">" · " {by(&decision)}</span>
            </p>
        }
    };
    view! {
        <li>
            <blockquote class="quote" lang=it.field.language.code()>{it.quote}</blockquote>
            {it.decisions.into_iter().map(decision).collect_view()}
        </li>
    }
    .into_any()
}
