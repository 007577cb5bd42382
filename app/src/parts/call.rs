//! Calls from buttons and forms: one at a time, with what was refused.

use crate::api::Refused;
use leptos::prelude::*;
use std::future::Future;

/// A call that waits for a button.
pub type Call<I, O> = Action<I, Result<O, Refused>>;

/// Makes a call of an async function; `done` hears what came of it.
pub fn call<I, O, F, R>(ask: F, done: impl Fn(O) + Clone + Send + Sync + 'static) -> Call<I, O>
where
    I: Clone + Send + Sync + 'static,
    O: Clone + Send + Sync + 'static,
    F: Fn(I) -> R + Send + Sync + 'static,
    R: Future<Output = Result<O, Refused>> + Send + 'static,
{
    Action::new(move |input: &I| {
        let answer = ask(input.clone());
        let done = done.clone();
        async move {
            let answer = answer.await;
            if let Ok(value) = &answer {
                done(value.clone());
            }
            answer
        }
    })
}

/// What the last call was refused for; nothing while another one is under way.
pub fn refusal_of<I, O>(call: Call<I, O>) -> Signal<Option<Refused>>
where
    I: Send + Sync + 'static,
    O: Clone + Send + Sync + 'static,
{
    Signal::derive(move || {
        let waiting = call.pending().get();
        call.value()
            .with(|answer| answer.as_ref().and_then(|it| it.as_ref().err().cloned()))
            .filter(|_| !waiting)
    })
}
