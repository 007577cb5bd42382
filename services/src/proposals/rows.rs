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

async fn sections_of<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Vec<Section>> {
    let rows = section::Entity::find()
        .filter(section::Column::Proposal.eq(id.0))
        .order_by_asc(section::Column::Position)
        .all(db)
        .await?;
    rows.into_iter().map(to_section).collect()
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
