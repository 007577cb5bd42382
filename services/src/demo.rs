//! The demo: the partnership that Talka was made for, with fixed ids so that links stay.
//!
//! Its facts are those of the real project; its people are named by what they do, so that nobody is
//! invented; its proposal is a real beginning of the text that the project was to produce.

mod facts;
mod ids;
mod people;
mod roles;
mod seed;
mod text;
mod threads;

pub(crate) use people::is_of_demo;
pub use roles::{DemoRole, account_of};
pub(crate) use seed::seed;

use crate::{Services, error::Result, proposals};
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
    info_of(s, ids::PROPOSAL).await
}

/// The same of any proposal, in demo mode.
pub async fn info_of(s: &Services, id: ProposalId) -> Result<DemoInfo> {
    check_demo(s)?;
    let proposal = proposals::rows::proposal_of(&s.db, id).await?;
    Ok(DemoInfo {
        proposal: id,
        sections: proposal
            .sections
            .into_iter()
            .map(|section| section.key)
            .collect(),
        languages: proposal.languages,
    })
}

/// A fresh, empty proposal in the demo partnership.
pub async fn new_proposal(s: &Services) -> Result<ProposalId> {
    check_demo(s)?;
    let id = ProposalId(s.fresh_id());
    let txn = s.begin().await?;
    let title = crate::template::texts(["Jauns priekšlikums", "Nowa propozycja", "New proposal"]);
    proposals::insert(s, &txn, id, ids::PARTNERSHIP, &title, &Language::ALL).await?;
    txn.commit().await?;
    Ok(id)
}

fn check_demo(s: &Services) -> Result<(), Refusal> {
    if s.config.demo {
        Ok(())
    } else {
        Err(Refusal::NotFound)
    }
}
