//! The demo's mailbox: mails that demo mode keeps instead of sending.

use crate::{
    api::{Refused, context::services},
    parts::{awaited::awaited, said::say, when::When},
};
use leptos::{either::Either, prelude::*};
use leptos_meta::Title;
use model::text::key;
use services::mail::{self, KeptMail};

/// All kept mails, newest first.
#[component]
pub fn DemoMail() -> impl IntoView {
    view! {
        <Title text=say(key::DEMO_MAILBOX) />
        <section class="page narrow">
            <h1>{say(key::DEMO_MAILBOX)}</h1>
            {awaited(kept(), |mails| view! { <Mails mails /> }.into_any())}
        </section>
    }
    .into_any()
}

async fn kept() -> Result<Vec<KeptMail>, Refused> {
    Ok(mail::kept(&services()).await?)
}

#[component]
fn Mails(mails: Vec<KeptMail>) -> impl IntoView {
    if mails.is_empty() {
        return Either::Left(view! { <p class="empty">{say(key::DEMO_MAIL_NONE)}</p> });
    }
    let mail = |mail: KeptMail| {
        view! {
            <li class="card">
                <h2>{mail.subject}</h2>
                <p class="faint">{mail.recipient} " · " <When at=mail.at /></p>
                <div class="mail-body">{mail.body.lines().map(line).collect_view()}</div>
            </li>
        }
    };
    Either::Right(
        view! { <ul class="plain cards">{mails.into_iter().map(mail).collect_view()}</ul> },
    )
}

/// A line of a mail; one that is an address can be followed.
fn line(text: &str) -> AnyView {
    let text = text.to_owned();
    match text.starts_with("http") {
        true => view! { <p><a href=text.clone() rel="external">{text.clone()}</a></p> }.into_any(),
        false => view! { <p>{text}</p> }.into_any(),
    }
}
