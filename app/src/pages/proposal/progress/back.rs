//! Back to an earlier state, with a written reason.

use crate::{
    api::proposals,
    pages::proposal::desk::Desk,
    parts::{
        alert::Alert,
        call::call,
        dialog::{Dialog, show},
        said::{say, say_of},
    },
};
use leptos::{ev::SubmitEvent, html, prelude::*};
use model::{limits, text::key, workflow::State};

/// The button and its dialog.
#[component]
pub fn Back(from: State) -> impl IntoView {
    let desk = expect_context::<Desk>();
    let dialog = NodeRef::<html::Dialog>::new();
    let earlier: Vec<State> = State::ALL
        .into_iter()
        .filter(|state| *state < from)
        .collect();
    let to = RwSignal::new(earlier.last().copied().unwrap_or(State::Draft));
    let reason = RwSignal::new(String::new());
    let proposal = desk.proposal();
    let step = call(
        move |reason: String| proposals::MoveState {
            id: proposal,
            to: to.get_untracked(),
            reason,
            last_day: None,
        },
        move |progress| desk.drafting.progress.set(progress),
    );
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        step.dispatch(reason.get_untracked());
    };
    let option = move |state: State| {
        let chosen = to.get_untracked() == state;
        let name = say_of(key::STATE, "state", state.code());
        view! { <option value=state.code() selected=chosen>{name}</option> }
    };
    let choose = move |code: String| to.update(|to| *to = State::from_code(&code).unwrap_or(*to));
    view! {
        <button type="button" on:click=move |_| show(dialog)>
            {say(key::PROGRESS_BACK)}
        </button>
        <Dialog node=dialog title=say(key::PROGRESS_BACK)>
            <form on:submit=submit>
                <p>{say(key::PROGRESS_BACK_LEAD)}</p>
                <label class="field">
                    <span>{say(key::PROGRESS_BACK_TO)}</span>
                    <select on:change:target=move |event| choose(event.target().value())>
                        {earlier.into_iter().map(option).collect_view()}
                    </select>
                </label>
                <label class="field">
                    <span>{say(key::PROGRESS_REASON)}</span>
                    <textarea required maxlength=limits::REASON_CHARS bind:value=reason></textarea>
                </label>
                <Alert refused=step.refused() />
                <button class="primary" disabled=step.pending()>
                    {say(key::PROGRESS_BACK)}
                </button>
            </form>
        </Dialog>
    }
    .into_any()
}
