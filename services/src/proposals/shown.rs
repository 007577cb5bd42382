//! Which text somebody is shown, and what stands around it.
//!
//! Members work on the live text. A final is shown from its version alone, with the names, titles and
//! headings of that day: nothing that is changed later changes what was signed. Visitors are shown the
//! published version, former members the newest one of their last day.

use super::rows;
use crate::{
    Services,
    access::Rights,
    error::Result,
    partnerships::facts_of,
    store::entities::{proposal, version},
    texts::{self, Text, TextView},
    versions::{self, prints, prints::Prints},
};
use model::{
    error::Refusal,
    ids::{ProposalId, VersionId},
    language::Texts,
    partnership::Organisation,
    proposal::{Proposal, Section},
    workflow::State,
};
use sea_orm::EntityTrait;
use std::sync::Arc;

/// A text with what stands around it.
pub(crate) struct Shown {
    pub proposal: Proposal,
    pub partnership: Texts,
    pub organisations: Vec<Organisation>,
    pub view: Arc<TextView>,
    /// None for the live text.
    pub version: Option<version::Head>,
}

impl Shown {
    /// With the structure of the text, and what is shown of exactly this text.
    pub async fn decoded(mut self, s: &Services) -> Result<(Shown, Arc<Text>)> {
        let names = self.view.names();
        let text = match &self.version {
            Some(version) => texts::version(s, VersionId(version.id), names).await?,
            None => texts::live(s, self.proposal.id, names).await?,
        };
        self.view = text.view.clone();
        Ok((self, text))
    }
}

/// What these rights show of the proposal.
pub(crate) async fn shown(s: &Services, rights: &Rights, id: ProposalId) -> Result<Shown> {
    rights.check_see()?;
    let row = proposal::Entity::find_by_id(id.0).one(&s.db).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    let version = match (&rights.member, rights.former) {
        (Some(_), _) if rights.state != State::Final => None,
        (Some(_), _) => Some(row.final_version.map(VersionId)),
        (None, Some(until)) => Some(versions::newest_until(&s.db, id, until).await?),
        (None, None) => Some(row.published_version.map(VersionId)),
    };
    match version {
        None => live(s, id).await,
        Some(version) => of_version(s, id, version.ok_or(Refusal::NotFound)?).await,
    }
}

/// The final version, for members, whatever the proposal's next draft is doing.
pub(crate) async fn final_of(s: &Services, rights: &Rights, id: ProposalId) -> Result<Shown> {
    if rights.member.is_none() {
        return shown(s, rights, id).await;
    }
    let row = proposal::Entity::find_by_id(id.0).one(&s.db).await?;
    let version = row.and_then(|row| row.final_version);
    of_version(s, id, VersionId(version.ok_or(Refusal::NotFound)?)).await
}

/// The version of this number, for who may read it.
pub(crate) async fn numbered(
    s: &Services,
    rights: &Rights,
    id: ProposalId,
    number: u32,
) -> Result<Shown> {
    rights.check_see()?;
    let row = proposal::Entity::find_by_id(id.0).one(&s.db).await?;
    let published = row.and_then(|row| row.published_version);
    let rows = versions::list(&s.db, id).await?;
    let version = rows.into_iter().find(|it| {
        let was_there = rights.former.is_some_and(|until| it.at <= until);
        let is_open = rights.member.is_some() || was_there || published == Some(it.id.0);
        it.number == number && is_open
    });
    of_version(s, id, version.ok_or(Refusal::NotFound)?.id).await
}

pub(crate) async fn live(s: &Services, id: ProposalId) -> Result<Shown> {
    let proposal = rows::proposal_of(&s.db, id).await?;
    let partnership = facts_of(&s.db, proposal.partnership).await?;
    Ok(Shown {
        view: texts::view(s, id, rows::fields_of(&proposal)).await?,
        partnership: partnership.title,
        organisations: partnership.organisations,
        proposal,
        version: None,
    })
}

async fn of_version(s: &Services, id: ProposalId, version: VersionId) -> Result<Shown> {
    let row = version::Head::of(&s.db, version.0).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    let prints = prints::of(&row)?;
    let mut proposal = rows::proposal_of(&s.db, id).await?;
    // A section that is off now may have been on then.
    let sections = rows::every_section_of(&s.db, id).await?.into_iter();
    proposal.sections = sections.map(|(section, _)| section).collect();
    let sides = facts_of(&s.db, proposal.partnership).await?.organisations;
    Ok(Shown {
        view: texts::version_view(s, version, prints::fields(&prints)).await?,
        organisations: sides_then(sides, &prints),
        proposal: proposal_then(proposal, &prints, rows::state_of(&row.state)?),
        partnership: prints.partnership,
        version: Some(row),
    })
}

fn proposal_then(mut proposal: Proposal, prints: &Prints, state: State) -> Proposal {
    let then = |mut section: Section| {
        let mut printed = prints.sections.iter();
        section.heading = printed.find(|(key, _)| *key == section.key)?.1.clone();
        Some(section)
    };
    proposal.sections = proposal.sections.into_iter().filter_map(then).collect();
    proposal.title = prints.title.clone();
    proposal.languages = prints.languages.clone();
    proposal.state = state;
    proposal
}

fn sides_then(sides: Vec<Organisation>, prints: &Prints) -> Vec<Organisation> {
    let then = |mut side: Organisation| {
        let mut printed = prints.sides.iter();
        side.name = printed.find(|it| it.organisation == side.id)?.name.clone();
        Some(side)
    };
    sides.into_iter().filter_map(then).collect()
}
