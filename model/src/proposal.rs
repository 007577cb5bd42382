//! A proposal: its sections, its fields, and everything its page shows.

use crate::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId, ProposalId, RoundId, Timestamp, VersionId},
    language::{Language, Texts},
    partnership::{Member, Organisation},
    thread::Thread,
    workflow::State,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The stable key of a section within its proposal, `[a-z0-9_]+`, for example `justification`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SectionKey(pub String);

impl fmt::Display for SectionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One section's text in one language: a root of the shared document, written `{section}.{lang}`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct FieldName {
    pub section: SectionKey,
    pub language: Language,
}

/// A text that is not `{section}.{lang}`.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a field name: {0:?}")]
pub struct NotAFieldName(pub String);

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.section, self.language.code())
    }
}

impl FromStr for FieldName {
    type Err = NotAFieldName;
    fn from_str(text: &str) -> Result<Self, NotAFieldName> {
        let refused = || NotAFieldName(text.to_owned());
        let (section, code) = text.rsplit_once('.').ok_or_else(refused)?;
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if section.is_empty() || !section.chars().all(plain) {
            return Err(refused());
        }
        let language = Language::from_code(code).ok_or_else(refused)?;
        Ok(FieldName {
            section: SectionKey(section.to_owned()),
            language,
        })
    }
}

impl TryFrom<String> for FieldName {
    type Error = NotAFieldName;
    fn try_from(text: String) -> Result<Self, NotAFieldName> {
        text.parse()
    }
}

impl From<FieldName> for String {
    fn from(field: FieldName) -> String {
        field.to_string()
    }
}

/// A named part of a proposal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub key: SectionKey,
    pub heading: Texts,
    pub help: Texts,
    pub required: bool,
    /// Most characters of its text, counted as Unicode scalar values without markup.
    pub limit_chars: u32,
    /// The side that answers for it.
    pub owner: Option<OrganisationId>,
}

/// A document under way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub id: ProposalId,
    pub partnership: PartnershipId,
    pub title: Texts,
    pub state: State,
    pub languages: Vec<Language>,
    pub sections: Vec<Section>,
    /// Whether a version may be read without an account.
    pub published: bool,
    /// Whether a final needs a decision on every comment, and not only on every objection.
    pub every_comment: bool,
    /// How often its settings were changed.
    pub settings: u32,
}

/// One section's text in one language as the server rendered it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldView {
    pub field: FieldName,
    /// Safe HTML of the blocks, as `document::html` writes it.
    pub html: String,
    pub chars: u32,
}

/// A numbered, immutable snapshot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionRow {
    pub id: VersionId,
    /// 1, 2, 3 … within the proposal.
    pub number: u32,
    /// The state it was named for.
    pub state: State,
    pub by: String,
    pub at: Timestamp,
    /// The fingerprint of its text: SHA-256, 64 hexadecimal digits.
    pub hash: String,
    /// What somebody called it; empty where nobody did.
    pub name: String,
    /// Whether the server kept it by itself, and nothing has been made of it since.
    pub automatic: bool,
}

/// As much of a fingerprint as people compare by eye.
pub fn short_hash(hash: &str) -> &str {
    hash.get(..8).unwrap_or(hash)
}

/// One side's agreement to one exact version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignOff {
    pub side: OrganisationId,
    /// What the side was called when it signed.
    pub side_name: Texts,
    pub version: VersionId,
    pub version_number: u32,
    /// The fingerprint of the text that was signed.
    pub hash: String,
    pub account: AccountId,
    /// What the signer was called then.
    pub name: String,
    pub at: Timestamp,
    /// In how many blocks the text has changed since; 0 means that it still counts.
    pub changed_places: u32,
}

/// A review period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Round {
    pub id: RoundId,
    pub number: u32,
    /// ISO 8601.
    pub last_day: Option<String>,
    pub opened_at: Timestamp,
    pub closed_at: Option<Timestamp>,
}

/// Why the state was moved, by whom: the proposal's history.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StateMove {
    pub from: State,
    pub to: State,
    pub reason: String,
    pub by: String,
    pub at: Timestamp,
}

/// Who signs for a side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SideSigners {
    pub side: OrganisationId,
    pub accounts: Vec<AccountId>,
}

/// What changes when people review and sign, apart from the text itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The number in the proposal's journal of the newest act that this shows; it may show later ones.
    pub seq: u64,
    pub state: State,
    /// Whether a version may be read without an account.
    pub published: bool,
    /// Newest first.
    pub versions: Vec<VersionRow>,
    /// The sign-off of each side that has one, whether or not it is of the present text; of a final,
    /// those that it was made final by.
    pub sign_offs: Vec<SignOff>,
    /// The fingerprint of the present text.
    pub present_hash: String,
    /// The number of the present text, if it is a version.
    pub present_version: Option<u32>,
    /// The version that both sides signed last; it stays when the next draft begins.
    pub final_version: Option<VersionRow>,
    /// Which version may be read without an account.
    pub published_version: Option<u32>,
    /// Who signs for each side now; empty for visitors.
    pub signers: Vec<SideSigners>,
    /// Why the proposal cannot be made final now; none when it can, and for visitors.
    pub held: Option<Refusal>,
    /// How often the settings were changed: a page that shows older ones is to be loaded again.
    pub settings: u32,
    pub round: Option<Round>,
    /// Newest first.
    pub moves: Vec<StateMove>,
}

/// Everything the proposal's page shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalPage {
    pub proposal: Proposal,
    pub partnership_title: Texts,
    pub organisations: Vec<Organisation>,
    pub members: Vec<Member>,
    /// The viewer's membership; none for a visitor of a published final.
    pub me: Option<Member>,
    pub fields: Vec<FieldView>,
    pub threads: Vec<Thread>,
    pub progress: Progress,
}

impl Progress {
    /// The move that brought the proposal back to where it is now, with its reason.
    pub fn came_back(&self) -> Option<&StateMove> {
        self.moves
            .first()
            .filter(|it| it.to < it.from && it.to == self.state)
    }
}
