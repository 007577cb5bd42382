//! Signing in: ask for a link by mail. The form works without script as well.

pub mod link;

use crate::{
    api::{accounts::RequestLink, visit::Visit},
    parts::{
        alert::Alert,
        said::{say, say_of},
    },
};
use leptos::{either::Either, form::ActionForm, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{limits, text::key};

/// The form, or after it was sent, what to do next.
#[component]
pub fn SignIn() -> impl IntoView {
    let query = use_query_map();
    let sent = Memo::new(move |_| query.with(|query| query.get("sent").is_some()));
    let content = move || match sent.get() {
        true => Either::Left(view! { <Sent /> }),
        false => Either::Right(view! { <Ask /> }),
    };
    view! {
        <Title text=say(key::SIGN_IN_TITLE) />
        <section class="page narrow sign-in">{content}</section>
    }
    .into_any()
}

#[component]
fn Ask() -> impl IntoView {
    let request = ServerAction::<RequestLink>::new();
    let refused = move || request.value().get().and_then(Result::err);
    let lead = say_of(key::SIGN_IN_LEAD, "minutes", limits::LOGIN_LINK_MINUTES);
    view! {
        <h1>{say(key::SIGN_IN_TITLE)}</h1>
        <p class="lead">{lead}</p>
        <ActionForm action=request attr:class="form">
            <label class="field">
                <span>{say(key::SIGN_IN_MAIL)}</span>
                <input
                    type="email"
                    name="mail"
                    required
                    maxlength=limits::MAIL_CHARS
                    autocomplete="email"
                    spellcheck="false"
                />
            </label>
            <button class="primary" disabled=request.pending()>
                {say(key::SIGN_IN_SEND)}
            </button>
            <Alert refused=Signal::derive(refused) />
        </ActionForm>
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
