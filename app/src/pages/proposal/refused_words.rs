//! Words that the server did not take, so that their author can copy them.

use super::context::ProposalContext;
use crate::parts::said::say;
use leptos::prelude::*;
use model::text::key;

/// Nothing, as long as nothing was refused.
#[component]
pub fn RefusedWords() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let words = context.drafting.refused;
    let suggested = context.drafting.refused_suggestions;
    let why = move || match context.drafting.is_removed() {
        true => say(key::SAVE_REMOVED_WORDS),
        false => say(key::SAVE_REFUSED_WORDS),
    };
    view! {
        <label class="refused field" hidden=move || words.with(String::is_empty)>
            <span>{why}</span>
            <textarea readonly rows="5" prop:value=words></textarea>
        </label>
        <label class="refused field" hidden=move || suggested.with(String::is_empty)>
            <span>{say(key::SUGGESTION_REFUSED)}</span>
            <textarea readonly rows="3" prop:value=suggested></textarea>
        </label>
    }
    .into_any()
}
