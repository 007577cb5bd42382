//! "My account": the own name and language, devices, programs, partnerships, and the way out.

pub mod act;

mod devices;
pub mod invitations;
mod leaving;
mod programs;

use crate::{
    api::{
        Refused,
        context::{refuse, services, session},
        tried::Tried,
        visit::Visit,
    },
    parts::{
        awaited::awaited,
        choice::Choice,
        done_note::DoneNote,
        form::{Form, Input, Posted, Unshown},
        said::say,
    },
};
use act::AccountAct;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use model::{
    error::Refusal,
    ids::SessionId,
    language::Language,
    partnership::{Invitation, PartnershipRow, Viewer},
    text::key,
};
use services::{
    accounts::{self, Device},
    partnerships,
};

/// Where the page is, and its forms are sent.
pub const PLACE: &str = "/account";

/// What the page shows.
struct Found {
    viewer: Viewer,
    invitations: Vec<Invitation>,
    partnerships: Vec<PartnershipRow>,
    devices: Vec<Device>,
    /// The device that shows it.
    here: Option<SessionId>,
}

/// The page of whoever is signed in.
#[component]
pub fn Account() -> impl IntoView {
    awaited(load(), |found| view! { <Content found /> }.into_any())
}

async fn load() -> Result<Found, Refused> {
    let viewer = expect_context::<Visit>().viewer;
    let viewer = viewer.ok_or_else(|| refuse(Refusal::NotSignedIn))?;
    let (services, me) = (services(), viewer.account);
    Ok(Found {
        invitations: partnerships::invitations(&services, me).await?,
        partnerships: partnerships::list(&services, me).await?,
        devices: accounts::devices(&services, me).await?,
        here: session().map(|session| session.id()),
        viewer,
    })
}

#[component]
fn Content(found: Found) -> impl IntoView {
    let Found {
        viewer,
        invitations,
        partnerships,
        devices,
        here,
    } = found;
    let shown = is_shown(&invitations, &partnerships);
    let (programs, devices): (Vec<_>, Vec<_>) = devices.into_iter().partition(|it| it.is_program);
    view! {
        <Title text=say(key::ACCOUNT_TITLE) />
        <article class="page narrow account">
            <h1>{say(key::ACCOUNT_TITLE)}</h1>
            {done_words().map(|words| view! { <DoneNote words /> })}
            <Unshown shown />
            <invitations::Invitations invitations />
            <Identity viewer />
            <devices::Devices devices here />
            <programs::Programs programs />
            <leaving::Partnerships partnerships />
            <leaving::Goodbye />
        </article>
    }
    .into_any()
}

/// Whether what was tried has its form on the page, so that the refusal stands there.
fn is_shown(invitations: &[Invitation], partnerships: &[PartnershipRow]) -> bool {
    let tried = use_context::<Tried>();
    match tried.and_then(|tried| tried.act.parse().ok()) {
        Some(AccountAct::Accept(id) | AccountAct::Decline(id)) => {
            invitations.iter().any(|it| it.partnership == id)
        }
        Some(AccountAct::Leave(id)) => partnerships.iter().any(|it| it.id == id),
        Some(AccountAct::EndDevice(_)) | None => false,
        Some(
            AccountAct::Change | AccountAct::EndOthers | AccountAct::AddProgram | AccountAct::Erase,
        ) => true,
    }
}

/// What a form of the page has just done.
fn done_words() -> Option<String> {
    let done = use_query_map().with_untracked(|query| query.get("done"))?;
    let words = match done.as_str() {
        "changed" => key::ACCOUNT_CHANGED,
        "ended" => key::ACCOUNT_ENDED,
        "ended-others" => key::ACCOUNT_ENDED_OTHERS,
        "left" => key::ACCOUNT_LEFT,
        "declined" => key::INVITATION_DECLINED,
        _ => return None,
    };
    Some(say(words))
}

/// The own name, language and address.
#[component]
fn Identity(viewer: Viewer) -> impl IntoView {
    let form = Form::new(AccountAct::Change);
    let option = |language: Language| (language.code().to_owned(), language.own_name().to_owned());
    let options = Language::ALL.into_iter().map(option).collect();
    view! {
        <section aria-labelledby="account-identity">
            <h2 id="account-identity">{say(key::ACCOUNT_IDENTITY)}</h2>
            <Posted form=form.clone() to=PLACE send=key::SAVE>
                <Input
                    form=form.clone()
                    name="name"
                    label=key::MEMBERS_NAME
                    value=viewer.name
                    autocomplete="name"
                    help=say(key::ACCOUNT_NAME_HELP)
                />
                <Choice
                    form=form.clone()
                    name="language"
                    label=key::ACCOUNT_LANGUAGE
                    chosen=viewer.language.code()
                    options
                />
                <p>{say(key::SIGN_IN_MAIL)} ": " <strong>{viewer.mail}</strong></p>
            </Posted>
        </section>
    }
    .into_any()
}
