//! What changes when people review and sign: state, versions, sign-offs, round, moves.

use super::{
    moves::{self, Mover},
    page::progress_shown,
    rows,
    shown::shown,
};
use crate::{
    Services, access,
    error::{Error, Result},
    journal,
    partnerships::{accounts_of, members_of},
    rounds,
    store::entities::{account, proposal, round, state_move, version},
    texts::{self, TextView},
    threads, versions,
};
use model::{
    error::Refusal,
    event::{Event, News},
    ids::{AccountId, PartnershipId, ProposalId, Timestamp, VersionId},
    membership,
    proposal::{Progress, Proposal, Round, SideSigners, StateMove, VersionRow},
    role::Role,
    workflow::State,
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
    progress_shown(s, &rights, &shown(s, &rights, id).await?).await
}

/// What happened besides the text since the act with this number, for a member; none when nothing did.
pub async fn news(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    since: u64,
) -> Result<Option<News>> {
    let rights = access::proposal_rights(s, Some(account), id).await?;
    rights.member.ok_or(Refusal::NotFound)?;
    let newest = journal::newest_seq(&s.db, id.0).await?;
    // Who knows of acts that never were saw a database that an older one has replaced.
    let since = i64::try_from(since).unwrap_or(i64::MAX);
    let since = if since > newest { 0 } else { since };
    if since == newest && threads::newer(&s.db, id, since).await?.is_empty() {
        return Ok(None);
    }
    let live = texts::view(s, id, rows::fields_of(&rows::proposal_of(&s.db, id).await?)).await?;
    // First: the threads show every act that it knows of.
    let progress = progress_of(s, id, &live).await?;
    let threads = threads::newer(&s.db, id, since).await?;
    Ok(Some(News { threads, progress }))
}

/// The progress as it is now, told to the open pages with the numbers of the acts that changed it.
pub(crate) async fn publish_progress(
    s: &Services,
    id: ProposalId,
    acts: Vec<u64>,
) -> Result<Progress> {
    let proposal = rows::proposal_of(&s.db, id).await?;
    let live = texts::view(s, id, rows::fields_of(&proposal)).await?;
    let progress = progress_of(s, id, &live).await?;
    let event = Event::Progress {
        progress: Box::new(progress.clone()),
        acts,
    };
    s.hub.publish(id, event).await;
    Ok(progress)
}

/// The progress of a proposal whose text is `live`, for its members.
pub(crate) async fn progress_of(s: &Services, id: ProposalId, live: &TextView) -> Result<Progress> {
    versions::count_changes(s, id, live).await?;
    let db = &s.db;
    // Read first: whatever else is read shows this act at least.
    let seq = journal::newest_seq(db, id.0).await? as u64;
    let row = proposal::Entity::find_by_id(id.0).one(db).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    let proposal = rows::proposal_of(db, id).await?;
    let versions = versions::list(db, id).await?;
    let of_id = |id: Option<Uuid>| versions.iter().find(|it| Some(it.id.0) == id).cloned();
    let (final_version, published) = (of_id(row.final_version), of_id(row.published_version));
    let sign_offs = match (&final_version, proposal.state) {
        (Some(version), State::Final) => versions::of_final(db, version.id).await?,
        _ => versions::sign_offs(s, id, live).await?,
    };
    let newest = versions.first().filter(|it| it.hash == live.hash);
    Ok(Progress {
        seq,
        state: proposal.state,
        published: published.is_some(),
        present_version: newest.map(|it| it.number),
        held: held(s, &proposal, live).await?,
        signers: signers_of(db, proposal.partnership).await?,
        sign_offs,
        round: newest_round(db, id).await?,
        moves: moves_of(db, id).await?,
        present_hash: live.hash.clone(),
        published_version: published.map(|it| it.number),
        final_version,
        settings: proposal.settings,
        versions,
    })
}

/// Why the proposal cannot be made final now; none when it can.
async fn held(s: &Services, proposal: &Proposal, live: &TextView) -> Result<Option<Refusal>> {
    let to = State::Final;
    let anybody = Mover {
        role: Role::Admin,
        signs: false,
    };
    let checked = moves::check(&s.db, anybody, proposal, live, to, "").await;
    match checked {
        Ok(()) => Ok(None),
        Err(Error::Refused(refusal)) => Ok(Some(refusal)),
        Err(cause) => Err(cause),
    }
}

/// What a visitor, or a former member, may know of a version: which it is and who signed it. Who kept
/// it is left out: what they are called today is no part of what was signed.
pub(crate) async fn progress_for(s: &Services, version: &version::Head) -> Result<Progress> {
    let proposal = ProposalId(version.proposal);
    let rows = versions::list(&s.db, proposal).await?;
    let is_it = |row: &VersionRow| row.id == VersionId(version.id);
    let row = proposal::Entity::find_by_id(proposal.0).one(&s.db).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    let nameless = |row: VersionRow| VersionRow {
        by: String::new(),
        ..row
    };
    let shown: Vec<VersionRow> = rows.into_iter().filter(is_it).map(nameless).collect();
    let is_published = row.published_version == Some(version.id);
    let final_version = shown.first().cloned();
    Ok(Progress {
        seq: 0,
        state: rows::state_of(&version.state)?,
        published: is_published,
        versions: shown,
        sign_offs: versions::of_final(&s.db, VersionId(version.id)).await?,
        round: None,
        moves: Vec::new(),
        present_hash: version.hash.clone(),
        present_version: Some(version.number as u32),
        final_version: final_version.filter(|it| it.state == State::Final),
        published_version: is_published.then_some(version.number as u32),
        signers: Vec::new(),
        held: None,
        settings: row.settings as u32,
    })
}

/// Who signs for each side now.
async fn signers_of<C: ConnectionTrait>(db: &C, id: PartnershipId) -> Result<Vec<SideSigners>> {
    let members = members_of(db, id).await?;
    let sides = crate::partnerships::organisations_of(db, id).await?;
    let of_side = |side: model::partnership::Organisation| SideSigners {
        side: side.id,
        accounts: members
            .iter()
            .filter(|it| it.side == Some(side.id) && membership::may_sign(&members, it))
            .map(|it| it.account)
            .collect(),
    };
    Ok(sides.into_iter().map(of_side).collect())
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
    Ok(row.map(|row| rounds::to_round(&row)))
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
