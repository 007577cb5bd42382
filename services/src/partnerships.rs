//! Partnerships: their facts, sides and members.

mod facts;
mod members;

pub use members::{NewMember, invite_member, remove_member, set_member};

use crate::{
    Services, access,
    access::unknown,
    error::Result,
    store::{
        entities::{account, member, organisation, partnership, proposal, side},
        json,
    },
    threads,
};
pub(crate) use facts::{facts_of, organisations_of};
pub(crate) use members::members_of;
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId, ProposalId, Timestamp},
    language::{Language, Texts},
    partnership::{PartnershipPage, PartnershipRow, ProposalRow},
    role::Role,
    workflow::State,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use std::collections::HashSet;

/// An organisation that is not in Talka yet.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    pub name: Texts,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: String,
    pub address: String,
}

/// What a partnership begins with; the rest of its facts comes later.
#[derive(Clone, Debug)]
pub struct NewPartnership {
    pub title: Texts,
    /// ISO 8601.
    pub first_day: String,
    pub last_day: String,
    /// The applicant first; the creator stands for it.
    pub organisations: Vec<NewOrganisation>,
    /// What the creator is called.
    pub creator_name: String,
}

/// The account's partnerships, newest first.
pub async fn list(s: &Services, account: AccountId) -> Result<Vec<PartnershipRow>> {
    let memberships = member::Entity::find()
        .filter(member::Column::Account.eq(account.0))
        .order_by_desc(member::Column::JoinedAt)
        .all(&s.db)
        .await?;
    let mut rows = Vec::with_capacity(memberships.len());
    for membership in memberships {
        rows.push(row_of(s, membership).await?);
    }
    Ok(rows)
}

/// Everything the partnership's page shows to a member.
pub async fn page(s: &Services, account: AccountId, id: PartnershipId) -> Result<PartnershipPage> {
    let me = access::member(s, account, id).await?;
    Ok(PartnershipPage {
        partnership: facts_of(&s.db, id).await?,
        members: members_of(&s.db, id).await?,
        proposals: proposals_of(s, id).await?,
        me,
    })
}

/// Creates a partnership; the creator becomes its first admin, on the applicant's side.
pub async fn create(
    s: &Services,
    account: AccountId,
    new: NewPartnership,
) -> Result<PartnershipId> {
    if !crate::accounts::may_create(s, account).await? {
        return Err(Refusal::NotAllowed.into());
    }
    if new.title.best(Language::En).trim().is_empty() || new.organisations.is_empty() {
        return Err(Refusal::Empty.into());
    }
    let creator_name = crate::accounts::checked_name(&new.creator_name)?;
    let txn = s.begin().await?;
    let id = PartnershipId(s.fresh_id());
    insert_facts(s, &txn, id, &new).await?;
    let sides = insert_sides(s, &txn, id, &new.organisations).await?;
    let founder = NewMember {
        mail: String::new(),
        name: creator_name,
        role: Role::Admin,
        side: sides.first().copied(),
        languages: vec![Language::En],
    };
    members::insert(s, &txn, id, account, &founder).await?;
    txn.commit().await?;
    crate::accounts::set_name(s, account, &founder.name).await?;
    Ok(id)
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
            changed_at: Timestamp(row.changed_at),
        });
    }
    Ok(proposals)
}

async fn insert_facts<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    id: PartnershipId,
    new: &NewPartnership,
) -> Result<()> {
    let row = partnership::ActiveModel {
        id: Set(id.0),
        title: Set(json::to(&new.title)?),
        programme: Set(json::to(&Texts::default())?),
        first_day: Set(new.first_day.clone()),
        last_day: Set(new.last_day.clone()),
        budget_cents: Set(0),
        budget_shares: Set(serde_json::json!([])),
        objective: Set(json::to(&Texts::default())?),
        target_groups: Set(serde_json::json!([])),
        justification: Set(serde_json::json!([])),
        created_at: Set(s.now().0),
    };
    partnership::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

async fn insert_sides<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    id: PartnershipId,
    organisations: &[NewOrganisation],
) -> Result<Vec<OrganisationId>> {
    let mut sides = Vec::with_capacity(organisations.len());
    for (position, new) in organisations.iter().enumerate() {
        let organisation_id = s.fresh_id();
        let row = organisation::ActiveModel {
            id: Set(organisation_id),
            name: Set(json::to(&new.name)?),
            country: Set(new.country.clone()),
            address: Set(new.address.clone()),
        };
        organisation::Entity::insert(row)
            .exec_without_returning(db)
            .await?;
        let row = side::ActiveModel {
            partnership: Set(id.0),
            organisation: Set(organisation_id),
            applicant: Set(position == 0),
            position: Set(position as i32),
        };
        side::Entity::insert(row).exec_without_returning(db).await?;
        sides.push(OrganisationId(organisation_id));
    }
    Ok(sides)
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
