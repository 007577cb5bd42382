//! Screen readers hear that somebody else commented; the text's own changes are never announced.

use crate::{pages::proposal::context::ProposalContext, parts::said::language};
use leptos::prelude::*;
use model::{
    ids::{AccountId, ThreadId},
    language::Language,
    text::{self, key},
    thread::Thread,
};

/// A polite region with the newest thread of somebody else.
#[component]
pub fn Arrivals() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let said_in = language();
    let me = context.me().map(|me| me.account);
    let words = RwSignal::new(String::new());
    Effect::new(move |known: Option<Vec<ThreadId>>| {
        context.drafting.threads.with(|threads| {
            if let Some(known) = known {
                let mut fresh = threads.iter().filter(|thread| !known.contains(&thread.id));
                if let Some(news) = fresh.find_map(|thread| news(said_in, me, thread)) {
                    words.set(news);
                }
            }
            threads.iter().map(|thread| thread.id).collect()
        })
    });
    view! {
        <p class="unseen" role="status">
            {words}
        </p>
    }
    .into_any()
}

fn news(language: Language, me: Option<AccountId>, thread: &Thread) -> Option<String> {
    let comment = thread
        .comments
        .first()
        .filter(|comment| Some(comment.account) != me)?;
    let name = text::person(language, &comment.name);
    let values = [
        ("name", (&name).into()),
        ("words", (&thread.anchor.quote.exact).into()),
    ];
    let arrived = match thread.suggestion {
        Some(_) => key::SUGGESTION_ARRIVED,
        None => key::THREAD_ARRIVED,
    };
    Some(text::say_with(language, arrived, &values))
}
