//! What a member last saw of a proposal, and what happened since: one line on the page, which goes when it
//! was looked at.
//!
//! Kept are a moment and a version for each member and proposal, and nothing else: no list of visits, and
//! nobody but the member is told.

use crate::{
    Services, access,
    error::Result,
    store::{
        Writing,
        entities::{comment, decision, field_state, seen, thread, version},
    },
    threads, versions,
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId, Timestamp},
    ledger::LedgerRow,
    limits::SEEN_PAUSE_SECONDS,
    proposal::FieldName,
    thread::Thread,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{OnConflict, Query, SelectStatement},
};
use std::collections::BTreeSet;

/// What others did since a member last looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    pub at: Timestamp,
    /// The version that the member saw, where there was one.
    pub version: Option<u32>,
    /// Sections in which somebody else wrote.
    pub sections: u32,
    pub comments: u32,
    pub decisions: u32,
}

impl Since {
    fn is_nothing(&self) -> bool {
        self.sections + self.comments + self.decisions == 0
    }
}

/// What happened since the member last looked; none where nothing did, or nothing was seen before. What
/// is on the page then counts as seen.
pub async fn since(s: &Services, me: AccountId, id: ProposalId) -> Result<Option<Since>> {
    let rights = access::proposal_rights(s, Some(me), id).await?;
    rights.member.ok_or(Refusal::NotFound)?;
    let row = seen::Entity::find_by_id((id.0, me.0)).one(&s.db).await?;
    let Some(row) = row else {
        note(s, me, id).await;
        return Ok(None);
    };
    let since = happened(s, me, &row).await?;
    if !since.is_nothing() {
        return Ok(Some(since));
    }
    if row.at + SEEN_PAUSE_SECONDS * 1_000 <= s.now().0 {
        note(s, me, id).await;
    }
    Ok(None)
}

/// The member looks at what happened; what was seen before, or nothing where nothing was.
pub async fn look(s: &Services, me: AccountId, id: ProposalId) -> Result<Option<Since>> {
    let rights = access::proposal_rights(s, Some(me), id).await?;
    rights.member.ok_or(Refusal::NotFound)?;
    let row = seen::Entity::find_by_id((id.0, me.0)).one(&s.db).await?;
    let since = match &row {
        Some(row) => Some(happened(s, me, row).await?),
        None => None,
    };
    mark(s, me, id).await?;
    Ok(since)
}

/// What others said and decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// With the new comments only.
    pub commented: Vec<Thread>,
    /// With the new decisions only.
    pub decided: Vec<LedgerRow>,
}

/// What others said or decided after a moment, for the page of the comparison.
pub async fn said_after(
    s: &Services,
    me: AccountId,
    id: ProposalId,
    after: Timestamp,
) -> Result<Said> {
    let rights = access::proposal_rights(s, Some(me), id).await?;
    rights.member.ok_or(Refusal::NotFound)?;
    let mut commented = threads::all(&s.db, id).await?;
    for thread in &mut commented {
        thread
            .comments
            .retain(|comment| comment.at > after && comment.account != me);
    }
    commented.retain(|thread| !thread.comments.is_empty());
    let mut decided = threads::ledger_of(&s.db, id).await?;
    for row in &mut decided {
        row.decisions
            .retain(|decision| decision.at > after && decision.account != me);
    }
    decided.retain(|row| !row.decisions.is_empty());
    Ok(Said { commented, decided })
}

/// Whether there is something that the member has not looked at.
pub async fn waits(s: &Services, me: AccountId, id: ProposalId) -> bool {
    let row = seen::Entity::find_by_id((id.0, me.0)).one(&s.db).await;
    let Ok(Some(row)) = row else { return false };
    let since = happened(s, me, &row).await;
    since.is_ok_and(|since| !since.is_nothing())
}

/// Whoever leaves the page has seen what came while it was open; unless something waits there that was
/// not looked at.
pub async fn leave(s: &Services, me: AccountId, id: ProposalId, waits: bool) {
    let is_member = access::proposal_rights(s, Some(me), id).await;
    if !waits && is_member.is_ok_and(|rights| rights.member.is_some()) {
        note(s, me, id).await;
    }
}

/// Writes it down where that can be done: a page is shown also where nothing can be written.
async fn note(s: &Services, me: AccountId, id: ProposalId) {
    if let Err(cause) = mark(s, me, id).await {
        cause.into_refusal();
    }
}

async fn mark(s: &Services, me: AccountId, id: ProposalId) -> Result<()> {
    versions::automatic::keep_rarely(s, id, me).await?;
    let txn = s.begin().await?;
    let newest = version::Entity::find()
        .select_only()
        .column(version::Column::Id)
        .filter(version::Column::Proposal.eq(id.0))
        .order_by_desc(version::Column::Number)
        .into_tuple()
        .one(&txn)
        .await?;
    let row = seen::ActiveModel {
        proposal: Set(id.0),
        account: Set(me.0),
        at: Set(s.now().0),
        version: Set(newest),
    };
    let later = OnConflict::columns([seen::Column::Proposal, seen::Column::Account])
        .update_columns([seen::Column::At, seen::Column::Version])
        .to_owned();
    seen::Entity::insert(row)
        .on_conflict(later)
        .exec_without_returning(&txn)
        .await?;
    txn.commit().await?;
    Ok(())
}

/// Forgets what an account saw, when it is erased.
pub(crate) async fn forget(txn: &Writing, account: AccountId) -> Result<()> {
    seen::Entity::delete_many()
        .filter(seen::Column::Account.eq(account.0))
        .exec(txn)
        .await?;
    Ok(())
}

async fn happened(s: &Services, me: AccountId, row: &seen::Model) -> Result<Since> {
    let version: Option<i32> = match row.version {
        Some(version) => {
            version::Entity::find_by_id(version)
                .select_only()
                .column(version::Column::Number)
                .into_tuple()
                .one(&s.db)
                .await?
        }
        None => None,
    };
    Ok(Since {
        at: Timestamp(row.at),
        version: version.map(|number| number as u32),
        sections: sections(s, me, row).await?,
        comments: comments(s, me, row).await?,
        decisions: decisions(s, me, row).await?,
    })
}

async fn sections(s: &Services, me: AccountId, row: &seen::Model) -> Result<u32> {
    let fields: Vec<String> = field_state::Entity::find()
        .select_only()
        .column(field_state::Column::Field)
        .filter(field_state::Column::Proposal.eq(row.proposal))
        .filter(field_state::Column::ChangedAt.gt(row.at))
        .filter(field_state::Column::Account.ne(me.0))
        .into_tuple()
        .all(&s.db)
        .await?;
    let names = fields
        .iter()
        .filter_map(|name| name.parse::<FieldName>().ok());
    let sections: BTreeSet<_> = names.map(|name| name.section).collect();
    Ok(sections.len() as u32)
}

fn threads_of(proposal: uuid::Uuid) -> SelectStatement {
    Query::select()
        .column(thread::Column::Id)
        .from(thread::Entity)
        .and_where(thread::Column::Proposal.eq(proposal))
        .take()
}

async fn comments(s: &Services, me: AccountId, row: &seen::Model) -> Result<u32> {
    let count = comment::Entity::find()
        .filter(comment::Column::Thread.in_subquery(threads_of(row.proposal)))
        .filter(comment::Column::At.gt(row.at))
        .filter(comment::Column::Account.ne(me.0))
        .count(&s.db)
        .await?;
    Ok(count as u32)
}

async fn decisions(s: &Services, me: AccountId, row: &seen::Model) -> Result<u32> {
    let count = decision::Entity::find()
        .filter(decision::Column::Thread.in_subquery(threads_of(row.proposal)))
        .filter(decision::Column::At.gt(row.at))
        .filter(decision::Column::Account.ne(me.0))
        .count(&s.db)
        .await?;
    Ok(count as u32)
}
