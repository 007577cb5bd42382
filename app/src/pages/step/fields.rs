//! What a step asks for, and what its form carries along.

use super::{HASH, STATE, Shown, VERSION};
use crate::parts::{
    choice::Choice,
    form::{Area, Form, Input},
    said::say_of,
};
use leptos::prelude::*;
use model::{limits, step::Step, text::key, workflow::State};

/// The fields of the step's form. What it was made from is written anew each time: who is told that
/// the text has changed sends the form for the new text.
#[component]
pub(super) fn Fields(form: Form, shown: Shown) -> impl IntoView {
    let progress = &shown.page.progress;
    let newest = progress.versions.first().map_or(0, |it| it.number);
    let state = progress.state;
    let asked = match shown.step {
        Step::OpenReview => view! { <LastDay form /> }.into_any(),
        Step::SendBack | Step::Unlock => view! { <BackTo form from=state /> }.into_any(),
        _ => ().into_any(),
    };
    view! {
        <input type="hidden" name=HASH value=shown.hash().to_owned() />
        <input type="hidden" name=STATE value=state.code() />
        <input type="hidden" name=VERSION value=newest.to_string() />
        {asked}
    }
    .into_any()
}

#[component]
fn LastDay(form: Form) -> impl IntoView {
    view! { <Input form name="last_day" label=key::STEP_LAST_DAY kind="date" required=false /> }
}

/// To which stage, and why. A sign-off sends it back one stage at first, an unlocked final to its
/// draft.
#[component]
fn BackTo(form: Form, from: State) -> impl IntoView {
    let earlier = State::ALL.into_iter().filter(|state| *state < from);
    let option = |state: State| {
        let name = say_of(key::STATE, "state", state.code());
        (state.code().to_owned(), name)
    };
    let options: Vec<(String, String)> = earlier.map(option).collect();
    let chosen = match from {
        State::Final => options.first(),
        State::Draft | State::InReview | State::Agreed => options.last(),
    };
    let chosen = chosen.map(|(code, _)| code.clone()).unwrap_or_default();
    view! {
        <Choice form=form.clone() name="to" label=key::STEP_BACK_TO chosen options />
        <Area form name="reason" label=key::PROGRESS_REASON longest=limits::REASON_CHARS />
    }
    .into_any()
}
