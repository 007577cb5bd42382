//! Tables as CSV (RFC 4180), for spreadsheets.

use model::invisible::fits_xml;
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

/// The content type of such a file.
pub(crate) const CONTENT_TYPE: &str = "text/csv; charset=utf-8";

/// A line of these cells.
pub(crate) fn line(cells: &[String]) -> String {
    let cells: Vec<_> = cells.iter().map(|text| cell(text)).collect();
    cells.join(",") + "\r\n"
}

/// A cell in quotes, without control characters. A text that a spreadsheet would take for a formula gets an apostrophe first.
fn cell(text: &str) -> String {
    let text: String = text.chars().filter(|c| fits_xml(*c)).collect();
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let guard = if formula { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// A moment in milliseconds since the epoch.
pub(crate) fn rfc_3339(at_ms: i64) -> String {
    let at = OffsetDateTime::from_unix_timestamp_nanos(i128::from(at_ms) * 1_000_000).ok();
    at.and_then(|at| at.format(&Rfc3339).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_quoted_and_never_a_formula() {
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
    }
}
