//! What the viewer may do now, and what is to be known besides the state: the same on the drafting
//! page and in the reading view.

use super::{published::published, sign_offs::sign_offs};
use crate::parts::{
    said::{best, language, person, say, say_of, say_with},
    step::StepLink,
};
use leptos::prelude::*;
use model::{
    error::Refusal,
    ids::ProposalId,
    partnership::Member,
    proposal::{Progress, ProposalPage, StateMove},
    step::Step,
    text::{
        day::{day_on_text, iso_day},
        key, refusal,
    },
    workflow::State,
};

/// The ways to the steps that are open to the viewer; those of the own side's sign-off stand at its
/// card.
pub fn actions(proposal: ProposalId, me: Option<&Member>, progress: &Progress) -> AnyView {
    let at_card = |step: &Step| matches!(step, Step::SignOff | Step::Withdraw);
    let open = |step: &Step| !at_card(step) && step.check(me, progress).is_ok();
    let steps: Vec<Step> = Step::ALL.into_iter().filter(open).collect();
    let link = |step: Step| view! { <StepLink proposal step /> };
    let is_any = !steps.is_empty();
    is_any
        .then(|| view! { <div class="actions">{steps.into_iter().map(link).collect_view()}</div> })
        .into_any()
}

/// The step that leads on and that the viewer may take now: there is one at most.
pub fn leading(me: Option<&Member>, progress: &Progress) -> Option<Step> {
    const ONWARDS: [Step; 5] = [
        Step::SignOff,
        Step::Finalise,
        Step::Publish,
        Step::ToSignOff,
        Step::OpenReview,
    ];
    let mut onwards = ONWARDS.into_iter();
    onwards.find(|step| step.check(me, progress).is_ok())
}

/// Why it came back, who has signed off and whom it waits for, what stays final, what is published.
pub fn standing(page: &ProposalPage, me: Option<&Member>, progress: &Progress) -> AnyView {
    let cards = progress.state >= State::Agreed;
    view! {
        {progress.came_back().map(came_back)}
        {cards.then(|| sign_offs(page, me, progress))}
        {held(page, me, progress)}
        {kept_final(page.proposal.id, progress)}
        {published(page.proposal.id, progress)}
    }
    .into_any()
}

fn came_back(back: &StateMove) -> AnyView {
    let (name, day) = (person(&back.by), day_on_text(language(), &iso_day(back.at)));
    let values = [("name", (&name).into()), ("day", (&day).into())];
    let key = match back.from {
        State::Final => key::PROGRESS_UNLOCKED,
        State::Draft | State::InReview | State::Agreed => key::PROGRESS_CAME_BACK,
    };
    view! {
        <div class="came-back">
            <p>{say_with(key, &values)}</p>
            <blockquote>{back.reason.clone()}</blockquote>
        </div>
    }
    .into_any()
}

/// Why an admin cannot close the text as final yet.
fn held(page: &ProposalPage, me: Option<&Member>, progress: &Progress) -> Option<AnyView> {
    let held = progress.held.as_ref();
    let held = held.filter(|_| progress.state == State::Agreed && me.is_some())?;
    let words = match held {
        Refusal::SignOffMissing => {
            let counts = |side| {
                let mut sign_offs = progress.sign_offs.iter();
                sign_offs.any(|it| it.side == side && it.changed_places == 0)
            };
            let sides = page.organisations.iter().filter(|it| !counts(it.id));
            let names: Vec<String> = sides.map(|it| best(&it.name)).collect();
            say_of(key::PROGRESS_WAITS, "sides", &names.join(", "))
        }
        other => {
            let why = refusal::sentence(language(), other);
            say_of(key::PROGRESS_HELD, "reason", &why)
        }
    };
    Some(view! { <p class="progress-held">{words}</p> }.into_any())
}

/// The version that every side signed off last, while the next draft is written.
fn kept_final(proposal: ProposalId, progress: &Progress) -> Option<AnyView> {
    let version = progress.final_version.as_ref();
    let number = version.filter(|_| progress.state != State::Final)?.number;
    let place = format!("/proposals/{proposal}/read?version={number}");
    Some(
        view! {
            <p class="kept-final">
                {say_of(key::PROGRESS_KEPT_FINAL, "version", number)} " "
                <a href=place>{say(key::PROGRESS_KEPT_FINAL_READ)}</a>
            </p>
        }
        .into_any(),
    )
}
