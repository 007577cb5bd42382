//! The facts of a partnership as one form, for its admins, in all languages side by side.
//!
//! It needs no script: a button that adds or removes a row sends the form, and it comes back with
//! everything that was typed.

mod lists;
mod rows;

use crate::{
    api::{
        Refused,
        context::{account, services},
    },
    pages::id_in_path,
    parts::{
        awaited::awaited,
        form::{Form, InLanguages, Input, Posted},
        said::{best, language, say},
    },
};
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    error::Refusal, ids::PartnershipId, language::Language, partnership::Partnership, text::key,
};
use services::partnerships;

/// The form's `act`.
pub const ACT: &str = "facts";
/// The name of the mark of the facts that the form was made from.
pub const MARK: &str = "mark";

/// The form of the id in the path.
#[component]
pub fn Edit() -> impl IntoView {
    awaited(load(id_in_path()), |(facts, mark)| {
        view! { <Content facts mark /> }.into_any()
    })
}

async fn load(id: Result<PartnershipId, Refused>) -> Result<(Partnership, String), Refused> {
    let id = id?;
    Ok(partnerships::facts(&services(), account()?, id).await?)
}

#[component]
fn Content(facts: Partnership, mark: String) -> impl IntoView {
    let form = Form::new(ACT);
    let page = format!("/partnerships/{}", facts.id);
    let outdated = form.was_refused_for(&Refusal::Outdated);
    // Who was told that the facts have changed may write over them; nobody does so unawares.
    let mark = match outdated {
        true => mark,
        false => form.value(MARK, &mark),
    };
    view! {
        <Title text=say(key::FACTS_TITLE) />
        <section class="page facts-form">
            <p>
                <a href=page.clone()>{best(&facts.title)}</a>
            </p>
            <h1>{say(key::FACTS_TITLE)}</h1>
            <p class="lead">{say(key::FACTS_LEAD)}</p>
            {outdated.then(|| view! { <Outdated page=page.clone() /> })}
            <Posted form=form.clone() to=format!("{page}/edit") send=key::SAVE instead=page>
                // Return presses the first button of a form: it must not be one that adds a row.
                <button class="unseen" tabindex="-1" aria-hidden="true">
                    {say(key::SAVE)}
                </button>
                <input type="hidden" name=MARK value=mark />
                <About form=form.clone() facts=facts.clone() />
                <lists::TargetGroups form=form.clone() texts=facts.target_groups />
                <lists::Activities form=form.clone() activities=facts.activities />
                <lists::Justification form=form.clone() texts=facts.justification />
                <Money form=form.clone() budget_cents=facts.budget_cents />
                <lists::Shares form=form.clone() shares=facts.budget_shares />
                <lists::Organisations form organisations=facts.organisations />
            </Posted>
        </section>
    }
    .into_any()
}

/// Saving again writes over what somebody else has saved: said before, with a way to look at it.
#[component]
fn Outdated(page: String) -> impl IntoView {
    view! {
        <p class="alert">
            {say(key::FACTS_OUTDATED)} " "
            <a href=page target="_blank">
                {say(key::FACTS_SEE_NOW)}
            </a>
        </p>
    }
    .into_any()
}

#[component]
fn About(form: Form, facts: Partnership) -> impl IntoView {
    view! {
        <InLanguages
            form=form.clone()
            name="title"
            legend=say(key::NEW_PARTNERSHIP_TITLE)
            help=say(key::IN_LANGUAGES_HELP)
            texts=facts.title
        />
        <InLanguages
            form=form.clone()
            name="programme"
            legend=say(key::FACTS_PROGRAMME)
            texts=facts.programme
            rows=3
        />
        <div class="pair">
            <Input
                form=form.clone()
                name="first_day"
                label=key::NEW_PARTNERSHIP_FIRST_DAY
                kind="date"
                value=facts.first_day
            />
            <Input
                form=form.clone()
                name="last_day"
                label=key::NEW_PARTNERSHIP_LAST_DAY
                kind="date"
                value=facts.last_day
            />
        </div>
        <InLanguages
            form
            name="objective"
            legend=say(key::PARTNERSHIP_OBJECTIVE)
            texts=facts.objective
            rows=6
        />
    }
    .into_any()
}

#[component]
fn Money(form: Form, budget_cents: i64) -> impl IntoView {
    view! {
        <h2>{say(key::PARTNERSHIP_BUDGET)}</h2>
        <div class="pair">
            <Input
                form
                name="budget"
                label=key::FACTS_BUDGET
                value=euros(language(), budget_cents)
                required=false
                keys="decimal"
            />
        </div>
    }
    .into_any()
}

/// An amount as one types it: without groups, with cents only where there are some.
fn euros(language: Language, cents: i64) -> String {
    let (whole, rest) = (cents / 100, cents % 100);
    match (rest, language) {
        (0, _) if whole == 0 => String::new(),
        (0, _) => whole.to_string(),
        (_, Language::En) => format!("{whole}.{rest:02}"),
        (_, Language::Lv | Language::Pl) => format!("{whole},{rest:02}"),
    }
}
