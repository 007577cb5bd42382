//! The form that begins a proposal from the template.

use super::act::PartnershipAct;
use crate::parts::{
    choice::LanguageChoice,
    form::{Fold, Form, InLanguages, Posted},
    said::say,
};
use leptos::prelude::*;
use model::{
    ids::PartnershipId,
    language::{Language, Texts},
    text::key,
};

/// A folded form under the list.
#[component]
pub fn NewProposal(partnership: PartnershipId) -> impl IntoView {
    let form = Form::new(PartnershipAct::NewProposal);
    view! {
        <Fold form=form.clone() summary=say(key::NEW_PROPOSAL)>
            <Posted form=form.clone() to=format!("/partnerships/{partnership}") send=key::NEW_PROPOSAL_CREATE>
                <InLanguages
                    form=form.clone()
                    name="title"
                    legend=say(key::NEW_PROPOSAL_TITLE)
                    help=say(key::IN_LANGUAGES_HELP)
                    texts=Texts::default()
                />
                <LanguageChoice
                    form=form.clone()
                    legend=key::NEW_PROPOSAL_LANGUAGES
                    chosen=Language::ALL.to_vec()
                    help=say(key::NEW_PROPOSAL_LANGUAGES_HELP)
                />
            </Posted>
        </Fold>
    }
    .into_any()
}
