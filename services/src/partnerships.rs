//! Partnerships: their facts, sides and members.

mod change;
mod create;
mod facts;
mod members;

pub use change::{ChangedActivity, ChangedOrganisation, ChangedShare, Facts, set_facts};
pub use create::{NewOrganisation, NewPartnership, create};
pub(crate) use members::{Circle, accept_within, decline_all, remove_within, tell, tell_rooms};
pub use members::{
    NewMember, accept_invitation, called, decline_invitation, invitation, invitations,
    invite_member, leave, remove_member, renew_invitation, set_member, set_signer,
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
pub(crate) use members::{called_in, members_of, members_seen_by, namesakes};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId, ProposalId, Timestamp},
    partnership::{Partnership, PartnershipPage, PartnershipRow, ProposalRow},
    role::Role,
    workflow::State,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

/// The account's partnerships, newest first.
pub async fn list(s: &Services, account: AccountId) -> Result<Vec<PartnershipRow>> {
    let memberships = member::Entity::find()
        .filter(member::Column::Account.eq(account.0))
        .filter(access::is_active())
        .order_by_desc(member::Column::JoinedAt)
        .all(&s.db)
        .await?;
    let ids: Vec<_> = memberships.iter().map(|it| it.partnership).collect();
    let rows = partnership::Entity::find()
        .filter(partnership::Column::Id.is_in(ids.clone()))
        .all(&s.db)
        .await?;
    let mut titles: HashMap<_, _> = rows.into_iter().map(|row| (row.id, row.title)).collect();
    let proposals = proposals_in(s, ids).await?;
    let all: Vec<Uuid> = proposals.values().flatten().copied().collect();
    let open_threads = threads::open_counts(&s.db, &all).await?;
    let here = names_here(s, &all).await?;
    let to_row = |it: member::Model| {
        let title = titles.remove(&it.partnership).ok_or(Refusal::NotFound)?;
        let proposals = proposals
            .get(&it.partnership)
            .map_or(&[][..], Vec::as_slice);
        Ok(PartnershipRow {
            id: PartnershipId(it.partnership),
            title: json::from(title)?,
            role: Role::from_code(&it.role).ok_or_else(|| unknown("role", &it.role))?,
            proposals: proposals.len() as u32,
            open_threads: proposals.iter().filter_map(|id| open_threads.get(id)).sum(),
            here: names_of(proposals, &here),
        })
    };
    memberships.into_iter().map(to_row).collect()
}

/// The proposals of each of these partnerships, if it has any.
async fn proposals_in(s: &Services, partnerships: Vec<Uuid>) -> Result<HashMap<Uuid, Vec<Uuid>>> {
    let rows: Vec<(Uuid, Uuid)> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Partnership)
        .column(proposal::Column::Id)
        .filter(proposal::Column::Partnership.is_in(partnerships))
        .into_tuple()
        .all(&s.db)
        .await?;
    let mut proposals: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (partnership, id) in rows {
        proposals.entry(partnership).or_default().push(id);
    }
    Ok(proposals)
}

/// Who has which of these proposals open, with the names of all.
struct NamesHere {
    accounts: HashMap<Uuid, Vec<AccountId>>,
    names: HashMap<Uuid, String>,
}

async fn names_here(s: &Services, proposals: &[Uuid]) -> Result<NamesHere> {
    let here = proposals
        .iter()
        .map(|id| (*id, s.hub.present(ProposalId(*id))));
    let accounts: HashMap<Uuid, Vec<AccountId>> = here.collect();
    let all: HashSet<Uuid> = accounts.values().flatten().map(|it| it.0).collect();
    let names: Vec<(Uuid, String)> = match all.is_empty() {
        true => Vec::new(),
        false => {
            account::Entity::find()
                .select_only()
                .column(account::Column::Id)
                .column(account::Column::Name)
                .filter(account::Column::Id.is_in(all))
                .into_tuple()
                .all(&s.db)
                .await?
        }
    };
    let names = names.into_iter().collect();
    Ok(NamesHere { accounts, names })
}

/// The names of those who have any of these proposals open, each once, in the order of the alphabet.
fn names_of(proposals: &[Uuid], here: &NamesHere) -> Vec<String> {
    let accounts = proposals.iter().filter_map(|id| here.accounts.get(id));
    let accounts: BTreeSet<Uuid> = accounts.flatten().map(|it| it.0).collect();
    let mut names: Vec<String> = accounts
        .iter()
        .filter_map(|id| here.names.get(id).cloned())
        .collect();
    names.sort();
    names
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
    let mut members = members_seen_by(&s.db, id, &me).await?;
    if me.role.may_administer() {
        members::mark_refused(&s.db, id, &mut members).await?;
    }
    Ok(PartnershipPage {
        partnership: facts_of(&s.db, id).await?,
        members,
        proposals: proposals_of(s, id).await?,
        me,
    })
}

async fn proposals_of(s: &Services, id: PartnershipId) -> Result<Vec<ProposalRow>> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::Partnership.eq(id.0))
        .order_by_desc(proposal::Column::ChangedAt)
        .all(&s.db)
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let open_threads = threads::open_counts(&s.db, &ids).await?;
    let written = written_at(s, &ids).await?;
    let to_row = |row: proposal::Model| {
        let written_at = written.get(&row.id).copied().unwrap_or(0);
        Ok(ProposalRow {
            id: ProposalId(row.id),
            title: json::from(row.title)?,
            state: State::from_code(&row.state).ok_or_else(|| unknown("state", &row.state))?,
            languages: json::from(row.languages)?,
            open_threads: open_threads.get(&row.id).copied().unwrap_or(0),
            changed_at: Timestamp(row.changed_at.max(written_at)),
            here: s.hub.present(ProposalId(row.id)),
        })
    };
    rows.into_iter().map(to_row).collect()
}

/// When somebody wrote in each of these drafts last.
async fn written_at(s: &Services, proposals: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    let updates: Vec<(Uuid, i64)> = draft_update::Entity::find()
        .select_only()
        .column(draft_update::Column::Proposal)
        .column_as(draft_update::Column::At.max(), "written_at")
        .filter(draft_update::Column::Proposal.is_in(proposals.to_vec()))
        .group_by(draft_update::Column::Proposal)
        .into_tuple()
        .all(&s.db)
        .await?;
    let snapshots: Vec<(Uuid, i64)> = draft_snapshot::Entity::find()
        .select_only()
        .column(draft_snapshot::Column::Proposal)
        .column_as(draft_snapshot::Column::At.max(), "written_at")
        .filter(draft_snapshot::Column::Proposal.is_in(proposals.to_vec()))
        .group_by(draft_snapshot::Column::Proposal)
        .into_tuple()
        .all(&s.db)
        .await?;
    let mut newest = HashMap::new();
    for (proposal, at) in updates.into_iter().chain(snapshots) {
        let known: &mut i64 = newest.entry(proposal).or_default();
        *known = at.max(*known);
    }
    Ok(newest)
}

/// The accounts of these ids.
pub(crate) async fn accounts_of<C: ConnectionTrait>(
    db: &C,
    ids: HashSet<Uuid>,
) -> Result<HashMap<Uuid, account::Model>> {
    let rows = account::Entity::find()
        .filter(account::Column::Id.is_in(ids))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
