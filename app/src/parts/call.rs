//! Calls from buttons and forms: one at a time, with what was refused.
//!
//! A call is made from the input of its function on the server, not by the function: that would be
//! code of its own for every call, and `server_fn`'s client with its streams and sockets.

use crate::api::Refused;
use leptos::{prelude::*, server_fn::ServerFn};
use model::error::Refusal;
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;

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

/// Takes what the server answered.
type Hear = Arc<dyn Fn(&[u8]) -> Result<(), Refused> + Send + Sync>;

/// Takes what could not be asked for, if it can wait; else gives back why.
type Wait = Arc<dyn Fn(&[u8], Refused) -> Result<(), Refused> + Send + Sync>;

/// Makes a call of a function's input; `done` hears what came of it.
pub fn call<I, S>(
    input: impl Fn(I) -> S + Send + Sync + 'static,
    done: impl Fn(S::Output) + Send + Sync + 'static,
) -> Call<I>
where
    S: ServerFn<Error = Refused, Output: DeserializeOwned> + Serialize,
{
    make(input, done, || false, Arc::new(|_, refused| Err(refused)))
}

/// The same for what can be asked for later: `waits` gets it where the server cannot be reached, and where
/// something else waits before it (`is_waiting`).
pub fn call_or_wait<I, S>(
    input: impl Fn(I) -> S + Send + Sync + 'static,
    done: impl Fn(S::Output) + Send + Sync + 'static,
    is_waiting: impl Fn() -> bool + Send + Sync + 'static,
    waits: impl Fn(S) + Send + Sync + 'static,
) -> Call<I>
where
    S: ServerFn<Error = Refused, Output: DeserializeOwned> + Serialize + DeserializeOwned,
{
    let wait: Wait = Arc::new(move |input, refused| {
        if !can_wait(&refused) {
            return Err(refused);
        }
        waits(postcard::from_bytes(input).map_err(|_| refused)?);
        Ok(())
    });
    make(input, done, is_waiting, wait)
}

/// Whether a call has failed for want of a connection.
pub fn can_wait(refused: &Refused) -> bool {
    matches!(refused.0, Refusal::Unavailable)
}

fn make<I, S>(
    input: impl Fn(I) -> S + Send + Sync + 'static,
    done: impl Fn(S::Output) + Send + Sync + 'static,
    is_waiting: impl Fn() -> bool + Send + Sync + 'static,
    wait: Wait,
) -> Call<I>
where
    S: ServerFn<Error = Refused, Output: DeserializeOwned> + Serialize,
{
    let course = Course {
        pending: RwSignal::new(false),
        refused: RwSignal::new(None),
    };
    let hear: Hear = Arc::new(move |output| {
        done(postcard::from_bytes(output).map_err(|_| Refused::unavailable())?);
        Ok(())
    });
    let ask = Callback::new(move |asked: I| {
        // Only memory could be lacking; the server would refuse an empty input.
        let input = postcard::to_allocvec(&input(asked)).unwrap_or_default();
        if is_waiting() {
            course
                .refused
                .set(wait(&input, Refused::unavailable()).err());
            return;
        }
        course.run(S::PATH, input, hear.clone(), wait.clone());
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
    #[cfg(feature = "hydrate")]
    fn run(self, path: &'static str, input: Vec<u8>, hear: Hear, wait: Wait) {
        self.pending.set(true);
        self.refused.set(None);
        wasm_bindgen_futures::spawn_local(async move {
            let answer = crate::sync::plain::ask(path, &input).await;
            let refused = match answer {
                Ok(output) => hear(&output).err(),
                Err(refused) => wait(&input, refused).err(),
            };
            // What was asked for may have taken the button from the page.
            self.pending.try_set(false);
            self.refused.try_set(refused);
        });
    }

    /// Nobody presses a button on the server.
    #[cfg(not(feature = "hydrate"))]
    fn run(self, _: &'static str, _: Vec<u8>, _: Hear, _: Wait) {}
}
