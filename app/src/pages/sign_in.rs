//! Signing in: ask for a link by mail.

pub mod kept;
pub mod link;

use crate::{
    api::visit::Visit,
    parts::{
        form::{Form, Input, Posted},
        said::{language, say, say_of},
    },
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    error::Refusal,
    limits,
    text::{key, refusal::sentence},
};
use services::accounts;

/// The form's `act`.
pub const ACT: &str = "sign-in";
/// The field with the page to which signing in leads.
pub const NEXT: &str = "next";

/// The form, or after it was sent, what to do next. Who is signed in already proves it anew.
#[component]
pub fn SignIn() -> impl IntoView {
    let sent = use_query_map().with_untracked(|query| query.get_str("sent").is_some());
    let content = match sent {
        true => Either::Left(view! { <Sent /> }),
        false => Either::Right(view! { <Ask next=wanted() /> }),
    };
    view! {
        <Title text=say(key::SIGN_IN_TITLE) />
        <section class="page narrow sign-in">{content}</section>
    }
    .into_any()
}

/// Stands in the place of a page that needs somebody to be signed in, or to prove it anew, and leads
/// back to it.
#[component]
pub fn SignInToGoOn(next: String, refusal: Refusal) -> impl IntoView {
    let why = match refusal {
        Refusal::NotSignedIn => say(key::SIGN_IN_TO_GO_ON),
        other => sentence(language(), &other),
    };
    view! {
        <Title text=say(key::SIGN_IN_TITLE) />
        <section class="page narrow sign-in">
            <kept::Kept />
            <Ask next why />
        </section>
    }
    .into_any()
}

/// The page to which the address says that signing in leads.
fn wanted() -> String {
    let next = use_query_map().with_untracked(|query| query.get(NEXT));
    let next = next.as_deref().and_then(accounts::local_path);
    next.unwrap_or("/").to_owned()
}

#[component]
fn Ask(
    next: String,
    /// Why it stands in the place of another page.
    #[prop(optional, into)]
    why: Option<String>,
) -> impl IntoView {
    let form = Form::new(ACT);
    let viewer = use_context::<Visit>().and_then(|visit| visit.viewer);
    let prove = viewer.is_some().then(|| say(key::SIGN_IN_TO_PROVE));
    let why = why.or(prove);
    let lead = say_of(key::SIGN_IN_LEAD, "minutes", limits::LOGIN_LINK_MINUTES);
    let next = form.value(NEXT, &next);
    view! {
        <h1>{say(key::SIGN_IN_TITLE)}</h1>
        {why.map(|why| view! { <p class="lead">{why}</p> })}
        <p class="lead">{lead}</p>
        <Posted form=form.clone() to="/sign-in" send=key::SIGN_IN_SEND>
            <input type="hidden" name=NEXT value=next />
            <Input
                form
                name="mail"
                label=key::SIGN_IN_MAIL
                value=viewer.map(|viewer| viewer.mail).unwrap_or_default()
                kind="email"
                autocomplete="email"
            />
        </Posted>
    }
    .into_any()
}

#[component]
fn Sent() -> impl IntoView {
    let demo = use_context::<Visit>().is_some_and(|visit| visit.demo);
    let text = say_of(
        key::SIGN_IN_SENT_TEXT,
        "minutes",
        limits::LOGIN_LINK_MINUTES,
    );
    view! {
        <div role="status">
            <h1>{say(key::SIGN_IN_SENT_TITLE)}</h1>
            <p>{text}</p>
        </div>
        <p class="actions">
            <a class="button" href="/sign-in">
                {say(key::SIGN_IN_AGAIN)}
            </a>
            {demo.then(|| view! { <a class="button" href="/demo/mail">{say(key::DEMO_MAILBOX)}</a> })}
        </p>
    }
    .into_any()
}
