//! How a partnership begins: with its organisations and its first admin.

use super::members::{self, NewMember};
use crate::{
    Services, accounts,
    error::Result,
    input,
    store::{
        entities::{organisation, partnership, side},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId},
    language::{Language, Texts},
    limits,
    role::Role,
};
use sea_orm::{ActiveValue::Set, ConnectionTrait, EntityTrait};

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

/// Creates a partnership; the creator becomes its first admin, on the applicant's side.
pub async fn create(
    s: &Services,
    account: AccountId,
    new: NewPartnership,
) -> Result<PartnershipId> {
    if !accounts::may_create(s, account).await? {
        return Err(Refusal::NotAllowed.into());
    }
    let new = checked(new)?;
    let txn = s.begin().await?;
    let id = PartnershipId(s.fresh_id());
    insert_facts(s, &txn, id, &new).await?;
    let sides = insert_sides(s, &txn, id, &new.organisations).await?;
    let founder = NewMember {
        mail: String::new(),
        name: new.creator_name.clone(),
        role: Role::Admin,
        side: sides.first().copied(),
        languages: vec![Language::En],
    };
    members::insert(s, &txn, id, account, &founder).await?;
    txn.commit().await?;
    accounts::set_name(s, account, &founder.name).await?;
    Ok(id)
}

fn checked(new: NewPartnership) -> Result<NewPartnership, Refusal> {
    if new.organisations.is_empty() {
        return Err(Refusal::Empty);
    }
    input::room_for_one(
        new.organisations.len() as u64 - 1,
        limits::SIDES_A_PARTNERSHIP,
    )?;
    let organisations = new.organisations.into_iter().map(checked_organisation);
    Ok(NewPartnership {
        title: input::title(&new.title)?,
        first_day: input::day(&new.first_day)?,
        last_day: input::day(&new.last_day)?,
        organisations: organisations.collect::<Result<_, _>>()?,
        creator_name: input::name(&new.creator_name)?,
    })
}

fn checked_organisation(new: NewOrganisation) -> Result<NewOrganisation, Refusal> {
    let country = new.country.trim().to_ascii_uppercase();
    if country.len() != 2 || !country.chars().all(|c| c.is_ascii_uppercase()) {
        return Err(Refusal::Empty);
    }
    Ok(NewOrganisation {
        name: input::title(&new.name)?,
        country,
        address: input::optional(&new.address, limits::ADDRESS_OF_ORGANISATION_CHARS)?,
    })
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
