//! The facts of a partnership change as a whole, by an admin, at any time.
//!
//! They come as people type them. Rows that are left empty are dropped; whoever writes over facts
//! that somebody else has changed meanwhile is told so first.

mod check;
mod write;

use super::{NewOrganisation, facts_of, members_of};
use crate::{
    Services, access,
    error::{At, Result},
    journal::{self, Scope},
    secret,
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use model::{
    error::Refusal,
    ids::{AccountId, ActivityId, OrganisationId, PartnershipId},
    journal::Act,
    language::Texts,
    membership,
    partnership::{ActivityKind, Member, Partnership},
};

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
    let txn = s.begin().await?;
    // Held until the end: what is compared here is what is written over.
    access::lock_partnership(&txn, id).await?;
    let me = access::admin_within(&txn, account, id).await?;
    let old = facts_of(&txn, id).await?;
    let new = check::checked(s, &old, facts)?;
    if mark_of(&old)? != mark {
        return Err(Refusal::Outdated.into());
    }
    check_organisations(&me, &members_of(&txn, id).await?, &old, &new)?;
    write::write(&txn, &old, &new).await?;
    let act = Act::FactsChanged {
        fields: changed_fields(&old, &new),
    };
    if old != new {
        journal::append(s, &txn, Scope::Partnership(id), Some(account), &act).await?;
    }
    txn.commit().await?;
    Ok(())
}

/// An organisation's own facts are its own side's.
fn check_organisations(
    me: &Member,
    members: &[Member],
    old: &Partnership,
    new: &Partnership,
) -> Result<()> {
    for (index, (before, after)) in old.organisations.iter().zip(&new.organisations).enumerate() {
        if before != after && !membership::may_change_organisation(me, members, before.id) {
            return Err(Refusal::OtherSide).at(format!("organisations.{index}.name"));
        }
    }
    Ok(())
}

/// The names of the fields that differ.
fn changed_fields(old: &Partnership, new: &Partnership) -> Vec<String> {
    let fields = [
        ("title", old.title != new.title),
        ("programme", old.programme != new.programme),
        (
            "period",
            (&old.first_day, &old.last_day) != (&new.first_day, &new.last_day),
        ),
        (
            "budget",
            old.budget_cents != new.budget_cents || old.budget_shares != new.budget_shares,
        ),
        ("objective", old.objective != new.objective),
        ("target_groups", old.target_groups != new.target_groups),
        ("justification", old.justification != new.justification),
        ("activities", old.activities != new.activities),
        ("organisations", old.organisations != new.organisations),
    ];
    let changed = fields.into_iter().filter(|(_, changed)| *changed);
    changed.map(|(name, _)| name.to_owned()).collect()
}
