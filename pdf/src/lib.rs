//! Typesets a report as a PDF that everybody can read: tagged (PDF/UA-1) and kept for long
//! (PDF/A-2a), by typst.
//!
//! The report comes as JSON; `report.typ` says how it looks. No text of it is read as markup. It is
//! a crate of its own that knows nothing of the product, so that typst is compiled beside the
//! services and not before them.

mod desk;
mod fonts;
mod letters;

use desk::Desk;
use letters::Shapes;
use serde_json::Value;
use typst::{diag::SourceDiagnostic, foundations::Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum Failed {
    #[error("the report is no JSON: {0}")]
    Data(#[from] serde_json::Error),
    #[error("the report cannot be typeset: {0}")]
    Template(String),
}

/// The bytes of the PDF. It takes as long as it takes and cannot be stopped: whoever calls bounds
/// the report and the thread.
pub fn typeset(report: &[u8]) -> Result<Vec<u8>, Failed> {
    let report: Value = serde_json::from_slice(report)?;
    // The second attempt is for what the first one could not show.
    attempt(report.clone(), Shapes::All).or_else(|_| attempt(report, Shapes::Single))
}

fn attempt(mut report: Value, shapes: Shapes) -> Result<Vec<u8>, Failed> {
    letters::show(&mut report, shapes);
    let desk = Desk::with(serde_json::to_vec(&report)?)?;
    let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
        .map_err(|cause| Failed::Template(cause.message().to_string()))?;
    let options = PdfOptions {
        creator: Smart::Custom(Some("Talka".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let document = typst::compile::<PagedDocument>(&desk).output;
    let pdf = document.and_then(|document| typst_pdf::pdf(&document, &options));
    // Nothing of one proposal stays in memory for the next.
    typst::comemo::evict(0);
    pdf.map_err(|causes| Failed::Template(said(&causes)))
}

/// What went wrong, without the text that it went wrong with.
fn said(causes: &[SourceDiagnostic]) -> String {
    let causes = causes.iter().map(|cause| cause.message.to_string());
    causes.collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests;
