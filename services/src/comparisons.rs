//! Two versions compared, or a version with the working text: what was inserted, deleted, moved and
//! restyled, section by section, and by whom.

mod authors;
mod html;
mod tally;

pub use html::{body, file, moment_name, standing, title};
pub use tally::Tally;

use crate::{
    Services,
    access::{self, Rights},
    error::{Error, Result},
    proposals::{Shown, live, numbered},
    store::deletions::Noted,
    texts,
};
pub(crate) use authors::clients;

use authors::Authors;
use model::{
    document::{
        diff::{
            Change, Diff,
            accounts::{Book, Credit, Deleters},
        },
        draft::Draft,
    },
    error::Refusal,
    ids::{AccountId, ProposalId, Timestamp, VersionId},
    language::{Language, Texts},
    proposal::{FieldName, Section},
    workflow::State,
};
use std::{fmt, str::FromStr};

/// A moment whose text can be compared with that of another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moment {
    /// A version by its number.
    Version(u32),
    /// The working text.
    Now,
}

const NOW: &str = "now";

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Moment::Version(number) => number.fmt(f),
            Moment::Now => f.write_str(NOW),
        }
    }
}

impl FromStr for Moment {
    type Err = Refusal;
    fn from_str(text: &str) -> Result<Moment, Refusal> {
        match text {
            NOW => Ok(Moment::Now),
            number => {
                let number = number.parse().map_err(|_| Refusal::NoSuchVersion)?;
                Ok(Moment::Version(number))
            }
        }
    }
}

/// The page of a comparison; the older text comes first.
pub fn address(id: ProposalId, older: Moment, newer: Moment) -> String {
    format!("/proposals/{id}/compare/{older}/{newer}")
}

/// One of the two texts.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedEnd {
    pub moment: Moment,
    pub state: State,
    /// When the version was kept; none for the working text.
    pub at: Option<Timestamp>,
    pub hash: String,
}

/// A section in the language that is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct ComparedSection {
    pub key: String,
    pub heading: Texts,
    /// What became of each block, with who is behind its runs; empty where nothing changed.
    pub changes: Vec<(Change, Vec<Credit<AccountId>>)>,
    /// Whether only what stands around the words changed, as where one list became two.
    pub is_rearranged: bool,
}

impl ComparedSection {
    /// Whether anything changed in it.
    pub fn is_changed(&self) -> bool {
        self.is_rearranged || !self.changes.is_empty()
    }
}

/// Two texts of a proposal, compared in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    pub proposal: ProposalId,
    pub title: Texts,
    /// The older text first.
    pub ends: [ComparedEnd; 2],
    pub language: Language,
    /// Every language that one of the texts has, with the number of changes in it.
    pub languages: Vec<(Language, usize)>,
    /// In the order of the newer text.
    pub sections: Vec<ComparedSection>,
    authors: Authors,
}

/// What the older of these texts became in the newer one. Members compare any two, former members those
/// that were there on their last day. Without a language it is the first of those preferred in which
/// something changed.
///
/// # Errors
/// `Refusal::NoSuchVersion` and `Refusal::NoSuchLanguage`; `Refusal::NotFound` for everybody else.
pub async fn compare(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    moments: [Moment; 2],
    language: Option<Language>,
    preferred: Language,
) -> Result<Comparison> {
    let rights = access::proposal_rights(s, Some(account), id).await?;
    if rights.member.is_none() && rights.former.is_none() {
        return Err(Refusal::NotFound.into());
    }
    let mut moments = moments;
    moments.sort();
    let older = shown_at(s, &rights, id, moments[0]).await?;
    let newer = shown_at(s, &rights, id, moments[1]).await?;
    let languages = languages_of(&older, &newer);
    if language.is_some_and(|it| !languages.contains(&it)) {
        return Err(Refusal::NoSuchLanguage.into());
    }
    let drafts = Drafts {
        older: draft_of(s, id, &older).await?,
        newer: draft_of(s, id, &newer).await?,
        noted: Noted::read(&s.db, id).await?,
        clients: authors::clients(&s.db, id).await?,
    };
    let sections = sections_of(&older, &newer);
    let work = move || drafts.compare(&sections, &languages, language, preferred);
    let (language, languages, sections) = s.workers.run(work).await??;
    let named = sections.iter().flat_map(|section| &section.changes);
    let credits = named.flat_map(|(_, credits)| credits);
    let authors = Authors::of(s, rights.partnership, &newer.organisations, credits).await?;
    Ok(Comparison {
        proposal: id,
        title: newer.proposal.title.clone(),
        ends: [end(moments[0], &older), end(moments[1], &newer)],
        language,
        languages,
        sections,
        authors,
    })
}

async fn shown_at(s: &Services, rights: &Rights, id: ProposalId, moment: Moment) -> Result<Shown> {
    match moment {
        Moment::Version(number) => match numbered(s, rights, id, number).await {
            Err(Error::Refused(Refusal::NotFound)) => Err(Refusal::NoSuchVersion.into()),
            shown => shown,
        },
        Moment::Now if rights.member.is_some() => live(s, id).await,
        // What is written today is not for who has left.
        Moment::Now => Err(Refusal::NotFound.into()),
    }
}

async fn draft_of(s: &Services, id: ProposalId, shown: &Shown) -> Result<Draft> {
    let version = shown.version.as_ref().map(|head| VersionId(head.id));
    texts::draft(s, id, version).await
}

fn end(moment: Moment, shown: &Shown) -> ComparedEnd {
    ComparedEnd {
        moment,
        state: shown.proposal.state,
        at: shown.version.as_ref().map(|head| Timestamp(head.at)),
        hash: shown.view.hash.clone(),
    }
}

fn languages_of(older: &Shown, newer: &Shown) -> Vec<Language> {
    let mut languages = newer.proposal.languages.clone();
    let old = older.proposal.languages.iter();
    languages.extend(old.filter(|it| !newer.proposal.languages.contains(it)));
    languages
}

fn sections_of(older: &Shown, newer: &Shown) -> Vec<Section> {
    let mut sections = newer.proposal.sections.clone();
    let is_gone = |it: &&Section| newer.proposal.sections.iter().all(|new| new.key != it.key);
    let old = older.proposal.sections.iter();
    sections.extend(old.filter(is_gone).cloned());
    sections
}

/// Everything that the work needs.
struct Drafts {
    older: Draft,
    newer: Draft,
    noted: Noted,
    clients: std::collections::HashMap<u64, AccountId>,
}

type Compared = (Language, Vec<(Language, usize)>, Vec<ComparedSection>);

impl Drafts {
    fn compare(
        &self,
        sections: &[Section],
        languages: &[Language],
        asked: Option<Language>,
        preferred: Language,
    ) -> Result<Compared> {
        let count = |language: &Language| {
            let changes = sections.iter().map(|it| self.count(&field(it, *language)));
            (*language, changes.sum::<usize>())
        };
        let languages: Vec<_> = languages.iter().map(count).collect();
        let mut changed = languages.iter().filter(|(_, changes)| *changes > 0);
        let is_preferred = |(it, _): &&(Language, usize)| *it == preferred;
        let chosen = changed
            .clone()
            .find(is_preferred)
            .or_else(|| changed.next())
            .or_else(|| languages.iter().find(is_preferred))
            .or(languages.first());
        let chosen = chosen.map(|(language, _)| *language);
        let language = asked.or(chosen).ok_or(Refusal::NoSuchLanguage)?;
        let deleters = self.noted.deleters()?;
        let compared = |section: &Section| {
            let field = field(section, language);
            let changes = self.changes(&field, &deleters);
            ComparedSection {
                key: section.key.to_string(),
                heading: section.heading.clone(),
                is_rearranged: changes.is_empty() && self.differs(&field),
                changes,
            }
        };
        let sections = sections.iter().map(compared).collect();
        Ok((language, languages, sections))
    }

    fn differs(&self, field: &FieldName) -> bool {
        self.older.projection(field).nodes() != self.newer.projection(field).nodes()
    }

    fn diff(&self, field: &FieldName) -> Diff {
        Diff::between(self.older.projection(field), self.newer.projection(field))
    }

    /// The number of changes, as [`Tally`] counts them.
    fn count(&self, field: &FieldName) -> usize {
        if !self.differs(field) {
            return 0;
        }
        let changes = tally::changes(self.diff(field).changes.iter());
        changes.max(1)
    }

    fn changes(
        &self,
        field: &FieldName,
        deleters: &Deleters<AccountId>,
    ) -> Vec<(Change, Vec<Credit<AccountId>>)> {
        let diff = self.diff(field);
        if diff.changes.iter().all(|it| matches!(it, Change::Kept(_))) {
            return Vec::new();
        }
        let book = Book {
            before: &self.older,
            after: &self.newer,
            field,
            clients: &self.clients,
            deleters,
        };
        let credits = book.credits(&diff);
        diff.changes.into_iter().zip(credits).collect()
    }
}

fn field(section: &Section, language: Language) -> FieldName {
    FieldName {
        section: section.key.clone(),
        language,
    }
}
