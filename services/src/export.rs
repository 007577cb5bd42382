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

/// In which format a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One self-contained HTML page with a print style.
    Html,
    /// Markdown (CommonMark with tables).
    Markdown,
    /// A Word document.
    Docx,
}

impl Format {
    fn ending(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Markdown => "md",
            Format::Docx => "docx",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Format::Html => "text/html; charset=utf-8",
            Format::Markdown => "text/markdown; charset=utf-8",
            Format::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
        }
    }
}

/// The proposal in one language as a file.
pub async fn file(
    s: &Services,
    account: Option<AccountId>,
    proposal: ProposalId,
    language: Language,
    format: Format,
) -> Result<Download> {
    let edition = edition::of(s, account, proposal, language).await?;
    let bytes = match format {
        Format::Html => html::write(&edition).into_bytes(),
        Format::Markdown => markdown::write(&edition).into_bytes(),
        Format::Docx => docx::write(&edition)?,
    };
    Ok(edition.download(format.ending(), format.content_type(), bytes))
}
