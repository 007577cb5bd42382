//! How a thread ended, and the way to open it again.

use crate::{
    api::threads,
    pages::proposal::context::ProposalContext,
    parts::{
        alert::Alert,
        call::call,
        icon::{CHECK, Icon},
        said::{person, say, say_of, say_with},
        when::When,
    },
};
use leptos::prelude::*;
use model::{ids::ThreadId, role::Role, text::key, thread::Decision};

/// Outcome, reason and who; those who may decide can take it back.
#[component]
pub fn DecisionNote(thread: ThreadId, decision: Decision) -> impl IntoView {
    let context = expect_context::<ProposalContext>();
    let reopen = call(
        move |()| threads::Reopen { thread },
        move |thread| context.put_thread(thread),
    );
    let may_decide = Memo::new(move |_| context.may(Role::may_edit));
    let at = decision.at;
    view! {
        <div class="decision">
            <p class="decision-outcome">
                <Icon glyph=CHECK />
                {say_of(key::OUTCOME, "outcome", decision.outcome.code())}
            </p>
            <p>{decision.reason.clone()}</p>
            <p class="faint">{by(&decision)} " · " <When at /></p>
            <button
                type="button"
                class="small-button"
                hidden=move || !may_decide.get()
                disabled=reopen.pending()
                on:click=move |_| {
                    reopen.dispatch(());
                }
            >
                {say(key::THREAD_REOPEN)}
            </button>
            <Alert refused=reopen.refused() />
        </div>
    }
    .into_any()
}

/// Before the first version there is none to name.
pub fn by(decision: &Decision) -> String {
    let name = person(&decision.name);
    match decision.version_number {
        0 => name,
        version => {
            let values = [("name", (&name).into()), ("version", version.into())];
            say_with(key::THREAD_DECIDED_BY, &values)
        }
    }
}
