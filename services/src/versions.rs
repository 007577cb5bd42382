//! Versions: numbered, immutable snapshots, and the sides' agreement to one of them.

use crate::{Services, error::Result};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId, VersionId},
    proposal::{FieldView, Progress, VersionRow},
};

/// A version as it is read later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VersionText {
    pub row: VersionRow,
    pub fields: Vec<FieldView>,
}

/// Signs the present text off for the account's side; an admin's act, in the state Agreed.
pub async fn sign_off(s: &Services, account: AccountId, id: ProposalId) -> Result<Progress> {
    let _ = (s, account, id);
    Err(Refusal::Unavailable.into())
}

/// The text of a version.
pub async fn at(
    s: &Services,
    account: Option<AccountId>,
    version: VersionId,
) -> Result<VersionText> {
    let _ = (s, account, version);
    Err(Refusal::Unavailable.into())
}
