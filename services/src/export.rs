//! Exports: the whole proposal in open formats, with the ledger of decisions as an annex.

use crate::{Services, error::Result};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId},
    language::Language,
};

/// A file to hand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    pub file_name: String,
    pub content_type: &'static str,
    pub bytes: Vec<u8>,
}

/// One self-contained HTML page with a print style.
pub async fn html(
    s: &Services,
    account: Option<AccountId>,
    proposal: ProposalId,
    language: Language,
) -> Result<Download> {
    let _ = (s, account, proposal, language);
    Err(Refusal::Unavailable.into())
}

/// Markdown (CommonMark with tables).
pub async fn markdown(
    s: &Services,
    account: Option<AccountId>,
    proposal: ProposalId,
    language: Language,
) -> Result<Download> {
    let _ = (s, account, proposal, language);
    Err(Refusal::Unavailable.into())
}

/// A Word document.
pub async fn docx(
    s: &Services,
    account: Option<AccountId>,
    proposal: ProposalId,
    language: Language,
) -> Result<Download> {
    let _ = (s, account, proposal, language);
    Err(Refusal::Unavailable.into())
}
