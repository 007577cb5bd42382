//! A mail link was opened. Opening does not spend it, because mail scanners open every link: a
//! button does, with a plain form.

use crate::{
    api::{Refused, context::services},
    pages::account::invitations::Offer,
    parts::{
        form::{Form, Input, Posted},
        said::{language, say},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use model::{
    partnership::Invitation,
    text::{key, refusal},
};
use services::accounts;

/// The `act` of an invitation's yes.
pub const ACCEPT: &str = "accept";
/// The `act` of its no.
pub const DECLINE: &str = "decline";

/// One button, an invitation with two, or why the link does not open any more.
#[component]
pub fn SpendLink() -> impl IntoView {
    let token = use_params_map().with_untracked(|params| params.get("token").unwrap_or_default());
    let is_declined = use_query_map().with_untracked(|query| query.get_str("done").is_some());
    let content = Suspend::new(async move {
        match is_declined {
            true => view! { <Declined /> }.into_any(),
            false => show(checked(token).await).into_any(),
        }
    });
    view! {
        <section class="page narrow sign-in">
            <Suspense>{content}</Suspense>
        </section>
    }
    .into_any()
}

/// The token, if it opens, and the invitation that it holds.
async fn checked(token: String) -> Result<(String, Option<Invitation>), Refused> {
    let invitation = accounts::peek_link(&services(), &token).await?;
    Ok((token, invitation))
}

fn show(checked: Result<(String, Option<Invitation>), Refused>) -> impl IntoView {
    let title = match &checked {
        Ok((_, None)) => key::SIGN_IN_LINK_TITLE,
        Ok((_, Some(_))) => key::INVITATION_TITLE,
        Err(_) => key::SIGN_IN_LINK_SPENT,
    };
    let content = match checked {
        Ok((token, None)) => view! { <Open token /> }.into_any(),
        Ok((token, Some(invitation))) => view! { <Answer token invitation /> }.into_any(),
        Err(refused) => view! { <Spent refused /> }.into_any(),
    };
    view! { <Title text=say(title) /> {content} }
}

/// An invitation with yes and no: yes signs in and opens the partnership.
#[component]
fn Answer(token: String, invitation: Invitation) -> impl IntoView {
    let to = format!("/sign-in/{token}");
    let (yes, no) = (Form::new(ACCEPT), Form::new(DECLINE));
    let name = invitation.name.clone().map(|name| {
        let form = yes.clone();
        view! {
            <Input
                form
                name="name"
                label=key::NEW_PARTNERSHIP_YOUR_NAME
                value=name
                autocomplete="name"
                help=say(key::ACCOUNT_NAME_HELP)
            />
        }
    });
    view! {
        <h1>{say(key::INVITATION_TITLE)}</h1>
        <Offer invitation />
        <Posted form=yes to=to.clone() send=key::INVITATION_ACCEPT>
            {name}
        </Posted>
        <Posted form=no to send=key::INVITATION_DECLINE look="">
            <p class="faint">{say(key::INVITATION_DECLINE_HELP)}</p>
        </Posted>
    }
    .into_any()
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
fn Declined() -> impl IntoView {
    view! {
        <Title text=say(key::INVITATION_TITLE) />
        <h1 role="status">{say(key::INVITATION_DECLINED)}</h1>
        <p>
            <a class="button" href="/">
                {say(key::TO_FIRST_PAGE)}
            </a>
        </p>
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
