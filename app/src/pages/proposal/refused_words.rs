//! Words that the server did not take, so that their author can copy them.

use super::context::ProposalContext;
use crate::parts::{
    said::say,
    under_way::{keep, kept},
};
use leptos::prelude::*;
use model::text::key;

/// Nothing, as long as nothing was refused.
#[component]
pub fn RefusedWords() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let words = context.drafting.refused;
    let suggested = context.drafting.refused_suggestions;
    // Kept until its author lets go of it: a reload must not lose what the server did not take.
    let name = context.writing_name("refused-suggestions");
    suggested.update(|words| words.insert_str(0, &kept(&name).unwrap_or_default()));
    Effect::new(move || suggested.with(|words| keep(&name, words)));
    let why = move || match context.drafting.is_removed() {
        true => say(key::SAVE_REMOVED_WORDS),
        false => say(key::SAVE_REFUSED_WORDS),
    };
    view! {
        <label class="refused field" hidden=move || words.with(String::is_empty)>
            <span>{why}</span>
            <textarea readonly rows="5" prop:value=words></textarea>
        </label>
        <div class="refused" hidden=move || suggested.with(String::is_empty)>
            <label class="field">
                <span>{say(key::SUGGESTION_REFUSED)}</span>
                <textarea readonly rows="3" prop:value=suggested></textarea>
            </label>
            <button type="button" class="quiet small-button" on:click=move |_| suggested.set(String::new())>
                {say(key::THREAD_ANSWER_DISCARD)}
            </button>
        </div>
    }
    .into_any()
}
