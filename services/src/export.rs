//! Exports: the whole proposal in open formats, with the ledger of decisions as an annex.

mod docx;
pub(crate) mod edition;
mod html;
mod markdown;

use crate::{
    Services, access,
    error::{Error, Result},
    journal::{self, Scope},
};
use model::{
    ids::{AccountId, PartnershipId, ProposalId},
    journal::Act,
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

/// Which text a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// What the account, or a visitor, is shown of the proposal.
    Shown,
    /// The version that both sides signed last, while the next draft is written.
    Final,
    /// The version of this number.
    Version(u32),
}

/// The proposal in one language as a file: what the account, or a visitor, is shown of it.
pub async fn file(
    s: &Services,
    account: Option<AccountId>,
    proposal: ProposalId,
    language: Language,
    format: Format,
) -> Result<Download> {
    file_of(s, account, proposal, Which::Shown, language, format).await
}

/// One of its texts in one language as a file.
pub async fn file_of(
    s: &Services,
    account: Option<AccountId>,
    proposal: ProposalId,
    which: Which,
    language: Language,
    format: Format,
) -> Result<Download> {
    let rights = access::proposal_rights(s, account, proposal).await?;
    let (edition, shown, text) = edition::of(s, &rights, proposal, language, which).await?;
    let language = edition.language;
    let write = move || {
        let edition = edition.with_text(&shown, &text);
        let bytes = match format {
            Format::Html => html::write(&edition).into_bytes(),
            Format::Markdown => markdown::write(&edition).into_bytes(),
            Format::Docx => docx::write(&edition)?,
        };
        Ok::<_, Error>(edition.download(format.ending(), format.content_type(), bytes))
    };
    let download = s.workers.run(write).await??;
    let belongs = rights.member.is_some() || rights.former.is_some();
    if let Some(account) = account.filter(|_| belongs) {
        note(s, account, rights.partnership, proposal, language, format).await;
    }
    Ok(download)
}

/// Writes the export into the journal. Taking one's text out works even when nothing can be written.
async fn note(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    proposal: ProposalId,
    language: Language,
    format: Format,
) {
    let act = Act::ExportedWhole {
        language,
        format: format.ending().to_owned(),
    };
    let written = async {
        let txn = s.begin().await?;
        access::lock_proposal(&txn, proposal).await?;
        let scope = Scope::Proposal(partnership, proposal);
        journal::append(s, &txn, scope, Some(account), &act).await?;
        txn.commit().await?;
        Ok::<(), Error>(())
    };
    if let Err(cause) = written.await {
        tracing::error!(%cause, "an export is not in the journal");
    }
}
