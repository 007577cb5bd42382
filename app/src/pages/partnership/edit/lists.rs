//! The lists among the facts.

use super::rows::Rows;
use crate::parts::{
    choice::Choice,
    country::CountryChoice,
    form::{Form, InLanguages, Input},
    said::{say, say_of},
};
use leptos::prelude::*;
use model::{
    language::Texts,
    partnership::{Activity, ActivityKind, BudgetShare, Organisation},
    text::{Key, key},
};

/// What a row of this list is called.
fn numbered(name: Key, index: usize) -> String {
    say_of(name, "number", index + 1)
}

/// Whom the project is for, one group a row.
#[component]
pub fn TargetGroups(form: Form, texts: Vec<Texts>) -> impl IntoView {
    let of = form.clone();
    let there = texts.len();
    let row = move |index: usize| {
        view! {
            <InLanguages
                form=of.clone()
                name=format!("target_groups.{index}")
                legend=numbered(key::FACTS_TARGET_GROUP, index)
                texts=texts.get(index).cloned().unwrap_or_default()
                rows=2
            />
        }
        .into_any()
    };
    let row_name = key::FACTS_TARGET_GROUP;
    view! { <Rows form list="target_groups" title=key::PARTNERSHIP_TARGET_GROUPS row_name there row /> }
}

/// Why the project is needed, one paragraph a row.
#[component]
pub fn Justification(form: Form, texts: Vec<Texts>) -> impl IntoView {
    let of = form.clone();
    let there = texts.len();
    let row = move |index: usize| {
        view! {
            <InLanguages
                form=of.clone()
                name=format!("justification.{index}")
                legend=numbered(key::FACTS_PARAGRAPH, index)
                texts=texts.get(index).cloned().unwrap_or_default()
                rows=6
            />
        }
        .into_any()
    };
    let row_name = key::FACTS_PARAGRAPH;
    view! { <Rows form list="justification" title=key::PARTNERSHIP_JUSTIFICATION row_name there row /> }
}

/// What the project does, one activity a row.
#[component]
pub fn Activities(form: Form, activities: Vec<Activity>) -> impl IntoView {
    let of = form.clone();
    let there = activities.len();
    let row = move |index: usize| {
        let activity = activities.get(index).cloned();
        view! { <ActivityRow form=of.clone() index activity /> }.into_any()
    };
    let row_name = key::FACTS_ACTIVITY;
    view! { <Rows form list="activities" title=key::PARTNERSHIP_ACTIVITIES row_name there row /> }
}

#[component]
fn ActivityRow(form: Form, index: usize, activity: Option<Activity>) -> impl IntoView {
    let name = |field: &str| format!("activities.{index}.{field}");
    let id = activity.as_ref().map(|it| it.id.to_string());
    let id = form.value(&name("id"), &id.unwrap_or_default());
    let kind = activity.as_ref().map_or(ActivityKind::Study, |it| it.kind);
    let option = |kind: ActivityKind| {
        let words = say_of(key::ACTIVITY_KIND, "kind", kind.code());
        (kind.code().to_owned(), words)
    };
    let options = ActivityKind::ALL.into_iter().map(option).collect();
    view! {
        <input type="hidden" name=name("id") value=id />
        <InLanguages
            form=form.clone()
            name=name("title")
            legend=numbered(key::FACTS_ACTIVITY, index)
            texts=activity.map(|it| it.title).unwrap_or_default()
            rows=2
        />
        <Choice form name=name("kind") label=key::FACTS_ACTIVITY_KIND chosen=kind.code() options />
    }
    .into_any()
}

/// How the budget is paid, one share a row.
#[component]
pub fn Shares(form: Form, shares: Vec<BudgetShare>) -> impl IntoView {
    let of = form.clone();
    let there = shares.len();
    let row = move |index: usize| {
        let share = shares.get(index).cloned();
        view! { <ShareRow form=of.clone() index share /> }.into_any()
    };
    let row_name = key::FACTS_SHARE;
    view! { <Rows form list="budget_shares" title=key::FACTS_SHARES row_name there row /> }
}

#[component]
fn ShareRow(form: Form, index: usize, share: Option<BudgetShare>) -> impl IntoView {
    let name = |field: &str| format!("budget_shares.{index}.{field}");
    let percent = share.as_ref().map(|it| it.percent.to_string());
    let (title, when) = share.map(|it| (it.title, it.when)).unwrap_or_default();
    view! {
        <InLanguages
            form=form.clone()
            name=name("title")
            legend=numbered(key::FACTS_SHARE, index)
            texts=title
        />
        <InLanguages
            form=form.clone()
            name=name("when")
            legend=numbered(key::FACTS_SHARE_WHEN, index)
            texts=when
            rows=2
        />
        <Input
            form
            name=name("percent")
            label=key::FACTS_SHARE_PERCENT
            value=percent.unwrap_or_default()
            required=false
            keys="numeric"
            help=say(key::FACTS_SHARE_PERCENT_HELP)
        />
    }
    .into_any()
}

/// Sides that are there stay; new partners may be added.
#[component]
pub fn Organisations(form: Form, organisations: Vec<Organisation>) -> impl IntoView {
    let of = form.clone();
    let there = organisations.len();
    let row = move |index: usize| {
        let organisation = organisations.get(index).cloned();
        view! { <OrganisationRow form=of.clone() index organisation /> }.into_any()
    };
    let row_name = key::FACTS_ORGANISATION;
    view! {
        <Rows
            form
            list="organisations"
            title=key::FACTS_ORGANISATIONS
            row_name
            there
            fixed=there
            row
        />
    }
}

#[component]
fn OrganisationRow(form: Form, index: usize, organisation: Option<Organisation>) -> impl IntoView {
    let name = |field: &str| format!("organisations.{index}.{field}");
    let id = organisation.as_ref().map(|it| it.id.to_string());
    let id = form.value(&name("id"), &id.unwrap_or_default());
    let legend = match index {
        0 => key::NEW_PARTNERSHIP_APPLICANT,
        _ => key::NEW_PARTNERSHIP_PARTNER,
    };
    let (country, address) = match &organisation {
        Some(it) => (it.country.clone(), it.address.clone()),
        None => Default::default(),
    };
    view! {
        <input type="hidden" name=name("id") value=id />
        <InLanguages
            form=form.clone()
            name=name("name")
            legend=say(legend)
            texts=organisation.map(|it| it.name).unwrap_or_default()
        />
        <div class="pair">
            <CountryChoice form=form.clone() name=name("country") country />
            <Input
                form
                name=name("address")
                label=key::FACTS_ADDRESS
                value=address
                required=false
            />
        </div>
    }
    .into_any()
}
