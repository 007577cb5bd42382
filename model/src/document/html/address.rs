//! Which addresses a link may have: the same rule for what comes in and what is shown.

use crate::{invisible::is_invisible, limits::ADDRESS_CHARS};

const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// The address without the space and the invisible characters around it, if a link may lead there.
///
/// Browsers drop tabs, line ends and leading control characters before they read the scheme, and an
/// invisible character within makes an address look like another one, so an address with any of them
/// is refused rather than cleaned.
pub fn safe_address(address: &str) -> Option<&str> {
    let is_around = |c| matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') || is_invisible(c);
    let address = address.trim_matches(is_around);
    let is_bad = |c: char| c.is_control() || is_invisible(c);
    if address.chars().count() > ADDRESS_CHARS || address.chars().any(is_bad) {
        return None;
    }
    let (scheme, rest) = address.split_once(':')?;
    let known = SCHEMES
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    (known && !rest.is_empty()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_known_schemes_are_safe() {
        for address in [
            "https://leszno.pl/a?b=c#d",
            "http://x",
            "HTTPS://X",
            "mailto:a@b.lv",
            "tel:+37160000000",
        ] {
            assert_eq!(safe_address(address), Some(address));
        }
        assert_eq!(safe_address(" https://x \n"), Some("https://x"));
        assert_eq!(safe_address("\u{200b}https://x\u{feff}"), Some("https://x"));
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "data:text/html,<script>",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://x",
            "//x.lv",
            "/path",
            "#part",
            "x.lv",
            "https:",
            "",
            "https\u{0}://x",
            "https ://x",
            "https://x\u{202e}y",
            "https://x\u{200b}.lv",
        ] {
            assert_eq!(safe_address(address), None, "{address:?}");
        }
        assert_eq!(
            safe_address(&format!("https://{}", "x".repeat(5_000))),
            None
        );
    }
}
