//! What a version's page and exports print besides its text: titles and headings as they were then.

use crate::{
    error::Result,
    partnerships::facts_of,
    store::{entities::version, json},
};
use model::{
    ids::PartnershipId,
    journal::NamedSide,
    language::{Language, Texts},
    proposal::{FieldName, Proposal, SectionKey},
};
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

/// Titles, headings, languages and names of sides as they were when the version was made or became
/// final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Prints {
    pub title: Texts,
    pub partnership: Texts,
    pub languages: Vec<Language>,
    /// In the proposal's order.
    pub sections: Vec<(SectionKey, Texts)>,
    /// The applicant first.
    pub sides: Vec<NamedSide>,
}

/// As they are now.
pub(super) async fn now<C: ConnectionTrait>(db: &C, proposal: &Proposal) -> Result<Prints> {
    let partnership = facts_of(db, proposal.partnership).await?;
    let sides = partnership.organisations.into_iter();
    Ok(Prints {
        title: proposal.title.clone(),
        partnership: partnership.title,
        languages: proposal.languages.clone(),
        sections: proposal
            .sections
            .iter()
            .map(|it| (it.key.clone(), it.heading.clone()))
            .collect(),
        sides: sides
            .map(|it| NamedSide {
                organisation: it.id,
                name: it.name,
            })
            .collect(),
    })
}

/// Every field of the version: section by section, in the order of its languages.
pub(crate) fn fields(prints: &Prints) -> Vec<FieldName> {
    let field = |section: &SectionKey, language: &Language| FieldName {
        section: section.clone(),
        language: *language,
    };
    let sections = prints.sections.iter();
    sections
        .flat_map(|(key, _)| prints.languages.iter().map(move |it| field(key, it)))
        .collect()
}

/// What the version kept.
pub(crate) fn of(row: &version::Head) -> Result<Prints> {
    json::from(row.prints.clone())
}

/// The side as it is called now.
pub(super) async fn named_side<C: ConnectionTrait>(
    db: &C,
    partnership: PartnershipId,
    side: model::ids::OrganisationId,
) -> Result<NamedSide> {
    let sides = crate::partnerships::organisations_of(db, partnership).await?;
    let found = sides.into_iter().find(|it| it.id == side);
    Ok(NamedSide {
        organisation: side,
        name: found.map(|it| it.name).unwrap_or_default(),
    })
}
