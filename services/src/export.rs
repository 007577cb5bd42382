//! Exports: the whole proposal in open formats, with the ledger of decisions as an annex.

mod docx;
pub(crate) mod edition;
mod grid;
mod html;
mod json;
mod markdown;
mod odt;
mod pdf;
mod talks;

pub use pdf::Typeset;

pub(crate) use edition::{file_name, shown_as};
pub use json::json_of;
pub(crate) use json::{Around, facts_now, texts, whole};

use crate::{
    Services,
    access::{self, Rights},
    error::{Error, Result},
    journal::{self, Scope},
    proposals::Shown,
    texts::Text,
};
use edition::Edition;
use model::{
    ids::{AccountId, ProposalId},
    journal::Act,
    language::Language,
};
use std::sync::Arc;
use talks::Talks;

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
    /// A tagged PDF.
    Pdf,
    /// An OpenDocument text.
    Odt,
}

impl Format {
    /// All formats.
    pub(crate) const ALL: [Format; 3] = [Format::Html, Format::Markdown, Format::Docx];

    pub(crate) fn ending(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Markdown => "md",
            Format::Docx => "docx",
            Format::Pdf => "pdf",
            Format::Odt => "odt",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Format::Html => "text/html; charset=utf-8",
            Format::Markdown => "text/markdown; charset=utf-8",
            Format::Docx => {
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            }
            Format::Pdf => "application/pdf",
            Format::Odt => "application/vnd.oasis.opendocument.text",
        }
    }
}

/// What a file says of the comments behind the text; visitors get none of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Annex {
    None,
    /// Every comment and how it ended.
    #[default]
    Decisions,
    /// The same with every answer.
    Answers,
}

impl Annex {
    /// The annex of a stable name, as in `?annex=`.
    pub fn from_code(code: &str) -> Option<Annex> {
        match code {
            "none" => Some(Annex::None),
            "decisions" => Some(Annex::Decisions),
            "answers" => Some(Annex::Answers),
            _ => None,
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
    let annex = Annex::default();
    file_of(
        s,
        account,
        proposal,
        Which::Shown,
        language,
        (format, annex),
    )
    .await
}

/// One of its texts in one language as a file with such an annex.
pub async fn file_of(
    s: &Services,
    account: Option<AccountId>,
    proposal: ProposalId,
    which: Which,
    language: Language,
    (format, annex): (Format, Annex),
) -> Result<Download> {
    let rights = access::proposal_rights(s, account, proposal).await?;
    let wanted = (language, annex);
    let (edition, shown, text) = edition::of(s, &rights, proposal, wanted, which).await?;
    let language = edition.language;
    let typeset = s.config.typeset;
    let write = move || {
        let edition = edition.with_text(&shown, &text);
        let bytes = bytes_of(&edition, &text, typeset, format)?;
        Ok::<_, Error>(edition.download(format.ending(), format.content_type(), bytes))
    };
    let download = s.workers.run(write).await??;
    let what = (Some(language), format.ending());
    note_for(s, account, &rights, proposal, what).await;
    Ok(download)
}

fn bytes_of(edition: &Edition, text: &Text, typeset: Typeset, format: Format) -> Result<Vec<u8>> {
    Ok(match format {
        Format::Html => html::write(edition).into_bytes(),
        Format::Markdown => markdown::write(edition).into_bytes(),
        Format::Docx => docx::write(edition, &Talks::of(edition, text))?,
        Format::Odt => odt::write(edition, &Talks::of(edition, text))?,
        Format::Pdf => pdf::write(edition, typeset)?,
    })
}

/// A text in one language and format, for who has these rights; nothing is written into the journal.
pub(crate) async fn written(
    s: &Services,
    rights: &Rights,
    shown: &Arc<Shown>,
    text: &Arc<Text>,
    (language, format): (Language, Format),
) -> Result<Vec<u8>> {
    let wanted = (language, Annex::default());
    let edition = edition::around(s, rights, shown, wanted).await?;
    let (shown, text) = (shown.clone(), text.clone());
    let typeset = s.config.typeset;
    let write = move || bytes_of(&edition.with_text(&shown, &text), &text, typeset, format);
    s.workers.run(write).await?
}

/// Writes the export into the journal, in one language or in all, if who took it belongs to the
/// partnership.
async fn note_for(
    s: &Services,
    account: Option<AccountId>,
    rights: &Rights,
    proposal: ProposalId,
    (language, ending): (Option<Language>, &str),
) {
    let format = ending.to_owned();
    let act = match language {
        Some(language) => Act::ExportedWhole { language, format },
        None => Act::ExportedAll { format },
    };
    let belongs = rights.member.is_some() || rights.former.is_some();
    if let Some(account) = account.filter(|_| belongs) {
        let scope = Scope::Proposal(rights.partnership, proposal);
        note(s, account, scope, act).await;
    }
}

/// Writes the export into the journal. Taking one's text out works even when nothing can be written.
pub(crate) async fn note(s: &Services, account: AccountId, scope: Scope, act: Act) {
    let written = async {
        let txn = s.begin().await?;
        match scope {
            Scope::Proposal(_, id) => access::lock_proposal(&txn, id).await?,
            Scope::Partnership(id) => access::lock_partnership(&txn, id).await?,
        }
        journal::append(s, &txn, scope, Some(account), &act).await?;
        txn.commit().await?;
        Ok::<(), Error>(())
    };
    if let Err(cause) = written.await {
        tracing::error!(%cause, "an export is not in the journal");
    }
}
