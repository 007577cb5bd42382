//! A picture of the work, set in type: a sentence, a comment on its words, and the decision.

use crate::parts::{
    icon::{CHECK, Icon},
    said::{say, say_of},
};
use leptos::prelude::*;
use model::text::key;

/// One sentence with its thread.
#[component]
pub fn Sample() -> impl IntoView {
    let (before, after) = (say(key::HOME_SAMPLE_BEFORE), say(key::HOME_SAMPLE_AFTER));
    let after = if after.starts_with(',') {
        after
    } else {
        format!(" {after}")
    };
    view! {
        <figure class="sample" aria-hidden="true">
            <p class="sample-text">
                {before} " " <mark>{say(key::HOME_SAMPLE_WORDS)}</mark> {after}
            </p>
            <div class="sample-thread">
                <p class="side-b">
                    <span class="avatar side-b">"PL"</span>
                    {say(key::HOME_SAMPLE_COMMENT)}
                </p>
                <p class="side-a">
                    <span class="avatar side-a">"LV"</span>
                    <span>
                        <strong>
                            <Icon glyph=CHECK />
                            {say_of(key::OUTCOME, "outcome", "taken_differently")}
                        </strong>
                        {say(key::HOME_SAMPLE_REASON)}
                    </span>
                </p>
            </div>
        </figure>
    }
    .into_any()
}
