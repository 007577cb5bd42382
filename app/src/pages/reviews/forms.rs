//! What an admin says about the newest review: plain forms.

use super::address;
use crate::parts::{
    choice::LanguageChoice,
    form::{Area, Fold, Form, Input, Posted, Tied, Why},
    said::{person, say},
};
use leptos::prelude::*;
use model::{partnership::Member, proposal::ProposalPage, text::key, workflow::State};
use services::rounds::Review;

/// What `server` knows the form by that asks others, or until another day.
pub const CHANGE_REVIEW: &str = "change-review";
/// The form that closes the review.
pub const CLOSE_REVIEW: &str = "close-review";
/// The form that says what it came to.
pub const SUM_UP: &str = "sum-up";
/// The field with who is invited, as often as there are people.
pub const INVITED: &str = "members";

/// The forms that are open now.
#[component]
pub(super) fn Forms(page: ProposalPage, review: Review) -> impl IntoView {
    let is_open = review.round.closed_at.is_none();
    let in_review = page.progress.state == State::InReview;
    let change = in_review.then(|| view! { <Change page=page.clone() review=review.clone() /> });
    let end = match is_open {
        true => view! { <Close page /> }.into_any(),
        false => view! { <SumUp page summary=review.summary /> }.into_any(),
    };
    view! {
        <div class="review-forms">{change} {end}</div>
    }
    .into_any()
}

#[component]
fn Change(page: ProposalPage, review: Review) -> impl IntoView {
    let form = Form::new(CHANGE_REVIEW);
    let members: Vec<Member> = page
        .members
        .iter()
        .filter(|it| !it.pending)
        .cloned()
        .collect();
    let invited: Vec<String> = review
        .invited
        .iter()
        .map(|it| it.account.to_string())
        .collect();
    let summary = match review.round.closed_at {
        Some(_) => say(key::REVIEWS_PROLONG),
        None => say(key::REVIEWS_CHANGE),
    };
    view! {
        <Fold look="fold small" form=form.clone() summary>
            <Posted form=form.clone() to=address(page.proposal.id) send=key::REVIEWS_CHANGE_SEND>
                <Input
                    form=form.clone()
                    name="last_day"
                    label=key::STEP_LAST_DAY
                    kind="date"
                    value=review.round.last_day.clone().unwrap_or_default()
                    required=false
                />
                <Invite form=form.clone() members=members.clone() invited=invited.clone() />
                <LanguageChoice
                    form=form.clone()
                    legend=key::STEP_LANGUAGES
                    chosen=review.languages.clone()
                    help=say(key::REVIEWS_LANGUAGES_HELP)
                />
            </Posted>
        </Fold>
    }
    .into_any()
}

/// Who is invited: nobody ticked is everybody.
#[component]
pub fn Invite(form: Form, members: Vec<Member>, invited: Vec<String>) -> impl IntoView {
    let tied = Tied::of(&form, INVITED, true);
    let invited: Vec<String> = match form.filled() {
        Some(filled) => filled.all(INVITED).map(str::to_owned).collect(),
        None => invited,
    };
    let mut comes_first = tied.comes_first;
    let option = |it: Member| {
        let id = it.account.to_string();
        view! {
            <label class="tick">
                <input
                    type="checkbox"
                    name=INVITED
                    value=id.clone()
                    checked=invited.contains(&id)
                    autofocus=std::mem::take(&mut comes_first)
                />
                <span>{person(&it.name)}</span>
            </label>
        }
    };
    let options = members.into_iter().map(option).collect_view();
    let help_id = tied.help_id();
    view! {
        <fieldset class="field" aria-describedby=tied.described_by.clone()>
            <legend>{say(key::REVIEWS_INVITED)}</legend>
            <div class="ticks">{options}</div>
            <p class="field-help" id=help_id>{say(key::REVIEWS_INVITED_HELP)}</p>
            <Why tied=tied.clone() />
        </fieldset>
    }
    .into_any()
}

#[component]
fn Close(page: ProposalPage) -> impl IntoView {
    let form = Form::new(CLOSE_REVIEW);
    view! {
        <Fold look="fold small" form=form.clone() summary=say(key::REVIEWS_CLOSE)>
            <Posted form=form.clone() to=address(page.proposal.id) send=key::REVIEWS_CLOSE_SEND>
                <Area
                    form=form.clone()
                    name="summary"
                    label=key::REVIEWS_SUMMARY_LATER
                    required=false
                />
            </Posted>
        </Fold>
    }
    .into_any()
}

#[component]
fn SumUp(page: ProposalPage, summary: String) -> impl IntoView {
    let form = Form::new(SUM_UP);
    let title = match summary.is_empty() {
        true => say(key::REVIEWS_SUM_UP),
        false => say(key::REVIEWS_SUM_UP_AGAIN),
    };
    view! {
        <Fold look="fold small" form=form.clone() summary=title>
            <Posted form=form.clone() to=address(page.proposal.id) send=key::REVIEWS_SUM_UP_SEND>
                <Area
                    form=form.clone()
                    name="summary"
                    label=key::REVIEWS_SUMMARY
                    value=summary.clone()
                />
            </Posted>
        </Fold>
    }
    .into_any()
}
