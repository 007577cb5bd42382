//! The demo: the partnership that Talka was made for, with fixed ids so that links stay.

mod roles;

pub use roles::{DemoRole, account_of};

use crate::{Services, error::Result};
use model::{error::Refusal, ids::ProposalId, language::Language, proposal::SectionKey};
use serde::{Deserialize, Serialize};

/// What tests and the demo's page need to know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DemoInfo {
    pub proposal: ProposalId,
    pub sections: Vec<SectionKey>,
    pub languages: Vec<Language>,
}

/// The demo proposal's id, sections and languages.
pub async fn info(s: &Services) -> Result<DemoInfo> {
    let _ = s;
    Err(Refusal::Unavailable.into())
}

/// A fresh, empty proposal in the demo partnership.
pub async fn new_proposal(s: &Services) -> Result<ProposalId> {
    let _ = s;
    Err(Refusal::Unavailable.into())
}

/// Fills an empty database with the demo.
pub(crate) async fn seed(s: &Services) -> Result<()> {
    let _ = s;
    Ok(())
}
