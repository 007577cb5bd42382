//! Partnerships: their facts, sides and members.

mod change;
mod create;
mod facts;
mod members;

pub use change::{ChangedActivity, ChangedOrganisation, ChangedShare, Facts, set_facts};
pub use create::{NewOrganisation, NewPartnership, create};
pub(crate) use members::{Circle, accept_within, decline_all, remove_within, tell, tell_rooms};
pub use members::{
    NewMember, accept_invitation, decline_invitation, invitation, invitations, invite_member,
    leave, remove_member, renew_invitation, set_member, set_signer,
};

use crate::{
    Services, access,
    access::unknown,
    error::Result,
    store::{
        entities::{account, draft_snapshot, draft_update, member, partnership, proposal},
        json,
    },
    threads,
};
use change::mark_of;
pub(crate) use facts::{facts_of, organisations_of};
pub(crate) use members::{members_of, members_seen_by};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId, ProposalId, Timestamp},
    partnership::{Partnership, PartnershipPage, PartnershipRow, ProposalRow},
    role::Role,
    workflow::State,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashSet;

/// The account's partnerships, newest first.
pub async fn list(s: &Services, account: AccountId) -> Result<Vec<PartnershipRow>> {
    let memberships = member::Entity::find()
        .filter(member::Column::Account.eq(account.0))
        .filter(access::is_active())
        .order_by_desc(member::Column::JoinedAt)
        .all(&s.db)
        .await?;
    let mut rows = Vec::with_capacity(memberships.len());
    for membership in memberships {
        rows.push(row_of(s, membership).await?);
    }
    Ok(rows)
}

/// The facts with their mark, for an admin who is about to change them.
pub async fn facts(
    s: &Services,
    account: AccountId,
    id: PartnershipId,
) -> Result<(Partnership, String)> {
    access::admin(s, account, id).await?;
    let facts = facts_of(&s.db, id).await?;
    let mark = mark_of(&facts)?;
    Ok((facts, mark))
}

/// Everything the partnership's page shows to a member.
pub async fn page(s: &Services, account: AccountId, id: PartnershipId) -> Result<PartnershipPage> {
    let me = access::member(s, account, id).await?;
    Ok(PartnershipPage {
        partnership: facts_of(&s.db, id).await?,
        members: members_seen_by(&s.db, id, &me).await?,
        proposals: proposals_of(s, id).await?,
        me,
    })
}

async fn row_of(s: &Services, membership: member::Model) -> Result<PartnershipRow> {
    let id = membership.partnership;
    let row = partnership::Entity::find_by_id(id).one(&s.db).await?;
    let proposals = proposal::Entity::find().filter(proposal::Column::Partnership.eq(id));
    Ok(PartnershipRow {
        id: PartnershipId(id),
        title: json::from(row.ok_or(Refusal::NotFound)?.title)?,
        role: Role::from_code(&membership.role).ok_or_else(|| unknown("role", &membership.role))?,
        proposals: proposals.count(&s.db).await? as u32,
    })
}

async fn proposals_of(s: &Services, id: PartnershipId) -> Result<Vec<ProposalRow>> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::Partnership.eq(id.0))
        .order_by_desc(proposal::Column::ChangedAt)
        .all(&s.db)
        .await?;
    let mut proposals = Vec::with_capacity(rows.len());
    for row in rows {
        proposals.push(ProposalRow {
            id: ProposalId(row.id),
            title: json::from(row.title)?,
            state: State::from_code(&row.state).ok_or_else(|| unknown("state", &row.state))?,
            languages: json::from(row.languages)?,
            open_threads: threads::open_count(&s.db, ProposalId(row.id)).await?,
            changed_at: Timestamp(row.changed_at.max(written_at(s, row.id).await?)),
        });
    }
    Ok(proposals)
}

/// When somebody wrote in the draft last; 0 if nobody has.
async fn written_at(s: &Services, proposal: uuid::Uuid) -> Result<i64> {
    let update_at = draft_update::Entity::find()
        .select_only()
        .column(draft_update::Column::At)
        .filter(draft_update::Column::Proposal.eq(proposal))
        .order_by_desc(draft_update::Column::Id)
        .into_tuple::<i64>()
        .one(&s.db)
        .await?;
    let snapshot_at = draft_snapshot::Entity::find()
        .select_only()
        .column(draft_snapshot::Column::At)
        .filter(draft_snapshot::Column::Proposal.eq(proposal))
        .order_by_desc(draft_snapshot::Column::Id)
        .into_tuple::<i64>()
        .one(&s.db)
        .await?;
    Ok(update_at.max(snapshot_at).unwrap_or(0))
}

/// The accounts of these ids.
pub(crate) async fn accounts_of<C: ConnectionTrait>(
    db: &C,
    ids: HashSet<uuid::Uuid>,
) -> Result<std::collections::HashMap<uuid::Uuid, account::Model>> {
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
