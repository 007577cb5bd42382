//! What an admin says about a review: whom it asks, until when, and what it came to.

use super::{end_of, newest};
use crate::{
    Services,
    access::{self, Rights},
    error::{Error, Result},
    input,
    journal::{self, Scope},
    partnerships::members_of,
    proposals::{publish_progress, rows::proposal_of},
    store::{
        Writing,
        entities::{round, round_member},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId, RoundId},
    journal::Act,
    language::Language,
    limits,
    proposal::Progress,
    workflow::State,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use std::collections::BTreeSet;

/// Whom a review asks, and until when.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asking {
    /// ISO 8601; none for a review without one.
    pub last_day: Option<String>,
    /// None of them is all of the proposal's.
    pub languages: Vec<Language>,
    /// None of them is every member.
    pub members: Vec<AccountId>,
}

/// Refuses whom a review of the proposal cannot ask, and a day that has ended; what is asked twice is
/// asked once.
pub(crate) async fn check_asked(
    s: &Services,
    txn: &Writing,
    id: ProposalId,
    asked: Asking,
) -> Result<Asking> {
    let day = |day: String| input::day(&day).map_err(|refusal| at("last_day", refusal));
    let last_day = asked.last_day.map(day).transpose()?;
    if let Some(day) = &last_day
        && end_of(txn, id, day).await?.at <= s.now()
    {
        return Err(at("last_day", Refusal::DayOver));
    }
    let proposal = proposal_of(txn, id).await?;
    let languages = Language::ALL.into_iter();
    let languages: Vec<_> = languages
        .filter(|it| asked.languages.contains(it))
        .collect();
    if !languages.iter().all(|it| proposal.languages.contains(it)) {
        return Err(at("languages", Refusal::NoSuchLanguage));
    }
    let members = members_of(txn, proposal.partnership).await?;
    let wanted: BTreeSet<_> = asked.members.into_iter().collect();
    let is_member = |it: &AccountId| {
        members
            .iter()
            .any(|known| known.account == *it && !known.pending)
    };
    match wanted.iter().all(is_member) {
        true => Ok(Asking {
            last_day,
            languages,
            members: wanted.into_iter().collect(),
        }),
        false => Err(at("members", Refusal::Unfit)),
    }
}

fn at(place: &str, refusal: Refusal) -> Error {
    Error::RefusedAt {
        place: place.to_owned(),
        refusal,
    }
}

/// Writes whom a round asks, in place of whom it asked before.
pub(crate) async fn invite(txn: &Writing, id: RoundId, asked: &Asking) -> Result<()> {
    round::Entity::update_many()
        .col_expr(round::Column::LastDay, Expr::value(asked.last_day.clone()))
        .col_expr(
            round::Column::Languages,
            Expr::value(json::to(&asked.languages)?),
        )
        .filter(round::Column::Id.eq(id.0))
        .exec(txn)
        .await?;
    round_member::Entity::delete_many()
        .filter(round_member::Column::Round.eq(id.0))
        .exec(txn)
        .await?;
    for account in &asked.members {
        let row = round_member::ActiveModel {
            round: Set(id.0),
            account: Set(account.0),
        };
        round_member::Entity::insert(row)
            .exec_without_returning(txn)
            .await?;
    }
    Ok(())
}

/// Whom a round asks now.
async fn asked_by(txn: &Writing, row: &round::Model) -> Result<Asking> {
    let invited = round_member::Entity::find()
        .filter(round_member::Column::Round.eq(row.id))
        .order_by_asc(round_member::Column::Account)
        .all(txn)
        .await?;
    Ok(Asking {
        last_day: row.last_day.clone(),
        languages: json::from(row.languages.clone())?,
        members: invited
            .into_iter()
            .map(|it| AccountId(it.account))
            .collect(),
    })
}

/// Asks others, or until another day; an admin's act while the proposal is in review. A round that was
/// closed meanwhile is open again.
pub async fn change(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    asked: Asking,
) -> Result<Progress> {
    let txn = s.begin().await?;
    let (rights, row) = held(&txn, account, id).await?;
    if rights.state != State::InReview {
        return Err(Refusal::Outdated.into());
    }
    let asked = check_asked(s, &txn, id, asked).await?;
    if row.closed_at.is_none() && asked == asked_by(&txn, &row).await? {
        // Whatever is told next may have to be written.
        drop(txn);
        return publish_progress(s, id, Vec::new()).await;
    }
    invite(&txn, RoundId(row.id), &asked).await?;
    round::Entity::update_many()
        .col_expr(round::Column::ClosedAt, Expr::value(None::<i64>))
        .col_expr(round::Column::ByItself, Expr::value(false))
        .filter(round::Column::Id.eq(row.id))
        .exec(&txn)
        .await?;
    let act = Act::ReviewChanged {
        number: row.number as u32,
        last_day: asked.last_day,
        languages: asked.languages,
        members: asked.members,
    };
    let scope = Scope::Proposal(rights.partnership, id);
    journal::append(s, &txn, scope, Some(account), &act).await?;
    let done = txn.commit().await?;
    publish_progress(s, id, done.of(id)).await
}

/// Writes what the newest review came to; an admin's act, also after the review.
pub async fn sum_up(s: &Services, account: AccountId, id: ProposalId, summary: &str) -> Result<()> {
    let txn = s.begin().await?;
    let (rights, row) = held(&txn, account, id).await?;
    let summary = input::text(summary, limits::REVIEW_SUMMARY_CHARS, Refusal::Empty);
    let summary = summary.map_err(|refusal| at("summary", refusal))?;
    if row.summary == summary {
        return Ok(());
    }
    write_summary(&txn, RoundId(row.id), summary.clone()).await?;
    let act = Act::ReviewSummedUp {
        number: row.number as u32,
        summary,
    };
    let scope = Scope::Proposal(rights.partnership, id);
    journal::append(s, &txn, scope, Some(account), &act).await?;
    txn.commit().await?;
    Ok(())
}

pub(super) async fn write_summary(txn: &Writing, id: RoundId, summary: String) -> Result<()> {
    round::Entity::update_many()
        .col_expr(round::Column::Summary, Expr::value(summary))
        .filter(round::Column::Id.eq(id.0))
        .exec(txn)
        .await?;
    Ok(())
}

/// The newest round, held, for an admin.
pub(super) async fn held(
    txn: &Writing,
    account: AccountId,
    id: ProposalId,
) -> Result<(Rights, round::Model)> {
    access::lock_proposal(txn, id).await?;
    let rights = access::rights_within(txn, Some(account), id).await?;
    rights.check_administer()?;
    let row = newest(txn, id).await?.ok_or(Refusal::Outdated)?;
    Ok((rights, row))
}
