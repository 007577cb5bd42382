//! The way to a step of a proposal: what it is called, and the link to its page.

use super::said::say;
use leptos::prelude::*;
use model::{
    ids::ProposalId,
    step::Step,
    text::{Key, key},
};

/// What a step is called.
pub fn title(step: Step) -> Key {
    match step {
        Step::OpenReview => key::STEP_OPEN_REVIEW,
        Step::ToSignOff => key::STEP_TO_SIGN_OFF,
        Step::SignOff => key::STEP_SIGN_OFF,
        Step::Withdraw => key::STEP_WITHDRAW,
        Step::Finalise => key::STEP_FINALISE,
        Step::SendBack => key::STEP_SEND_BACK,
        Step::Unlock => key::STEP_UNLOCK,
        Step::Publish => key::STEP_PUBLISH,
        Step::Unpublish => key::STEP_UNPUBLISH,
    }
}

/// The page of a step.
pub fn address(proposal: ProposalId, step: Step) -> String {
    format!("/proposals/{proposal}/step/{}", step.code())
}

/// What leads on stands out.
fn look(step: Step) -> &'static str {
    match step {
        Step::OpenReview | Step::ToSignOff | Step::SignOff | Step::Finalise | Step::Publish => {
            "button primary"
        }
        Step::Withdraw | Step::SendBack | Step::Unlock | Step::Unpublish => "button",
    }
}

/// A link that looks like a button: the page that it leads to asks before anything is done.
#[component]
pub fn StepLink(proposal: ProposalId, step: Step) -> impl IntoView {
    view! {
        <a class=look(step) href=address(proposal, step)>
            {say(title(step))}
        </a>
    }
    .into_any()
}
