//! A step on the way of a proposal: a page that says what it is about and what follows, and the form
//! that does it. It needs no script.

mod about;
mod fields;

use super::{id_in_path, proposal::load};
use crate::{
    api::{
        Refused,
        context::{account, check_fresh, refuse, services},
        tried::Tried,
    },
    parts::{
        awaited::awaited,
        form::{Alone, Form, Posted},
        said::{best, language, say, say_of},
        step::{address, title},
    },
};
use about::About;
use fields::Fields;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use model::{
    error::Refusal,
    ids::ProposalId,
    proposal::ProposalPage,
    step::Step,
    text::{Key, key, refusal},
};
use services::proposals;

/// The field with the fingerprint of the text that the form is about.
pub const HASH: &str = "hash";
/// The field with the state that the form was made in.
pub const STATE: &str = "state";
/// The field with the newest version that was there.
pub const VERSION: &str = "version";

/// The page of the step in the path.
#[component]
pub fn StepPage() -> impl IntoView {
    let code = use_params_map().with_untracked(|params| params.get("step"));
    let step = code.and_then(|code| Step::from_code(&code));
    awaited(load_step(id_in_path(), step), |shown| {
        view! { <Content shown /> }.into_any()
    })
}

/// What the page shows.
#[derive(Clone)]
struct Shown {
    step: Step,
    /// As the proposal is now.
    page: ProposalPage,
    /// The text that the step is about.
    of: ProposalPage,
    /// Why the step is not open to the viewer now.
    why: Option<Refusal>,
}

impl Shown {
    /// The fingerprint of the text that the step is about.
    fn hash(&self) -> &str {
        &self.of.progress.present_hash
    }
}

/// For members. What matters most is shown to whom a link from the mail has just proved who asks.
async fn load_step(id: Result<ProposalId, Refused>, step: Option<Step>) -> Result<Shown, Refused> {
    let me = account()?;
    let step = step.ok_or_else(|| refuse(Refusal::NotFound))?;
    let page = load(id).await?;
    if page.me.is_none() {
        return Err(refuse(Refusal::NotFound));
    }
    let why = step.check(page.me.as_ref(), &page.progress).err();
    let why = why.map(|why| refuse(why).0);
    if why.is_none() && step.needs_fresh_sign_in() {
        check_fresh().await?;
    }
    let version = step.version(page.me.as_ref(), &page.progress);
    let id = page.proposal.id;
    let of = match version.map(|it| it.number) {
        None => page.clone(),
        Some(number) => proposals::version_page(&services(), Some(me), id, number).await?,
    };
    Ok(Shown {
        step,
        page,
        of,
        why,
    })
}

#[component]
fn Content(shown: Shown) -> impl IntoView {
    let id = shown.page.proposal.id;
    let proposal = best(&shown.page.proposal.title);
    let words = say(title(shown.step));
    let content = match shown.why.clone() {
        Some(why) => view! { <NotNow why id /> }.into_any(),
        None => view! { <Ask shown /> }.into_any(),
    };
    view! {
        <Title text=format!("{words}: {proposal}") />
        <section class="page narrow step">
            <p>
                <a href=format!("/proposals/{id}")>{proposal}</a>
            </p>
            <h1>{words}</h1>
            {content}
        </section>
    }
    .into_any()
}

/// Why there is no form: what was tried was refused, or the step is not open to the viewer.
#[component]
fn NotNow(why: Refusal, id: ProposalId) -> impl IntoView {
    let tried = use_context::<Tried>().and_then(|tried| tried.refusal);
    let refused = refusal::sentence(language(), &tried.unwrap_or(why));
    view! {
        <Alone refused />
        <p>
            <a class="button" href=format!("/proposals/{id}")>
                {say(key::STEP_NOT_NOW)}
            </a>
        </p>
    }
    .into_any()
}

#[component]
fn Ask(shown: Shown) -> impl IntoView {
    let step = shown.step;
    let form = Form::new(step.code());
    let id = shown.page.proposal.id;
    let (follows, told) = consequences(step);
    let changed = form.was_refused_for(&Refusal::TextChanged);
    let since = form.value(VERSION, "");
    let look = match step {
        Step::Unlock | Step::Unpublish => "danger",
        _ => "primary",
    };
    view! {
        <About shown=shown.clone() />
        <p>{say(follows)}</p>
        <p>{say(told)}</p>
        {changed.then(|| view! { <Changed id since /> })}
        <Posted
            form=form.clone()
            to=address(id, step)
            send=title(step)
            look=look
            instead=format!("/proposals/{id}")
        >
            <Fields form shown />
        </Posted>
    }
    .into_any()
}

/// The text is another one now: who sends the form again has seen this.
#[component]
fn Changed(id: ProposalId, since: String) -> impl IntoView {
    let since = since.parse::<u32>().ok();
    since.map(|since| {
        let changes = format!("/proposals/{id}/compare/{since}/now");
        view! {
            <p>
                <a href=changes target="_blank">
                    {say_of(key::STEP_CHANGES, "version", since)}
                </a>
            </p>
        }
    })
}

/// What follows, and who is told.
fn consequences(step: Step) -> (Key, Key) {
    match step {
        Step::OpenReview => (key::STEP_OPEN_REVIEW_FOLLOWS, key::STEP_TOLD_ASKED),
        Step::ToSignOff => (key::STEP_TO_SIGN_OFF_FOLLOWS, key::STEP_TOLD_SIGNERS),
        Step::SignOff => (key::STEP_SIGN_OFF_FOLLOWS, key::STEP_TOLD_NOBODY),
        Step::Withdraw => (key::STEP_WITHDRAW_FOLLOWS, key::STEP_TOLD_NOBODY),
        Step::Finalise => (key::STEP_FINALISE_FOLLOWS, key::STEP_TOLD_EVERYBODY),
        Step::SendBack => (key::STEP_SEND_BACK_FOLLOWS, key::STEP_TOLD_SIDES),
        Step::Unlock => (key::STEP_UNLOCK_FOLLOWS, key::STEP_TOLD_MEMBERS),
        Step::Publish => (key::STEP_PUBLISH_FOLLOWS, key::STEP_TOLD_ADMINS),
        Step::Unpublish => (key::STEP_UNPUBLISH_FOLLOWS, key::STEP_TOLD_ADMINS),
    }
}
