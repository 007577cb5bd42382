//! A proposal as it is kept.

use crate::{
    access::unknown,
    error::Result,
    store::{
        entities::{proposal, section},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{OrganisationId, PartnershipId, ProposalId},
    language::Language,
    proposal::{FieldName, Proposal, Section, SectionKey},
    workflow::State,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

/// The proposal with its sections in order.
pub(crate) async fn proposal_of<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Proposal> {
    let row = proposal::Entity::find_by_id(id.0).one(db).await?;
    let row = row.ok_or(Refusal::NotFound)?;
    Ok(Proposal {
        id,
        partnership: PartnershipId(row.partnership),
        title: json::from(row.title)?,
        state: state_of(&row.state)?,
        languages: json::from(row.languages)?,
        sections: sections_of(db, id).await?,
        published: row.published_version.is_some(),
        every_comment: row.every_comment,
        settings: row.settings as u32,
    })
}

/// A stored state.
pub(crate) fn state_of(code: &str) -> Result<State> {
    State::from_code(code).ok_or_else(|| unknown("state", code))
}

/// Every field of the proposal: section by section, in the order of its languages.
pub(crate) fn fields_of(proposal: &Proposal) -> Vec<FieldName> {
    fields_in(&proposal.sections, &proposal.languages)
}

/// The fields of these sections in these languages.
pub(crate) fn fields_in(sections: &[Section], languages: &[Language]) -> Vec<FieldName> {
    let of_section = |section: &Section| {
        let field = |language: &Language| FieldName {
            section: section.key.clone(),
            language: *language,
        };
        languages.iter().map(field).collect::<Vec<_>>()
    };
    sections.iter().flat_map(of_section).collect()
}

/// Every field that the proposal can have: also of sections that are off, and in every language. Who
/// still shows older settings loses nothing that way.
pub(crate) async fn possible_fields<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
) -> Result<Vec<FieldName>> {
    let sections = every_section_of(db, id).await?.into_iter();
    let sections: Vec<_> = sections.map(|(section, _)| section).collect();
    Ok(fields_in(&sections, &Language::ALL))
}

/// The sections that are on, in their order.
async fn sections_of<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Vec<Section>> {
    let all = every_section_of(db, id).await?.into_iter();
    let on = all.filter(|(_, is_on)| *is_on);
    Ok(on.map(|(section, _)| section).collect())
}

/// Every section in their order, and whether it is on.
pub(crate) async fn every_section_of<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
) -> Result<Vec<(Section, bool)>> {
    let rows = section::Entity::find()
        .filter(section::Column::Proposal.eq(id.0))
        .order_by_asc(section::Column::Position)
        .all(db)
        .await?;
    let with_switch = |row: section::Model| {
        let is_on = !row.is_off;
        Ok((to_section(row)?, is_on))
    };
    rows.into_iter().map(with_switch).collect()
}

/// A section as `model` says it.
pub(crate) fn to_section(row: section::Model) -> Result<Section> {
    Ok(Section {
        key: SectionKey(row.key),
        heading: json::from(row.heading)?,
        help: json::from(row.help)?,
        required: row.required,
        limit_chars: row.limit_chars as u32,
        owner: row.owner.map(OrganisationId),
    })
}
