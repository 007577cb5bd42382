//! The template of a proposal: which sections it begins with, what they ask, and which side
//! answers for them.

mod sections;

use model::{
    ids::OrganisationId,
    language::Texts,
    partnership::Organisation,
    proposal::{Section, SectionKey},
};

/// Which side answers for a section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner {
    Applicant,
    Partner,
    /// All sides together.
    Everyone,
}

/// A section before it belongs to a proposal. Texts stand as `[lv, pl, en]`.
struct Planned {
    key: &'static str,
    heading: [&'static str; 3],
    help: [&'static str; 3],
    required: bool,
    limit_chars: u32,
    owner: Owner,
}

/// The sections of a new proposal for these sides.
pub(crate) fn sections(sides: &[Organisation]) -> Vec<Section> {
    let section = |planned: &Planned| Section {
        key: SectionKey(planned.key.to_owned()),
        heading: texts(planned.heading),
        help: texts(planned.help),
        required: planned.required,
        limit_chars: planned.limit_chars,
        owner: owner_of(planned.owner, sides),
    };
    sections::ALL.iter().map(section).collect()
}

fn owner_of(owner: Owner, sides: &[Organisation]) -> Option<OrganisationId> {
    let side = |applicant: bool| sides.iter().find(|side| side.applicant == applicant);
    match owner {
        Owner::Applicant => side(true).map(|side| side.id),
        Owner::Partner => side(false).map(|side| side.id),
        Owner::Everyone => None,
    }
}

/// Texts from `[lv, pl, en]`.
pub(crate) fn texts([lv, pl, en]: [&str; 3]) -> Texts {
    Texts {
        lv: lv.to_owned(),
        pl: pl.to_owned(),
        en: en.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use model::{language::Language, proposal::FieldName};
    use std::collections::HashSet;

    #[test]
    fn every_section_speaks_all_languages_and_names_a_field() {
        let sections = sections(&[]);
        assert_eq!(sections.len(), 10);
        for section in &sections {
            for language in Language::ALL {
                assert!(!section.heading.get(language).is_empty());
                assert!(!section.help.get(language).is_empty());
                let name = format!("{}.{}", section.key, language.code());
                assert_eq!(name.parse::<FieldName>().unwrap().section, section.key);
            }
        }
        let keys: HashSet<_> = sections.iter().map(|section| &section.key).collect();
        assert_eq!(keys.len(), sections.len());
    }
}
