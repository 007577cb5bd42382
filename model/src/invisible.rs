//! Characters that nobody sees, and those that no file may hold.
//!
//! A name, title or address that differs from another one only in them looks the same and is not, and
//! some of them turn the direction of everything after them (UTS #39, 2; UTS #55, 3).

use std::ops::RangeInclusive;

/// Zero-width non-joiner and joiner.
const JOINERS: RangeInclusive<char> = '\u{200c}'..='\u{200d}';
/// Asks for the colourful form of the pictograph before it.
const COLOURFUL: char = '\u{fe0f}';
/// Arabic to Sinhala: the scripts whose spelling needs the joiners (UAX #31, 2.3).
const JOINING: RangeInclusive<char> = '\u{620}'..='\u{dff}';
/// Arrows, symbols and emoji, which joiners make one picture of.
const PICTOGRAPHS: [RangeInclusive<char>; 2] = ['\u{2190}'..='\u{2bff}', '\u{1f000}'..='\u{1faff}'];

/// What has no shape of its own: `Default_Ignorable_Code_Point` of Unicode's
/// `DerivedCoreProperties.txt`, and the interlinear annotations (U+FFF9 to U+FFFB). That is the whole
/// general category Cf but for the number signs of Arabic, Syriac and Kaithi, which are seen, and the
/// layout of hieroglyphs.
const INVISIBLE: [RangeInclusive<char>; 17] = [
    '\u{ad}'..='\u{ad}',
    '\u{34f}'..='\u{34f}',
    '\u{61c}'..='\u{61c}',
    '\u{115f}'..='\u{1160}',
    '\u{17b4}'..='\u{17b5}',
    '\u{180b}'..='\u{180f}',
    '\u{200b}'..='\u{200f}',
    '\u{202a}'..='\u{202e}',
    '\u{2060}'..='\u{206f}',
    '\u{3164}'..='\u{3164}',
    '\u{fe00}'..='\u{fe0f}',
    '\u{feff}'..='\u{feff}',
    '\u{ffa0}'..='\u{ffa0}',
    '\u{fff0}'..='\u{fffb}',
    '\u{1bca0}'..='\u{1bca3}',
    '\u{1d173}'..='\u{1d17a}',
    '\u{e0000}'..='\u{e0fff}',
];

/// Whether the character has no shape of its own. White space and control characters (Cc) are not
/// meant.
pub fn is_invisible(c: char) -> bool {
    INVISIBLE.iter().any(|range| range.contains(&c))
}

/// The text without invisible characters and without control characters but tab and line end.
/// Joiners stay between letters whose spelling needs them, and within a picture.
pub fn visible(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let before = kept.chars().next_back();
        let stays = match c {
            '\t' | '\n' | '\r' => true,
            _ if JOINERS.contains(&c) => before
                .zip(rest.peek())
                .is_some_and(|(before, after)| joins(before, *after)),
            COLOURFUL => before.is_some_and(is_pictograph),
            _ => !c.is_control() && !is_invisible(c),
        };
        if stays {
            kept.push(c);
        }
    }
    kept
}

/// Whether an XML document may hold the character (XML 1.0, 2.2, production 2).
pub fn fits_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn joins(before: char, after: char) -> bool {
    let are_letters = JOINING.contains(&before) && JOINING.contains(&after);
    are_letters || ((before == COLOURFUL || is_pictograph(before)) && is_pictograph(after))
}

fn is_pictograph(c: char) -> bool {
    PICTOGRAPHS.iter().any(|range| range.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

    /// Characters of Cf that are seen: Prepended_Concatenation_Mark, and the layout of hieroglyphs.
    fn is_seen(c: char) -> bool {
        matches!(c,
            '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}' | '\u{8e2}'
            | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}')
    }

    #[test]
    fn every_format_character_of_unicode_is_invisible_or_seen() {
        for c in ('\0'..=char::MAX).filter(|c| c.general_category() == GeneralCategory::Format) {
            assert_ne!(is_invisible(c), is_seen(c), "U+{:04X}", c as u32);
        }
    }

    #[test]
    fn what_nobody_sees_is_taken_out_and_what_letters_need_stays() {
        let rows = [
            ("Anna Kļava", "Anna Kļava"),
            ("\u{200b}", ""),
            ("A\u{202e}nn\u{2069}a", "Anna"),
            ("A\u{1}n\u{9b}na\u{7f}\0", "Anna"),
            ("so\u{ad}ft \u{feff}hy\u{2060}phen", "soft hyphen"),
            ("a\u{e0041}b\u{fe00}c\u{3164}", "abc"),
            ("two\n\tlines", "two\n\tlines"),
            // Persian: "they go", with a non-joiner that its spelling needs.
            ("می\u{200c}روند", "می\u{200c}روند"),
            ("\u{200c}می\u{200c}", "می"),
            // Sinhala: "Sri", with a joiner.
            ("ශ්\u{200d}රී", "ශ්\u{200d}රී"),
            ("An\u{200d}na", "Anna"),
            (
                "👩\u{200d}🔬 ❤\u{fe0f}\u{200d}🔥",
                "👩\u{200d}🔬 ❤\u{fe0f}\u{200d}🔥",
            ),
            ("a\u{fe0f}", "a"),
        ];
        for (text, expected) in rows {
            assert_eq!(visible(text), expected, "{text:?}");
        }
    }

    #[test]
    fn xml_holds_no_control_characters() {
        for c in ['\0', '\u{8}', '\u{b}', '\u{1f}', '\u{fffe}', '\u{ffff}'] {
            assert!(!fits_xml(c), "{c:?}");
        }
        for c in ['\t', '\n', '\r', ' ', 'ā', '\u{fffd}', '👩'] {
            assert!(fits_xml(c), "{c:?}");
        }
    }
}
