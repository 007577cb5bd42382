//! One step forward: a dialog that says what it means, and for the review asks for its last day.

use crate::{
    api::proposals,
    pages::proposal::desk::Desk,
    parts::{
        alert::Alert,
        call::call,
        dialog::{Dialog, show},
        icon::{ARROW_RIGHT, Icon},
        said::say,
    },
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use model::{
    text::{Key, key},
    workflow::State,
};

/// The button and its dialog.
#[component]
pub fn Forward(to: State) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let dialog = NodeRef::<html::Dialog>::new();
    let last_day = RwSignal::new(String::new());
    let proposal = desk.proposal();
    let (title, lead) = words(to);
    let step = call(
        move |last_day: Option<String>| proposals::MoveState {
            id: proposal,
            to,
            reason: String::new(),
            last_day,
        },
        move |progress| desk.drafting.progress.set(progress),
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let day = last_day.get_untracked();
        step.dispatch((!day.is_empty()).then_some(day));
    };
    let day = (to == State::InReview).then(|| {
        view! {
            <label class="field">
                <span>{say(key::PROGRESS_REVIEW_LAST_DAY)}</span>
                <input type="date" bind:value=last_day />
            </label>
        }
    });
    view! {
        <button type="button" class="primary" on:click=move |_| show(dialog)>
            {say(title)}
            <Icon glyph=ARROW_RIGHT />
        </button>
        <Dialog node=dialog title=say(title)>
            <form on:submit=submit>
                <p>{say(lead)}</p>
                {day}
                <Alert refused=step.refused() />
                <button class="primary" disabled=step.pending()>
                    {say(title)}
                </button>
            </form>
        </Dialog>
    }
    .into_any()
}

fn words(to: State) -> (Key, Key) {
    match to {
        State::Draft | State::InReview => (key::PROGRESS_TO_REVIEW, key::PROGRESS_REVIEW_LEAD),
        State::Agreed => (key::PROGRESS_TO_AGREED, key::PROGRESS_AGREED_LEAD),
        State::Final => (key::PROGRESS_TO_FINAL, key::PROGRESS_FINAL_LEAD),
    }
}
