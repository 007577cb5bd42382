//! A page's data: what is shown while it comes, when it is there, and when it is refused.

use super::said::{language, say};
use crate::api::Refused;
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    error::Refusal,
    text::{key, refusal},
};

/// Shows what a resource brings. The server waits for it and answers with the fitting status.
pub fn awaited<T, F>(resource: Resource<Result<T, Refused>>, show: F) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> AnyView + Clone + Send + Sync + 'static,
{
    let language = language();
    let status = status_setter();
    let content = move || {
        let (show, status) = (show.clone(), status.clone());
        Suspend::new(async move {
            match resource.await {
                Ok(value) => show(value),
                Err(Refused(refusal)) => {
                    status(&refusal);
                    let sentence = refusal::sentence(language, &refusal);
                    view! { <RefusedPage refusal sentence /> }.into_any()
                }
            }
        })
    };
    view! { <Suspense fallback=waiting>{content}</Suspense> }.into_any()
}

fn waiting() -> impl IntoView {
    view! { <p class="waiting page" role="status">{say(key::WAITING)}</p> }.into_any()
}

/// A whole page that says why there is nothing to see.
#[component]
fn RefusedPage(refusal: Refusal, sentence: String) -> impl IntoView {
    let (place, words) = match refusal {
        Refusal::NotSignedIn => ("/sign-in", key::HEADER_SIGN_IN),
        _ => ("/", key::TO_FIRST_PAGE),
    };
    view! {
        <Title text=sentence.clone() />
        <section class="page narrow">
            <h1>{sentence}</h1>
            <p>
                <a class="button" href=place>
                    {say(words)}
                </a>
            </p>
        </section>
    }
    .into_any()
}

fn status_setter() -> impl Fn(&Refusal) + Clone + Send + Sync + 'static {
    let response = use_context::<leptos_axum::ResponseOptions>();
    move |refusal: &Refusal| {
        if let Some(response) = &response {
            response.set_status(crate::api::status::of(refusal));
        }
    }
}
