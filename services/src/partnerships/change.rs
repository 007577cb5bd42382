//! The facts of a partnership change as a whole, by an admin, at any time.
//!
//! They come as people type them. Rows that are left empty are dropped; whoever writes over facts
//! that somebody else has changed meanwhile is told so first.

mod check;
mod write;

use super::{NewOrganisation, facts_of};
use crate::{Services, access, error::Result, secret, store::entities::partnership};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{
    error::Refusal,
    ids::{AccountId, ActivityId, OrganisationId, PartnershipId},
    language::Texts,
    partnership::{ActivityKind, Partnership},
};
use sea_orm::{EntityTrait, QuerySelect};

/// The facts as somebody typed them.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    pub title: Texts,
    pub programme: Texts,
    /// ISO 8601.
    pub first_day: String,
    pub last_day: String,
    /// Euros: `30000`, `30 000,50`. Empty while it is not known.
    pub budget: String,
    pub budget_shares: Vec<ChangedShare>,
    pub objective: Texts,
    pub target_groups: Vec<Texts>,
    /// Paragraphs.
    pub justification: Vec<Texts>,
    pub activities: Vec<ChangedActivity>,
    /// Sides that are there already, and new partners. None is ever taken away.
    pub organisations: Vec<ChangedOrganisation>,
}

/// A share of the budget; what it comes to follows from the budget.
#[derive(Clone, Debug, Default)]
pub struct ChangedShare {
    pub title: Texts,
    /// A whole number.
    pub percent: String,
    pub when: Texts,
}

/// An activity; without an id it is a new one.
#[derive(Clone, Debug)]
pub struct ChangedActivity {
    pub id: Option<ActivityId>,
    pub kind: ActivityKind,
    pub title: Texts,
}

/// An organisation; without an id it is a new partner.
#[derive(Clone, Debug)]
pub struct ChangedOrganisation {
    pub id: Option<OrganisationId>,
    pub organisation: NewOrganisation,
}

/// A mark of the facts as somebody sees them.
pub(super) fn mark_of(facts: &Partnership) -> Result<String> {
    let hash = secret::hash(&serde_json::to_string(facts)?);
    Ok(URL_SAFE_NO_PAD.encode(hash))
}

/// Keeps the facts; an admin's act. `mark` says which facts they were made from.
pub async fn set_facts(
    s: &Services,
    account: AccountId,
    id: PartnershipId,
    facts: Facts,
    mark: &str,
) -> Result<()> {
    access::admin(s, account, id).await?;
    let txn = s.begin().await?;
    // Held until the end: what is compared here is what is written over.
    let row = partnership::Entity::find_by_id(id.0)
        .lock_exclusive()
        .one(&txn)
        .await?;
    row.ok_or(Refusal::NotFound)?;
    let old = facts_of(&txn, id).await?;
    let new = check::checked(s, &old, facts)?;
    if mark_of(&old)? != mark {
        return Err(Refusal::Outdated.into());
    }
    write::write(&txn, &old, &new).await?;
    txn.commit().await?;
    Ok(())
}
