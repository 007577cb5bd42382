//! The reviews of a proposal, newest first: whom each asks until when, what it came to, and what became
//! of what the reader said in it.

pub mod forms;

use super::{
    id_in_path,
    proposal::{by, load},
};
use crate::{
    api::{
        Refused,
        context::{account, services},
        done::reviewed_said,
    },
    parts::{
        awaited::awaited,
        choice::language_names,
        done_note::DoneNote,
        form::Unshown,
        said::{best, language, person, say, say_of, say_with},
        when::When,
    },
};
use forms::Forms;
use leptos::prelude::*;
use leptos_meta::Title;
use model::{
    ids::ProposalId,
    ledger::{Ending, LedgerRow},
    proposal::ProposalPage,
    text::{day::day_text, key},
};
use services::rounds::{self, Review};

/// The page of the id in the path.
#[component]
pub fn Reviews() -> impl IntoView {
    awaited(load_all(id_in_path()), |(page, reviews)| {
        view! { <Content page reviews /> }.into_any()
    })
}

/// For members.
async fn load_all(id: Result<ProposalId, Refused>) -> Result<(ProposalPage, Vec<Review>), Refused> {
    let me = account()?;
    let id = id?;
    let reviews = rounds::list(&services(), me, id).await?;
    Ok((load(Ok(id)).await?, reviews))
}

/// The address of the page.
pub fn address(id: ProposalId) -> String {
    format!("/proposals/{id}/reviews")
}

#[component]
fn Content(page: ProposalPage, reviews: Vec<Review>) -> impl IntoView {
    let id = page.proposal.id;
    let title = best(&page.proposal.title);
    let done = reviewed_said().then(|| view! { <DoneNote words=say(key::REVIEWS_DONE) /> });
    let is_admin = page.me.as_ref().is_some_and(|me| me.role.may_administer());
    let is_empty = reviews.is_empty();
    let shown = is_admin && !is_empty;
    let one = |(place, review): (usize, Review)| {
        let may_change = is_admin && place == 0;
        view! { <One page=page.clone() review may_change /> }
    };
    let all = reviews.into_iter().enumerate().map(one).collect_view();
    view! {
        <Title text=format!("{}: {title}", say(key::REVIEWS_TITLE)) />
        <section class="page narrow reviews">
            <p>
                <a href=format!("/proposals/{id}")>{title}</a>
            </p>
            <h1>{say(key::REVIEWS_TITLE)}</h1>
            {done}
            <p class="lead">{say(key::REVIEWS_LEAD)}</p>
            <Unshown shown />
            {is_empty.then(|| view! { <p class="empty">{say(key::REVIEWS_NONE)}</p> })}
            {all}
        </section>
    }
    .into_any()
}

#[component]
fn One(page: ProposalPage, review: Review, may_change: bool) -> impl IntoView {
    let number = review.round.number;
    let id = format!("review-{number}");
    let title_id = format!("{id}-title");
    let summary = (!review.summary.is_empty()).then(|| {
        view! {
            <h3>{say(key::REVIEWS_SUMMARY)}</h3>
            <p class="review-summary said-body">{review.summary.clone()}</p>
        }
    });
    let forms = may_change.then(|| view! { <Forms page=page.clone() review=review.clone() /> });
    view! {
        <section class="review" id=id aria-labelledby=title_id.clone()>
            <h2 id=title_id.clone()>{say_of(key::REVIEWS_NUMBER, "number", number)}</h2>
            <Facts review=review.clone() />
            {summary}
            {forms}
            <Own proposal=page.proposal.id own=review.own />
        </section>
    }
    .into_any()
}

/// When, whom and in which languages, and how what was said has ended.
#[component]
fn Facts(review: Review) -> impl IntoView {
    let round = review.round;
    let last_day = round.last_day.map(|day| {
        let (day, zone) = (day_text(language(), &day), review.zone.unwrap_or_default());
        let values = [("day", (&day).into()), ("zone", zone.into())];
        view! {
            <dt>{say(key::STEP_LAST_DAY)}</dt>
            <dd>{say_with(key::REVIEWS_LAST_DAY, &values)}</dd>
        }
    });
    let closed = round.closed_at.map(|at| {
        let how = review
            .by_itself
            .then(|| format!(" ({})", say(key::REVIEWS_BY_ITSELF)));
        view! {
            <dt>{say(key::REVIEWS_CLOSED)}</dt>
            <dd><When at />{how}</dd>
        }
    });
    let names: Vec<String> = review.invited.iter().map(|it| person(&it.name)).collect();
    let invited = match names.is_empty() {
        true => say(key::REVIEWS_EVERYBODY),
        false => names.join(", "),
    };
    let languages = match review.languages.is_empty() {
        true => say(key::REVIEWS_ALL_LANGUAGES),
        false => language_names(&review.languages),
    };
    let ended = review.endings.into_iter().map(|(ending, many)| {
        let name = ending_name(ending);
        view! { <li>{name}": "{many}</li> }
    });
    let ended: Vec<_> = ended.collect();
    let is_any = !ended.is_empty();
    let ended = is_any.then(|| {
        view! {
            <dt>{say(key::REVIEWS_COMMENTS)}</dt>
            <dd>
                <ul class="plain">{ended}</ul>
            </dd>
        }
    });
    view! {
        <dl class="offer">
            <dt>{say(key::REVIEWS_OPENED)}</dt>
            <dd><When at=round.opened_at /></dd>
            {last_day}
            {closed}
            <dt>{say(key::REVIEWS_INVITED)}</dt>
            <dd>{invited}</dd>
            <dt>{say(key::STEP_LANGUAGES)}</dt>
            <dd>{languages}</dd>
            {ended}
        </dl>
    }
    .into_any()
}

fn ending_name(ending: Ending) -> String {
    match ending {
        Ending::Open => say(key::LEDGER_OPEN),
        Ending::Decided(outcome) => say_of(key::OUTCOME, "outcome", outcome.code()),
    }
}

/// What the reader said, each with what became of it; nothing where there is none.
#[component]
fn Own(proposal: ProposalId, own: Vec<LedgerRow>) -> impl IntoView {
    let is_any = !own.is_empty();
    let rows = own.into_iter().map(|row| view! { <Remark proposal row /> });
    let rows = rows.collect_view();
    is_any.then(|| {
        view! {
            <h3>{say(key::REVIEWS_YOURS)}</h3>
            <ul class="plain review-own">{rows}</ul>
        }
    })
}

#[component]
fn Remark(proposal: ProposalId, row: LedgerRow) -> impl IntoView {
    let code = row.field.language.code();
    let place = format!(
        "/proposals/{proposal}?live&lang={code}#thread-{}",
        row.thread
    );
    let ended = row
        .decisions
        .last()
        .filter(|_| !row.is_open)
        .map(|decision| {
            let outcome = say_of(key::OUTCOME, "outcome", decision.outcome.code());
            view! {
                <strong>{outcome}</strong>
                " "
                <span class="said-body">{decision.reason.clone()}</span>
                <span class="faint">" · " {by(decision)}</span>
            }
        });
    let open = row
        .is_open
        .then(|| view! { <strong>{say(key::LEDGER_OPEN)}</strong> });
    let said = row.said(language());
    view! {
        <li>
            <blockquote class="quote" lang=code>
                <a href=place rel="external">{row.quote}</a>
            </blockquote>
            <p class="said-body">{said}</p>
            <p>{ended}{open}</p>
        </li>
    }
    .into_any()
}
