//! The forms of a proposal: its steps, its versions, and looking at what happened meanwhile.

use super::Sent;
use crate::site::Site;
use app::{
    CHANGE_REVIEW, CLOSE_REVIEW, EVERY_COMMENT, EVERYBODY, FINAL_RULE, HASH, INVITED, KEEP,
    OBJECTIONS, RENAME, RULE, SECTION, SEEN, STATE, SUM_UP,
    api::done::{
        kept_address, named_address, restored_address, reviewed_address, ruled_address,
        settings_address, step_address,
    },
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use model::{
    error::Refusal, ids::ProposalId, language::Language, proposal::SectionKey, step::Step, workflow,
};
use services::{
    Services,
    comparisons::{self, Moment},
    proposals::{self, NewSection, NewSettings, Seen},
    rounds::{self, Asking},
    seen as last_seen, versions as kept,
};

/// `POST /proposals/{id}/step/{step}`: takes the step and leads to the proposal's page, which says so.
pub async fn step(
    State(site): State<Site>,
    Path((id, step)): Path<(String, String)>,
    sent: Sent,
) -> Response {
    let done = take(&site.services, &id, &step, &sent).await;
    sent.answer(&site, done).await
}

async fn take(s: &Services, id: &str, step: &str, sent: &Sent) -> services::Result<String> {
    let me = sent.account()?;
    let id: ProposalId = id.parse().map_err(|_| Refusal::NotFound)?;
    let step = Step::from_code(step).ok_or(Refusal::NotFound)?;
    if step.needs_fresh_sign_in() {
        sent.check_fresh(s).await?;
    }
    let hash = sent.filled.get(HASH);
    match step {
        Step::SignOff => kept::sign_off_text(s, me, id, hash).await?,
        Step::Withdraw => kept::withdraw(s, me, id).await?,
        Step::Publish => proposals::publish_seen(s, me, id, true, hash).await?,
        Step::Unpublish => proposals::publish_seen(s, me, id, false, hash).await?,
        Step::OpenReview | Step::ToSignOff | Step::Finalise | Step::SendBack | Step::Unlock => {
            let Move {
                seen,
                to,
                reason,
                asked,
            } = wanted(step, sent)?;
            proposals::move_seen(s, me, id, seen, to, &reason, asked).await?
        }
    };
    Ok(step_address(id, step))
}

/// `POST /proposals/{id}/versions/{number}/restore`: puts a version's text back and leads to the
/// proposal's page, which says so.
pub async fn restore(
    State(site): State<Site>,
    Path((id, number)): Path<(String, String)>,
    sent: Sent,
) -> Response {
    let done = put_back(&site.services, &id, &number, &sent).await;
    sent.answer(&site, done).await
}

async fn put_back(s: &Services, id: &str, number: &str, sent: &Sent) -> services::Result<String> {
    let me = sent.account()?;
    let id: ProposalId = id.parse().map_err(|_| Refusal::NotFound)?;
    let number: u32 = number.parse().map_err(|_| Refusal::NotFound)?;
    let section = Some(sent.filled.get(SECTION)).filter(|section| !section.is_empty());
    let section = section.map(|section| SectionKey(section.to_owned()));
    kept::restore(s, me, id, number, section).await?;
    Ok(restored_address(id, number))
}

/// `POST /proposals/{id}/versions`: keeps a version under a name, or names one, and leads to the list.
pub async fn versions(State(site): State<Site>, Path(id): Path<String>, sent: Sent) -> Response {
    let done = name(&site.services, &id, &sent).await;
    sent.answer(&site, done).await
}

async fn name(s: &Services, id: &str, sent: &Sent) -> services::Result<String> {
    let me = sent.account()?;
    let id: ProposalId = id.parse().map_err(|_| Refusal::NotFound)?;
    let (act, name) = (sent.text("act"), sent.text("name"));
    if act == KEEP {
        let number = kept::keep_named(s, me, id, &name).await?;
        return Ok(kept_address(id, number));
    }
    let number = act.strip_prefix(RENAME).and_then(|it| it.parse().ok());
    let number = number.ok_or(Refusal::NoSuchVersion)?;
    kept::name(s, me, id, number, &name).await?;
    Ok(named_address(id, number))
}

/// `POST /proposals/{id}/decisions`: says what a final needs, and leads to the list that says so.
pub async fn decisions(State(site): State<Site>, Path(id): Path<String>, sent: Sent) -> Response {
    let done = rule(&site.services, &id, &sent).await;
    sent.answer(&site, done).await
}

async fn rule(s: &Services, id: &str, sent: &Sent) -> services::Result<String> {
    let me = sent.account()?;
    let id: ProposalId = id.parse().map_err(|_| Refusal::NotFound)?;
    if sent.filled.get("act") != FINAL_RULE {
        return Err(Refusal::Unfit.into());
    }
    let every_comment = match sent.filled.get(RULE) {
        EVERY_COMMENT => true,
        OBJECTIONS => false,
        _ => return Err(Refusal::Unfit.into()),
    };
    proposals::set_final_rule(s, me, id, every_comment).await?;
    Ok(ruled_address(id))
}

/// `POST /proposals/{id}/seen`: the member looks at what happened, and is led to what changed since.
pub async fn seen(State(site): State<Site>, Path(id): Path<String>, sent: Sent) -> Response {
    let done = look(&site.services, &id, &sent).await;
    sent.answer(&site, done).await
}

async fn look(s: &Services, id: &str, sent: &Sent) -> services::Result<String> {
    let me = sent.account()?;
    let id: ProposalId = id.parse().map_err(|_| Refusal::NotFound)?;
    let since = last_seen::look(s, me, id).await?;
    let page = |version| comparisons::address(id, Moment::Version(version), Moment::Now);
    Ok(match since {
        Some(since) => match since.version {
            Some(version) => format!("{}?after={}", page(version), since.at.0),
            // Nothing was kept yet: there is nothing to compare with.
            None => format!("/proposals/{id}/decisions"),
        },
        None => format!("/proposals/{id}"),
    })
}

/// A move as its form asks for it.
struct Move<'a> {
    seen: Seen<'a>,
    to: workflow::State,
    reason: String,
    asked: Asking,
}

fn wanted(step: Step, sent: &Sent) -> services::Result<Move<'_>> {
    use workflow::State;
    let back = matches!(step, Step::SendBack | Step::Unlock);
    let exact = matches!(step, Step::Finalise | Step::Unlock);
    let (from, to) = match step {
        Step::OpenReview => (State::Draft, State::InReview),
        Step::ToSignOff => (State::InReview, State::Agreed),
        Step::Finalise => (State::Agreed, State::Final),
        Step::Unlock => (State::Final, state(sent, "to")?),
        _ => (state(sent, STATE)?, state(sent, "to")?),
    };
    // A final goes back by unlocking it, and by nothing else.
    if step == Step::SendBack && from == State::Final {
        return Err(Refusal::Locked.into());
    }
    Ok(Move {
        seen: Seen {
            state: from,
            hash: exact.then(|| sent.filled.get(HASH)),
        },
        to,
        reason: match back {
            true => sent.given("reason", Refusal::ReasonMissing)?,
            false => String::new(),
        },
        asked: match step {
            Step::OpenReview => asked(sent)?,
            _ => Asking::default(),
        },
    })
}

/// Whom a review asks, and until when.
fn asked(sent: &Sent) -> Result<Asking, Refusal> {
    let members = sent.filled.all(INVITED).map(|it| it.parse());
    let languages = sent.filled.all("languages").map(Language::from_code);
    Ok(Asking {
        last_day: Some(sent.text("last_day")).filter(|day| !day.is_empty()),
        languages: languages.collect::<Option<_>>().ok_or(Refusal::Unfit)?,
        members: members
            .collect::<Result<_, _>>()
            .map_err(|_| Refusal::Unfit)?,
    })
}

/// `POST /proposals/{id}/reviews`: changes, closes or sums up the newest review, and leads to the page.
pub async fn reviews(State(site): State<Site>, Path(id): Path<String>, sent: Sent) -> Response {
    let done = review(&site.services, &id, &sent).await;
    sent.answer(&site, done).await
}

async fn review(s: &Services, id: &str, sent: &Sent) -> services::Result<String> {
    let me = sent.account()?;
    let id: ProposalId = id.parse().map_err(|_| Refusal::NotFound)?;
    let summary = sent.text("summary");
    match sent.filled.get("act") {
        CHANGE_REVIEW => rounds::change(s, me, id, asked(sent)?).await.map(drop)?,
        CLOSE_REVIEW => rounds::close(s, me, id, &summary).await.map(drop)?,
        SUM_UP => rounds::sum_up(s, me, id, &summary).await?,
        _ => return Err(Refusal::Unfit.into()),
    }
    Ok(reviewed_address(id))
}

/// `POST /proposals/{id}/settings`: keeps the settings and leads to the page that says so.
pub async fn settings(State(site): State<Site>, Path(id): Path<String>, sent: Sent) -> Response {
    let done = set(&site.services, &id, &sent).await;
    sent.answer(&site, done).await
}

async fn set(s: &Services, id: &str, sent: &Sent) -> services::Result<String> {
    let me = sent.account()?;
    let id: ProposalId = id.parse().map_err(|_| Refusal::NotFound)?;
    let languages = sent.filled.all("languages").map(Language::from_code);
    let rows = 0..sent.filled.rows("sections");
    let new = NewSettings {
        title: sent.texts("title"),
        languages: languages.collect::<Option<_>>().ok_or(Refusal::Unfit)?,
        sections: rows
            .map(|index| section(sent, index))
            .collect::<Result<_, _>>()?,
        seen: sent.filled.get(SEEN).parse().unwrap_or_default(),
    };
    proposals::set_settings(s, me, id, new).await?;
    Ok(settings_address(id))
}

fn section(sent: &Sent, index: usize) -> Result<NewSection, Refusal> {
    let name = |field: &str| format!("sections.{index}.{field}");
    let is_set = |field: &str| !sent.filled.get(&name(field)).is_empty();
    let owner = match sent.filled.get(&name("owner")) {
        EVERYBODY => None,
        side => Some(side.parse().map_err(|_| Refusal::Unfit)?),
    };
    Ok(NewSection {
        key: SectionKey(sent.text(&name("key"))),
        is_on: is_set("on"),
        required: is_set("required"),
        limit_chars: sent.text(&name("limit")),
        owner,
    })
}

/// The page offers nothing else than the states.
fn state(sent: &Sent, name: &str) -> Result<workflow::State, Refusal> {
    workflow::State::from_code(sent.filled.get(name)).ok_or(Refusal::Unfit)
}
