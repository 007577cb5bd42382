//! The form that begins a proposal from the template.

use crate::{
    api::proposals,
    parts::{
        alert::Alert,
        call::{call, refusal_of},
        choice::LanguageChoice,
        input::Input,
        said::{language, said_in, say},
    },
};
use leptos::{ev::SubmitEvent, prelude::*};
use leptos_router::hooks::use_navigate;
use model::{ids::PartnershipId, language::Language, text::key};

/// A folded form under the list.
#[component]
pub fn NewProposal(partnership: PartnershipId) -> impl IntoView {
    let title = RwSignal::new(String::new());
    let languages = RwSignal::new(Language::ALL.to_vec());
    let language = language();
    let navigate = use_navigate();
    let create = call(
        move |(title, languages): (String, Vec<Language>)| {
            proposals::create(partnership, said_in(language, title), languages)
        },
        move |id| navigate(&format!("/proposals/{id}"), Default::default()),
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        create.dispatch((title.get_untracked(), languages.get_untracked()));
    };
    view! {
        <details class="fold">
            <summary>{say(key::NEW_PROPOSAL)}</summary>
            <form class="form" on:submit=submit>
                <Input label=key::NEW_PROPOSAL_TITLE value=title />
                <LanguageChoice legend=say(key::NEW_PROPOSAL_LANGUAGES) chosen=languages />
                <button class="primary" disabled=create.pending()>
                    {say(key::NEW_PROPOSAL_CREATE)}
                </button>
                <Alert refused=refusal_of(create) />
            </form>
        </details>
    }
    .into_any()
}
