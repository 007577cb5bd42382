//! The fingerprint of a text: what sign-offs are given to (docs/document-format.md, "Fingerprint").

use model::proposal::FieldView;
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// The first line of what is hashed: the form's name and number.
const FORM: &str = "talka text 1\n";

/// The SHA-256 of the fields' names and HTML, in the proposal's order, as 64 hexadecimal digits.
///
/// Names and texts come with their lengths in bytes, so that no two lists of fields read the same.
pub(crate) fn of_html<'a>(fields: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut hasher = Sha256::new();
    hasher.update(FORM);
    for (name, html) in fields {
        hasher.update(format!("{} {} {}\n", name, html.len(), html));
    }
    let mut hex = String::new();
    for byte in hasher.finalize() {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

/// The fingerprint of a text as it is kept, of its fields in the proposal's order.
pub(crate) fn of_views<'a>(fields: impl IntoIterator<Item = &'a FieldView>) -> String {
    let named = |view: &'a FieldView| (view.field.to_string(), view.html.as_str());
    let fields: Vec<_> = fields.into_iter().map(named).collect();
    of_html(fields.iter().map(|(name, html)| (name.as_str(), *html)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_stays_as_it_is() {
        insta::assert_snapshot!(
            of_html([("summary.lv", "<p>Vārdi</p>"), ("summary.en", "")]),
            @"451d7fbc744c7993d26a5af48b2ff6aae41c922b5a91d7c4ab9cb1634193135d"
        );
    }

    #[test]
    fn every_name_and_letter_counts() {
        let all = [
            of_html([]),
            of_html([("a.lv", "")]),
            of_html([("a.lv", "<p>1</p>")]),
            of_html([("a.en", "<p>1</p>")]),
            of_html([("a.lv", "<p>1</p>"), ("b.lv", "")]),
        ];
        for (index, one) in all.iter().enumerate() {
            assert!(all[index + 1..].iter().all(|other| other != one));
        }
    }
}
