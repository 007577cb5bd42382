//! Whether everybody may read the final.

use crate::{
    api::proposals,
    pages::proposal::desk::Desk,
    parts::{alert::Alert, call::call, said::say},
};
use leptos::prelude::*;
use model::text::key;

/// A switch for admins.
#[component]
pub fn Publish() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let proposal = desk.proposal();
    let published = Memo::new(move |_| desk.drafting.progress.with(|progress| progress.published));
    let publish = call(
        move |published: bool| proposals::Publish {
            id: proposal,
            published,
        },
        move |progress| desk.drafting.progress.set(progress),
    );
    view! {
        <label class="tick publish">
            <input
                type="checkbox"
                role="switch"
                prop:checked=published
                disabled=publish.pending()
                on:change:target=move |event| {
                    publish.dispatch(event.target().checked());
                }
            />
            {say(key::PROGRESS_PUBLISHED)}
        </label>
        <Alert refused=publish.refused() />
    }
    .into_any()
}
