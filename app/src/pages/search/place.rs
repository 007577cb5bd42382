//! Where something that was found stands: an address, and how the words are found again there.

use model::{language::Language, search::Query};
use services::search::{FoundIn, Hit, HitKind};
use std::fmt::Write;

/// The address of a hit. A written page shows the words by the fragment (`:~:text=`); a text that becomes
/// live is shown at its section.
pub fn of(it: &FoundIn, hit: &Hit, query: &Query) -> String {
    let words = escaped(&query.fragment(&hit.body));
    let project = format!("/partnerships/{}", it.partnership);
    let Some(proposal) = it.proposal.map(|id| format!("/proposals/{id}")) else {
        return format!("{project}#:~:text={words}");
    };
    let lang = hit.language.unwrap_or_default();
    match (hit.kind, &hit.field, hit.thread, hit.version) {
        (HitKind::Text, Some(field), ..) => {
            let (section, lang) = (&field.section, lang.code());
            format!("{proposal}?lang={lang}#section-{section}:~:text={words}")
        }
        (HitKind::Decision, ..) => format!("{proposal}/decisions#:~:text={words}"),
        (HitKind::Comment | HitKind::Suggestion, _, Some(thread), _) => {
            format!("{proposal}?live&lang={}#thread-{thread}", lang.code())
        }
        (HitKind::Version, .., Some(number)) => format!("{proposal}/versions#version-{number}"),
        _ => proposal,
    }
}

/// The address of a proposal's text in a language.
pub fn text(proposal: model::ids::ProposalId, language: Language) -> String {
    format!("/proposals/{proposal}?lang={}", language.code())
}

/// Every sign that is no plain letter or digit as its bytes (RFC 3986, 2.1): what means something to the
/// fragment, as a hyphen does, too.
fn escaped(words: &str) -> String {
    let mut escaped = String::new();
    for byte in words.bytes() {
        match byte.is_ascii_alphanumeric() {
            true => escaped.push(char::from(byte)),
            false => {
                let _ = write!(escaped, "%{byte:02X}");
            }
        }
    }
    escaped
}
