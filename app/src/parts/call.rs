//! Calls from buttons and forms: one at a time, with what was refused.

use crate::api::Refused;
use leptos::{prelude::*, task::spawn_local};
use std::{future::Future, pin::Pin};

/// A call that waits for a button.
pub struct Call<I: 'static> {
    ask: Callback<I>,
    course: Course,
}

/// Where a call stands. Of one type for all calls, so that they share their code.
#[derive(Clone, Copy)]
struct Course {
    pending: RwSignal<bool>,
    refused: RwSignal<Option<Refused>>,
}

type Answer = Pin<Box<dyn Future<Output = Result<(), Refused>>>>;

/// Makes a call of an async function; `done` hears what came of it.
pub fn call<I, O, F, R>(ask: F, done: impl Fn(O) + Clone + Send + Sync + 'static) -> Call<I>
where
    F: Fn(I) -> R + Send + Sync + 'static,
    R: Future<Output = Result<O, Refused>> + 'static,
{
    let course = Course {
        pending: RwSignal::new(false),
        refused: RwSignal::new(None),
    };
    let ask = Callback::new(move |input: I| {
        let answer = ask(input);
        let done = done.clone();
        course.run(Box::pin(async move { answer.await.map(done) }));
    });
    Call { ask, course }
}

impl<I> Clone for Call<I> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<I> Copy for Call<I> {}

impl<I> Call<I> {
    /// Asks, unless an answer is still awaited.
    pub fn dispatch(self, input: I) {
        if !self.course.pending.get_untracked() {
            self.ask.run(input);
        }
    }

    /// Whether an answer is awaited.
    pub fn pending(self) -> RwSignal<bool> {
        self.course.pending
    }

    /// What the last call was refused for; nothing while another one is under way.
    pub fn refused(self) -> RwSignal<Option<Refused>> {
        self.course.refused
    }
}

impl Course {
    fn run(self, answer: Answer) {
        self.pending.set(true);
        self.refused.set(None);
        spawn_local(async move {
            let refused = answer.await.err();
            // What was asked for may have taken the button from the page.
            self.pending.try_set(false);
            self.refused.try_set(refused);
        });
    }
}
