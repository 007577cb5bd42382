//! What a step asks for, and what its form carries along.

use super::{HASH, STATE, Shown, VERSION};
use crate::{
    pages::reviews::forms::Invite,
    parts::{
        choice::{Choice, LanguageChoice},
        form::{Area, Form, Input},
        said::{say, say_of},
    },
};
use leptos::prelude::*;
use model::{partnership::Member, step::Step, text::key, workflow::State};

/// The fields of the step's form. What it was made from is written anew each time: who is told that
/// the text has changed sends the form for the new text.
#[component]
pub(super) fn Fields(form: Form, shown: Shown) -> impl IntoView {
    let progress = &shown.page.progress;
    let newest = progress.versions.first().map_or(0, |it| it.number);
    let state = progress.state;
    let asked = match shown.step {
        Step::OpenReview => view! { <Opening form shown=shown.clone() /> }.into_any(),
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

/// Whom a review asks, until when.
#[component]
fn Opening(form: Form, shown: Shown) -> impl IntoView {
    let members = shown.page.members.into_iter().filter(|it| !it.pending);
    let members: Vec<Member> = members.collect();
    view! {
        <Input form=form.clone() name="last_day" label=key::STEP_LAST_DAY kind="date" required=false />
        <Invite form=form.clone() members invited=Vec::new() />
        <LanguageChoice
            form
            legend=key::STEP_LANGUAGES
            chosen=Vec::new()
            help=say(key::REVIEWS_LANGUAGES_HELP)
        />
    }
    .into_any()
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
        <Area form name="reason" label=key::PROGRESS_REASON />
    }
    .into_any()
}
