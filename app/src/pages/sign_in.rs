//! Signing in: ask for a link by mail.

pub mod link;

use crate::{
    api::visit::Visit,
    parts::{
        form::{Form, Input, Posted},
        said::{say, say_of},
    },
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{limits, text::key};

/// The form's `act`.
pub const ACT: &str = "sign-in";
/// The field with the page to which signing in leads.
pub const NEXT: &str = "next";

/// The form, or after it was sent, what to do next.
#[component]
pub fn SignIn() -> impl IntoView {
    let sent = use_query_map().with_untracked(|query| query.get_str("sent").is_some());
    let content = match sent {
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
    let form = Form::new(ACT);
    let lead = say_of(key::SIGN_IN_LEAD, "minutes", limits::LOGIN_LINK_MINUTES);
    view! {
        <h1>{say(key::SIGN_IN_TITLE)}</h1>
        <p class="lead">{lead}</p>
        <Posted form=form.clone() to="/sign-in" send=key::SIGN_IN_SEND>
            <Input
                form
                name="mail"
                label=key::SIGN_IN_MAIL
                kind="email"
                longest=limits::MAIL_CHARS
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
