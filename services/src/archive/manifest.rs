//! What an archive says of itself: which partnership it is, and what every file of it must be.

use model::ids::{PartnershipId, ProposalId};
use serde::{Deserialize, Serialize};

/// The name of the file, which stands last.
pub(super) const PATH: &str = "manifest.json";
pub(super) const FORMAT: &str = "talka-archive";
/// Raised when a reader of the old shape would be wrong.
pub(super) const VERSION: u32 = 1;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub format: String,
    pub version: u32,
    /// The version of the program.
    pub talka: String,
    /// The newest migration of the database: what the rows look like.
    pub schema: String,
    /// The address at which it was made.
    pub from: String,
    /// Milliseconds since the Unix epoch, UTC.
    pub made_at: i64,
    pub partnership: PartnershipId,
    pub proposals: Vec<ProposalMark>,
    /// Every file but this one, in the order in which they stand.
    pub files: Vec<FileMark>,
}

/// A proposal in the archive.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct ProposalMark {
    pub id: ProposalId,
    pub folder: String,
    pub title: String,
    /// The fingerprint of the present text.
    pub sha256: String,
    pub finals: Vec<FinalMark>,
}

/// A version that was closed as final.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FinalMark {
    pub number: u32,
    pub sha256: String,
}

/// A file of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct FileMark {
    pub path: String,
    pub bytes: u64,
    pub sha256: String,
}
