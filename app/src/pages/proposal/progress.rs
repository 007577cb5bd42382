//! Where the proposal stands and what comes next. Whatever moves it is a plain form on a page of its
//! own (`pages::step`); here stand the ways to it.

mod history;
mod published;
mod sign_offs;
mod standing;
mod steps;

use super::context::ProposalContext;
use crate::parts::said::{language, say};
use history::History;
use leptos::prelude::*;
use model::{
    partnership::Member,
    text::{self, Key, day::day_text, key},
    workflow::State,
};
#[cfg(feature = "ssr")]
pub use published::address;
pub use standing::{actions, standing};
use steps::Steps;

/// The steps, what the present one means, and what the viewer may do now.
#[component]
pub fn ProgressPanel() -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let progress = context.drafting.progress;
    let state = Memo::new(move |_| progress.with(|progress| progress.state));
    let words = State::ALL.map(|state| say(meaning(state)));
    let ways = move || progress.with(|it| actions(context.proposal(), me(context).as_ref(), it));
    let now = move || {
        let me = me(context);
        context
            .page
            .with_value(|page| progress.with(|it| standing(page, me.as_ref(), it)))
    };
    view! {
        <section class="progress" aria-label=say(key::PROGRESS_TITLE)>
            <Steps state />
            <div class="progress-now">
                <p role="status">{move || words[state.get() as usize].clone()} " " <LastDay /></p>
                {ways}
            </div>
            {now}
            <History />
        </section>
    }
    .into_any()
}

/// The viewer's membership with the role of this moment; none for who is no member any more.
fn me(context: ProposalContext) -> Option<Member> {
    let role = context.drafting.role.get()?;
    Some(Member {
        role,
        ..context.me()?
    })
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
    let context = expect_context::<ProposalContext>();
    let said_in = language();
    let words = move || {
        context.drafting.progress.with(|progress| {
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
