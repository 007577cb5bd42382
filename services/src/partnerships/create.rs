//! How a partnership begins: with its organisations and its first admin.

use super::members::{self, NewMember};
use crate::{
    Services, accounts,
    error::{At, Result},
    input,
    journal::{self, Scope},
    store::{
        entities::{organisation, partnership, side},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId},
    journal::Act,
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
        language: Language::En,
    };
    members::insert(s, &txn, id, account, &founder).await?;
    let act = Act::PartnershipCreated { title: new.title };
    journal::append(s, &txn, Scope::Partnership(id), Some(account), &act).await?;
    txn.commit().await?;
    accounts::set_name(s, account, &founder.name).await?;
    Ok(id)
}

fn checked(new: NewPartnership) -> Result<NewPartnership> {
    if new.organisations.is_empty() {
        return Err(Refusal::Empty.into());
    }
    input::room_for_one(
        new.organisations.len() as u64 - 1,
        limits::SIDES_A_PARTNERSHIP,
    )?;
    let title = input::title(&new.title).at("title")?;
    let (first_day, last_day) = checked_period(&new.first_day, &new.last_day)?;
    let organisations = new.organisations.into_iter().enumerate();
    let organisations = organisations.map(|(index, new)| checked_organisation(index, new));
    Ok(NewPartnership {
        title,
        first_day,
        last_day,
        organisations: organisations.collect::<Result<_>>()?,
        creator_name: input::name(&new.creator_name).at("creator_name")?,
    })
}

/// Two days of the calendar, the last one not before the first.
pub(super) fn checked_period(first_day: &str, last_day: &str) -> Result<(String, String)> {
    let first_day = input::day(first_day).at("first_day")?;
    let last_day = input::day(last_day).at("last_day")?;
    // ISO 8601 days sort as text.
    if last_day < first_day {
        return Err(Refusal::EndsBeforeStart).at("last_day");
    }
    Ok((first_day, last_day))
}

/// The organisation at this place of the list.
pub(super) fn checked_organisation(index: usize, new: NewOrganisation) -> Result<NewOrganisation> {
    let place = |field: &str| format!("organisations.{index}.{field}");
    let address = input::optional(&new.address, limits::ADDRESS_OF_ORGANISATION_CHARS);
    Ok(NewOrganisation {
        name: input::title(&new.name).at(place("name"))?,
        country: input::country(&new.country).at(place("country"))?,
        address: address.at(place("address"))?,
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
