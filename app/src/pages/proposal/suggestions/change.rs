//! What a suggestion wants, in words: within its passage, or, when other words stand there by now, beside
//! what it was made on and what stands there.

use crate::{pages::proposal::context::ProposalContext, parts::said::say};
use leptos::{either::Either, prelude::*};
use model::{
    suggestion::{Part, Suggestion},
    text::key,
    thread::Thread,
};

/// The change of a thread that is a suggestion.
#[component]
pub fn ChangeView(thread: Thread, suggestion: Suggestion) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let (id, language) = (thread.id, thread.field.language.code());
    let stale = Memo::new(move |_| {
        let placed = context.drafting.placed;
        placed.with(|placed| placed.get(&id).and_then(|it| it.stale.clone()))
    });
    move || match stale.get() {
        Some(now) => {
            Either::Left(view! { <ThreeWay suggestion=suggestion.clone() now language /> })
        }
        None => {
            let parts = suggestion.parts().into_iter().map(part).collect_view();
            Either::Right(view! { <p class="change" lang=language>{parts}</p> })
        }
    }
}

fn part(part: Part) -> AnyView {
    match part {
        Part::Kept(words) => words.into_any(),
        Part::Deleted(words) => view! { <del>{words}</del> }.into_any(),
        Part::Inserted(words) => view! { <ins>{words}</ins> }.into_any(),
    }
}

#[component]
fn ThreeWay(suggestion: Suggestion, now: String, language: &'static str) -> impl IntoView {
    let now = match now.is_empty() {
        true => Either::Left(view! { <em>{say(key::SUGGESTION_WORDS_GONE)}</em> }),
        false => Either::Right(view! { <span lang=language>{now}</span> }),
    };
    view! {
        <div class="stale">
            <p class="stale-head">{say(key::SUGGESTION_STALE)}</p>
            <dl>
                <dt>{say(key::SUGGESTION_WAS)}</dt>
                <dd lang=language>{suggestion.was.clone()}</dd>
                <dt>{say(key::SUGGESTION_NOW)}</dt>
                <dd>{now}</dd>
                <dt>{say(key::SUGGESTION_WANTS)}</dt>
                <dd lang=language>{suggestion.wants()}</dd>
            </dl>
        </div>
    }
    .into_any()
}
