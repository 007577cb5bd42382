//! What changes when people review and sign: state, versions, sign-offs, round, moves.

use super::{page::for_visitors, rows};
use crate::{
    Services, access, drafts,
    error::Result,
    partnerships::accounts_of,
    store::entities::{account, proposal, round, state_move},
    versions,
};
use model::{
    error::Refusal,
    event::Event,
    ids::{AccountId, ProposalId, RoundId, Timestamp},
    proposal::{Progress, Proposal, Round, StateMove},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::collections::HashMap;
use uuid::Uuid;

/// State, versions, sign-offs, round and moves.
pub async fn progress(
    s: &Services,
    account: Option<AccountId>,
    id: ProposalId,
) -> Result<Progress> {
    let rights = access::proposal_rights(s, account, id).await?;
    rights.check_read()?;
    let progress = present(s, id).await?;
    Ok(if rights.member.is_some() {
        progress
    } else {
        for_visitors(progress)
    })
}

/// The progress as it is now, told to the open pages.
pub(crate) async fn publish_progress(s: &Services, id: ProposalId) -> Result<Progress> {
    let progress = present(s, id).await?;
    let event = Event::Progress {
        progress: Box::new(progress.clone()),
    };
    s.hub.publish(id, event).await;
    Ok(progress)
}

async fn present(s: &Services, id: ProposalId) -> Result<Progress> {
    let proposal = rows::proposal_of(&s.db, id).await?;
    let live = drafts::live(s, id, rows::fields_of(&proposal)).await?;
    progress_of(s, &proposal, &live).await
}

/// The progress of a proposal whose text is `live`.
pub(crate) async fn progress_of(
    s: &Services,
    proposal: &Proposal,
    live: &drafts::Fields,
) -> Result<Progress> {
    let row = proposal::Entity::find_by_id(proposal.id.0)
        .one(&s.db)
        .await?;
    let row = row.ok_or(Refusal::NotFound)?;
    Ok(Progress {
        state: rows::state_of(&row.state)?,
        published: row.published,
        versions: versions::list(&s.db, proposal.id).await?,
        sign_offs: versions::sign_offs(&s.db, proposal.id, live).await?,
        round: newest_round(&s.db, proposal.id).await?,
        moves: moves_of(&s.db, proposal.id).await?,
    })
}

/// The newest round, open or closed.
pub(crate) async fn newest_round<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
) -> Result<Option<Round>> {
    let row = round::Entity::find()
        .filter(round::Column::Proposal.eq(id.0))
        .order_by_desc(round::Column::Number)
        .one(db)
        .await?;
    Ok(row.map(|row| Round {
        id: RoundId(row.id),
        number: row.number as u32,
        last_day: row.last_day,
        opened_at: Timestamp(row.opened_at),
        closed_at: row.closed_at.map(Timestamp),
    }))
}

async fn moves_of<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Vec<StateMove>> {
    let rows = state_move::Entity::find()
        .filter(state_move::Column::Proposal.eq(id.0))
        .order_by_desc(state_move::Column::At)
        .order_by_desc(state_move::Column::Id)
        .all(db)
        .await?;
    let accounts = accounts_of(db, rows.iter().map(|row| row.account).collect()).await?;
    rows.into_iter()
        .map(|row| to_move(row, &accounts))
        .collect()
}

fn to_move(row: state_move::Model, accounts: &HashMap<Uuid, account::Model>) -> Result<StateMove> {
    Ok(StateMove {
        from: rows::state_of(&row.from_state)?,
        to: rows::state_of(&row.to_state)?,
        reason: row.reason,
        by: accounts
            .get(&row.account)
            .map(|account| account.name.clone())
            .unwrap_or_default(),
        at: Timestamp(row.at),
    })
}
