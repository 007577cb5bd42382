//! Who belongs to a partnership: role, side, languages and the right to sign are separate facts.
//!
//! Every act on members holds the partnership's row and asks the rules (`model::membership`) about
//! the members as they are then: of two acts at once, the second sees what the first has done.

mod change;
mod consent;
mod invite;
mod remove;

pub use change::{set_member, set_signer};
pub use consent::{accept_invitation, decline_invitation, invitation, invitations};
pub(crate) use consent::{accept_within, decline_all};
pub use invite::{NewMember, invite_member, renew_invitation};
pub use remove::{leave, remove_member};

pub(crate) use invite::insert;
pub(crate) use remove::remove_within;

use super::{accounts_of, organisations_of};
use crate::{
    Services, access,
    error::Result,
    journal::{self, Scope},
    mail,
    proposals::publish_progress,
    store::{
        Acts, Writing,
        entities::{account, member, proposal},
    },
    versions,
};
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId, ProposalId},
    journal::{Act, NamedSide, Person},
    partnership::{Member, Organisation},
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What an act on members looks at while it holds the partnership's row.
pub(crate) struct Circle {
    partnership: PartnershipId,
    /// Who acts.
    me: Member,
    /// Everybody who was not removed, with those whose invitation waits.
    members: Vec<Member>,
    sides: Vec<Organisation>,
}

impl Circle {
    /// Holds the partnership's row; to whom is no member, there is no such partnership.
    pub(crate) async fn held(
        txn: &Writing,
        account: AccountId,
        id: PartnershipId,
    ) -> Result<Circle> {
        access::lock_partnership(txn, id).await?;
        let me = access::member_within(txn, account, id).await?;
        let mut members = members_of(txn, id).await?;
        tell_apart(&mut members);
        Ok(Circle {
            partnership: id,
            me,
            members,
            sides: organisations_of(txn, id).await?,
        })
    }

    /// Writes an act of `me` into the journal.
    async fn note(&self, s: &Services, txn: &Writing, act: &Act) -> Result<()> {
        let scope = Scope::Partnership(self.partnership);
        journal::append(s, txn, scope, Some(self.me.account), act)
            .await
            .map(drop)
    }

    fn member(&self, account: AccountId) -> Result<&Member, Refusal> {
        let found = self.members.iter().find(|it| it.account == account);
        found.ok_or(Refusal::NotFound)
    }

    /// The side with its name; one that is not of this partnership does not exist.
    fn side(&self, side: Option<OrganisationId>) -> Result<Option<NamedSide>, Refusal> {
        let Some(side) = side else { return Ok(None) };
        let found = self.sides.iter().find(|it| it.id == side);
        let found = found.ok_or(Refusal::NotFound)?;
        Ok(Some(NamedSide {
            organisation: side,
            name: found.name.clone(),
        }))
    }
}

/// A member as the journal names them.
fn person(member: &Member) -> Person {
    Person {
        account: member.account,
        name: member.name.clone(),
    }
}

/// The members by the time they joined, with those whose invitation waits.
pub(crate) async fn members_of<C: ConnectionTrait>(
    db: &C,
    id: PartnershipId,
) -> Result<Vec<Member>> {
    let rows = member::Entity::find()
        .filter(member::Column::Partnership.eq(id.0))
        .filter(
            Condition::any()
                .add(member::Column::RemovedAt.is_null())
                .add(member::Column::AcceptedAt.is_null()),
        )
        .order_by_asc(member::Column::JoinedAt)
        .order_by_asc(member::Column::Account)
        .all(db)
        .await?;
    let mut accounts = accounts_of(db, rows.iter().map(|row| row.account).collect()).await?;
    rows.into_iter()
        .filter_map(|row| {
            accounts
                .remove(&row.account)
                .map(|account| access::to_member(row, account))
        })
        .collect()
}

/// The members as one of them sees them: only admins, who invite by mail, see others' addresses.
pub(crate) async fn members_seen_by<C: ConnectionTrait>(
    db: &C,
    id: PartnershipId,
    viewer: &Member,
) -> Result<Vec<Member>> {
    let mut members = members_of(db, id).await?;
    tell_apart(&mut members);
    if !viewer.role.may_administer() {
        let others = members
            .iter_mut()
            .filter(|member| member.account != viewer.account);
        others.for_each(|member| member.mail.clear());
    }
    Ok(members)
}

/// Marks the invitations whose mail was refused, for who may invite.
pub(super) async fn mark_refused<C: ConnectionTrait>(
    db: &C,
    id: PartnershipId,
    members: &mut [Member],
) -> Result<()> {
    let refused = mail::refused_invitations(db, id).await?;
    for member in members.iter_mut().filter(|member| member.pending) {
        member.mail_refused = refused.contains(&member.account);
    }
    Ok(())
}

/// Two people of one name are told apart by the first part of their addresses.
fn tell_apart(members: &mut [Member]) {
    let name = |member: &Member| member.name.to_lowercase();
    let names: Vec<String> = members.iter().map(name).collect();
    for member in members {
        let same = names.iter().filter(|it| **it == name(member)).count();
        if same > 1 {
            member.name = with_address(&member.name, &member.mail);
        }
    }
}

/// What people are called who have a name in common with somebody else of the partnership, former
/// members included: by account.
pub(crate) async fn namesakes<C: ConnectionTrait>(
    db: &C,
    id: PartnershipId,
) -> Result<HashMap<Uuid, String>> {
    let ids: Vec<Uuid> = member::Entity::find()
        .select_only()
        .column(member::Column::Account)
        .filter(member::Column::Partnership.eq(id.0))
        .into_tuple()
        .all(db)
        .await?;
    let accounts = accounts_of(db, ids.into_iter().collect()).await?;
    let mut named: HashMap<String, Vec<&account::Model>> = HashMap::new();
    for row in accounts.values().filter(|row| !row.name.is_empty()) {
        named.entry(row.name.to_lowercase()).or_default().push(row);
    }
    let same = named.into_values().filter(|it| it.len() > 1).flatten();
    Ok(same
        .map(|row| (row.id, with_address(&row.name, &row.mail)))
        .collect())
}

/// What the account is called in the proposal's partnership.
pub async fn called(s: &Services, account: AccountId, proposal: ProposalId) -> Result<String> {
    let row = proposal::Entity::find_by_id(proposal.0).one(&s.db).await?;
    let id = PartnershipId(row.ok_or(Refusal::NotFound)?.partnership);
    Ok(called_in(&s.db, account, id).await?.name)
}

/// What the account is called in the partnership.
pub(crate) async fn called_in<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    id: PartnershipId,
) -> Result<Person> {
    if let Some(name) = namesakes(db, id).await?.remove(&account.0) {
        return Ok(Person { account, name });
    }
    journal::named(db, account).await
}

fn with_address(name: &str, mail: &str) -> String {
    match mail.split_once('@') {
        Some((first, _)) => format!("{name} ({first})"),
        None => name.to_owned(),
    }
}

/// Open connections to the partnership's proposals are held to the new roles at once.
pub(crate) async fn tell_rooms(s: &Services, partnership: PartnershipId) -> Result<()> {
    for proposal in proposals_of(&s.db, partnership).await? {
        s.hub.rights_changed(proposal).await;
    }
    Ok(())
}

/// Open pages learn which versions and sign-offs there are now; one that does not learn it is right
/// again when it is opened anew.
async fn tell_progress(s: &Services, proposals: &[ProposalId], done: &Acts) {
    for proposal in proposals {
        if let Err(cause) = publish_progress(s, *proposal, done.of(*proposal)).await {
            cause.into_refusal();
        }
    }
}

/// Ends the sign-offs of who no longer signs, commits, has the mails sent, and tells the open pages.
async fn finish(
    s: &Services,
    txn: Writing,
    circle: &Circle,
    mut changed: Vec<ProposalId>,
) -> Result<()> {
    let (me, id) = (circle.me.account, circle.partnership);
    changed.extend(versions::end_lost(s, &txn, me, id).await?);
    let done = txn.commit().await?;
    s.mailer.wake();
    tell(s, id, &changed, &done).await
}

/// Tells the open pages who may do what now, and which proposals have changed.
pub(crate) async fn tell(
    s: &Services,
    partnership: PartnershipId,
    changed: &[ProposalId],
    done: &Acts,
) -> Result<()> {
    tell_rooms(s, partnership).await?;
    tell_progress(s, changed, done).await;
    Ok(())
}

/// The partnership's proposals, in the order in which they are locked.
async fn proposals_of<C: ConnectionTrait>(db: &C, id: PartnershipId) -> Result<Vec<ProposalId>> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::Partnership.eq(id.0))
        .order_by_asc(proposal::Column::Id)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| ProposalId(row.id)).collect())
}
