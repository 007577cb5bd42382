//! The reviews of a proposal as their page shows them, and what became of what each reviewer said.

use super::{end_of, to_round};
use crate::{
    Services, access,
    error::Result,
    partnerships::members_of,
    store::{
        entities::{round, round_member},
        json,
    },
    threads,
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId, RoundId, Timestamp},
    language::{Language, Texts},
    ledger::{Ending, LedgerFilter, LedgerRow},
    partnership::Member,
    proposal::Round,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeSet;

/// A review as its page shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Review {
    pub round: Round,
    /// The time zone in which the last day ends, as the tz database calls it; none without a last day.
    pub zone: Option<&'static str>,
    /// Whether it was closed by its last day.
    pub by_itself: bool,
    /// Empty until somebody says what it came to.
    pub summary: String,
    /// None of them is all of the proposal's.
    pub languages: Vec<Language>,
    /// Who is invited and still a member; nobody is everybody.
    pub invited: Vec<Member>,
    /// How what was said in it has ended so far; what there is none of is left out.
    pub endings: Vec<(Ending, usize)>,
    /// What the reader said in it, with what became of each.
    pub own: Vec<LedgerRow>,
}

/// What one reviewer said in a review, and what became of it: for the page and for a mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    pub proposal: ProposalId,
    pub title: Texts,
    pub round: Round,
    /// What the review came to; empty until somebody says it.
    pub closing: String,
    /// In the order in which they were said.
    pub remarks: Vec<LedgerRow>,
}

/// The reviews of a proposal, newest first; for its members.
pub async fn list(s: &Services, account: AccountId, id: ProposalId) -> Result<Vec<Review>> {
    let rights = access::proposal_rights(s, Some(account), id).await?;
    rights.member.as_ref().ok_or(Refusal::NotFound)?;
    let rows = round::Entity::find()
        .filter(round::Column::Proposal.eq(id.0))
        .order_by_desc(round::Column::Number)
        .all(&s.db)
        .await?;
    let ids = rows.iter().map(|row| row.id);
    let invited = round_member::Entity::find()
        .filter(round_member::Column::Round.is_in(ids))
        .all(&s.db)
        .await?;
    let members = members_of(&s.db, rights.partnership).await?;
    let ledger = threads::ledger_of(&s.db, id).await?;
    let mut reviews = Vec::with_capacity(rows.len());
    for row in rows {
        let round = to_round(&row);
        let zone = match &round.last_day {
            Some(day) => Some(end_of(&s.db, id, day).await?.zone),
            None => None,
        };
        let of_round = said_in(&ledger, &round);
        let is_invited = |it: &&Member| {
            let mut invited = invited.iter();
            invited.any(|one| one.round == row.id && one.account == it.account.0)
        };
        reviews.push(Review {
            endings: endings(&of_round),
            own: by(account, of_round),
            invited: members.iter().filter(is_invited).cloned().collect(),
            languages: json::from(row.languages)?,
            summary: row.summary,
            by_itself: row.by_itself,
            zone,
            round,
        });
    }
    Ok(reviews)
}

/// What an account said in a review, and what became of each: for whoever writes to them. Nobody's
/// rights are asked: it is the account's own.
pub async fn summary_of(s: &Services, account: AccountId, round: RoundId) -> Result<Summary> {
    let row = row_of(&s.db, round).await?;
    let proposal = ProposalId(row.proposal);
    let round = to_round(&row);
    let ledger = threads::ledger_of(&s.db, proposal).await?;
    Ok(Summary {
        title: crate::proposals::rows::proposal_of(&s.db, proposal)
            .await?
            .title,
        proposal,
        remarks: by(account, said_in(&ledger, &round)),
        closing: row.summary,
        round,
    })
}

/// Who is to get a summary of a review: the members who said something in it.
pub async fn reviewers(s: &Services, round: RoundId) -> Result<Vec<AccountId>> {
    let row = row_of(&s.db, round).await?;
    let proposal = ProposalId(row.proposal);
    let ledger = threads::ledger_of(&s.db, proposal).await?;
    let said = said_in(&ledger, &to_round(&row));
    let authors: BTreeSet<_> = said.iter().filter_map(LedgerRow::author).collect();
    let partnership = crate::proposals::rows::proposal_of(&s.db, proposal)
        .await?
        .partnership;
    let members = members_of(&s.db, partnership).await?;
    let there = members.iter().filter(|it| !it.pending);
    Ok(there
        .map(|it| it.account)
        .filter(|it| authors.contains(it))
        .collect())
}

async fn row_of<C: ConnectionTrait>(db: &C, id: RoundId) -> Result<round::Model> {
    let row = round::Entity::find_by_id(id.0).one(db).await?;
    Ok(row.ok_or(Refusal::NotFound)?)
}

/// What was opened while the round was open.
fn said_in(ledger: &[LedgerRow], round: &Round) -> Vec<LedgerRow> {
    let until = round.closed_at.unwrap_or(Timestamp(i64::MAX));
    let is_of = |row: &&LedgerRow| row.at() >= round.opened_at && row.at() <= until;
    ledger.iter().filter(is_of).cloned().collect()
}

fn by(account: AccountId, rows: Vec<LedgerRow>) -> Vec<LedgerRow> {
    let own = rows.into_iter().filter(|it| it.author() == Some(account));
    own.collect()
}

/// How many ended how: by the last decision of each.
fn endings(rows: &[LedgerRow]) -> Vec<(Ending, usize)> {
    let ending = |row: &LedgerRow| {
        let lines = LedgerFilter::default().lines(vec![row.clone()], &[]);
        lines.last().map_or(Ending::Open, |line| line.ending())
    };
    let all: Vec<Ending> = rows.iter().map(ending).collect();
    let count = |one: Ending| (one, all.iter().filter(|it| **it == one).count());
    let counts = Ending::ALL.map(count).into_iter();
    counts.filter(|(_, many)| *many > 0).collect()
}
