//! A page's data: what is shown when it is there, and when it is refused.

use super::{
    alert::wants_sign_in,
    said::{language, say},
};
use crate::{
    api::{Refused, context::here},
    pages::sign_in::SignInToGoOn,
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    error::Refusal,
    text::{key, refusal},
};
use std::future::Future;

/// Shows what was asked for, or why not. The server waits for it; whoever refuses sets the status.
pub fn awaited<T: 'static>(
    ask: impl Future<Output = Result<T, Refused>> + Send + 'static,
    show: impl FnOnce(T) -> AnyView + Send + 'static,
) -> AnyView {
    let content = Suspend::new(async move {
        match ask.await {
            Ok(value) => show(value),
            Err(Refused(refusal)) if wants_sign_in(&refusal) => {
                view! { <SignInToGoOn next=here() refusal /> }.into_any()
            }
            Err(Refused(refusal)) => view! { <RefusedPage refusal /> }.into_any(),
        }
    });
    view! { <Suspense>{content}</Suspense> }.into_any()
}

/// A whole page that says why there is nothing to see.
#[component]
fn RefusedPage(refusal: Refusal) -> impl IntoView {
    let sentence = refusal::sentence(language(), &refusal);
    view! {
        <Title text=sentence.clone() />
        <section class="page narrow">
            <h1>{sentence}</h1>
            <p>
                <a class="button" href="/">
                    {say(key::TO_FIRST_PAGE)}
                </a>
            </p>
        </section>
    }
    .into_any()
}
