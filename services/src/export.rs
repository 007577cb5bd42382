//! Exports: the whole proposal in open formats, with the ledger of decisions as an annex.

mod docx;
mod edition;
mod html;
mod markdown;

use crate::{Services, error::Result};
use model::{
    ids::{AccountId, ProposalId},
    language::Language,
};

/// A file to hand out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// May hold any letter; what no file name may hold is left out.
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
    let edition = edition::of(s, account, proposal, language).await?;
    let bytes = html::write(&edition).into_bytes();
    Ok(edition.download("html", "text/html; charset=utf-8", bytes))
}

/// Markdown (CommonMark with tables).
pub async fn markdown(
    s: &Services,
    account: Option<AccountId>,
    proposal: ProposalId,
    language: Language,
) -> Result<Download> {
    let edition = edition::of(s, account, proposal, language).await?;
    let bytes = markdown::write(&edition).into_bytes();
    Ok(edition.download("md", "text/markdown; charset=utf-8", bytes))
}

/// A Word document.
pub async fn docx(
    s: &Services,
    account: Option<AccountId>,
    proposal: ProposalId,
    language: Language,
) -> Result<Download> {
    let edition = edition::of(s, account, proposal, language).await?;
    let bytes = docx::write(&edition)?;
    let content_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    Ok(edition.download("docx", content_type, bytes))
}
