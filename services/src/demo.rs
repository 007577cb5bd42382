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

use crate::{
    Error, Services,
    error::Result,
    proposals,
    store::{Store, entities::account},
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId},
    language::Language,
    proposal::SectionKey,
};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
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

/// Refuses a database in which anybody has an account who is not of the demo: in demo mode everybody
/// may read everybody's mail, and with it sign in as everybody.
pub(crate) async fn check_own_database(store: &Store) -> Result<()> {
    let own = DemoRole::ALL.map(|role| account_of(role).0);
    let others = account::Entity::find()
        .filter(account::Column::Id.is_not_in(own))
        .count(&store.db)
        .await?;
    if others == 0 {
        return Ok(());
    }
    Err(Error::internal(format!(
        "demo mode lets everybody sign in as anybody, and {others} accounts that are not the demo's \
         are in it. Unset TALKA_DEMO, or name another database; TALKA_DEMO_ANYWHERE=1 opens it all \
         the same"
    )))
}

/// Whether nobody signs in as this account: it is the demo's, and there is no demo now.
pub(crate) fn stays_out(s: &Services, id: AccountId) -> bool {
    !s.config.demo && DemoRole::ALL.iter().any(|role| account_of(*role) == id)
}

fn check_demo(s: &Services) -> Result<(), Refusal> {
    if s.config.demo {
        Ok(())
    } else {
        Err(Refusal::NotFound)
    }
}
