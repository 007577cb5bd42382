//! The demo's ids are fixed, so that links to it stay; they begin alike, so that one sees whose
//! they are.

use model::ids::{OrganisationId, PartnershipId, ProposalId};
use uuid::Uuid;

const BASE: u128 = 0x0190_0000_0000_7000_8000_0000_0000_0000;

pub(super) const ACCOUNTS: u128 = BASE + 0x0001_0000;
pub(super) const ACTIVITIES: u128 = BASE + 0x0002_0000;
pub(super) const PARTNERSHIP: PartnershipId = PartnershipId(Uuid::from_u128(BASE + 0x0003_0001));
pub(super) const DAUGAVPILS: OrganisationId = OrganisationId(Uuid::from_u128(BASE + 0x0004_0001));
pub(super) const LESZNO: OrganisationId = OrganisationId(Uuid::from_u128(BASE + 0x0004_0002));
pub(super) const PROPOSAL: ProposalId = ProposalId(Uuid::from_u128(BASE + 0x0005_0001));
pub(super) const THREADS: u128 = BASE + 0x0006_0000;

/// The id of this number in its group.
pub(super) fn numbered(group: u128, number: usize) -> Uuid {
    Uuid::from_u128(group + number as u128)
}
