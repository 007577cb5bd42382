//! Where the proposal stands and what comes next.

mod back;
mod forward;
mod history;
mod publish;
mod sign_offs;
mod steps;

use super::desk::Desk;
use crate::parts::{
    each::each,
    said::{language, say},
};
use back::Back;
use forward::Forward;
use history::History;
use leptos::prelude::*;
use model::{
    role::Role,
    text::{self, Key, day::day_text, key},
    workflow::State,
};
use publish::Publish;
use sign_offs::SignOffs;
use steps::Steps;

/// The steps, what the present one means, and what the viewer may do now.
#[component]
pub fn ProgressPanel() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let state = Memo::new(move |_| desk.drafting.progress.with(|progress| progress.state));
    let may_move = Memo::new(move |_| desk.may(Role::may_administer));
    let words = State::ALL.map(|state| say(meaning(state)));
    let acted_in = move || may_move.get().then(|| state.get());
    view! {
        <section class="progress" aria-label=say(key::PROGRESS_TITLE)>
            <Steps state />
            <div class="progress-now">
                <p role="status">{move || words[state.get() as usize].clone()} " " <LastDay /></p>
                {each(
                    move || acted_in().into_iter().map(|state| state.code().to_owned()).collect(),
                    |code| State::from_code(&code).map(|state| view! { <Acts state /> }).into_any(),
                )}
            </div>
            {move || (state.get() >= State::Agreed).then(|| view! { <SignOffs /> })}
            {move || (state.get() == State::Final && may_move.get()).then(|| view! { <Publish /> })}
            <History />
        </section>
    }
    .into_any()
}

/// Keyed by the state: a dialog of the state before goes away with its buttons.
#[component]
fn Acts(state: State) -> impl IntoView {
    view! {
        <div class="actions">
            {state.next().map(|to| view! { <Forward to /> })}
            {(state != State::Draft).then(|| view! { <Back from=state /> })}
        </div>
    }
    .into_any()
}

fn meaning(state: State) -> Key {
    match state {
        State::Draft => key::PROGRESS_DRAFT,
        State::InReview => key::PROGRESS_IN_REVIEW,
        State::Agreed => key::PROGRESS_AGREED,
        State::Final => key::PROGRESS_FINAL,
    }
}

/// Until when comments are wanted, while a round is open.
#[component]
fn LastDay() -> impl IntoView {
    let desk = expect_context::<Desk>();
    let said_in = language();
    let words = move || {
        desk.drafting.progress.with(|progress| {
            let round = progress
                .round
                .as_ref()
                .filter(|round| round.closed_at.is_none())?;
            let day = day_text(said_in, round.last_day.as_deref()?);
            Some(text::say_with(
                said_in,
                key::PROGRESS_LAST_DAY,
                &[("day", (&day).into())],
            ))
        })
    };
    view! { <strong>{words}</strong> }.into_any()
}
