//! A mail link was opened. Opening does not spend it, because mail scanners open every link: a
//! button does, with a plain form.

use crate::{
    api::{Refused, context::services},
    parts::said::{language, say},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::text::{key, refusal};
use services::accounts;

/// One button, or why the link does not open any more.
#[component]
pub fn SpendLink() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token").unwrap_or_default());
    let content = Suspend::new(async move { show(checked(token).await) });
    view! {
        <Title text=say(key::SIGN_IN_LINK_TITLE) />
        <section class="page narrow sign-in">
            <Suspense>{content}</Suspense>
        </section>
    }
    .into_any()
}

/// The token, if it opens.
async fn checked(token: String) -> Result<String, Refused> {
    accounts::peek_link(&services(), &token).await?;
    Ok(token)
}

fn show(checked: Result<String, Refused>) -> impl IntoView {
    match checked {
        Ok(token) => Either::Left(view! { <Open token /> }),
        Err(refused) => Either::Right(view! { <Spent refused /> }),
    }
}

#[component]
fn Open(token: String) -> impl IntoView {
    view! {
        <h1>{say(key::SIGN_IN_LINK_TITLE)}</h1>
        <p class="lead">{say(key::SIGN_IN_LINK_TEXT)}</p>
        <form method="post" action=format!("/sign-in/{token}")>
            <button class="primary">{say(key::SIGN_IN_LINK_BUTTON)}</button>
        </form>
    }
    .into_any()
}

#[component]
fn Spent(refused: Refused) -> impl IntoView {
    view! {
        <h1>{say(key::SIGN_IN_LINK_SPENT)}</h1>
        <p class="lead">{refusal::sentence(language(), &refused.0)}</p>
        <p>
            <a class="button" href="/sign-in">
                {say(key::SIGN_IN_NEW_LINK)}
            </a>
        </p>
    }
    .into_any()
}
