//! What people send, checked before it is kept: not empty, not too long, and nothing in it that nobody
//! sees or that a database cannot hold.

use model::{
    error::Refusal,
    invisible::visible,
    language::{Language, Texts},
    limits,
};
use time::{Date, macros::format_description};

/// The text without NUL, which PostgreSQL keeps in no text.
pub(crate) fn storable(text: &str) -> String {
    text.replace('\0', "")
}

/// A text of at most this many characters, without invisible ones ([`visible`]); `if_empty` says what
/// is missing.
pub(crate) fn text(text: &str, limit: usize, if_empty: Refusal) -> Result<String, Refusal> {
    match optional(text, limit)? {
        text if text.is_empty() => Err(if_empty),
        text => Ok(text),
    }
}

/// As [`text`], but it may be empty.
pub(crate) fn optional(text: &str, limit: usize) -> Result<String, Refusal> {
    let text = visible(text).trim().to_owned();
    if text.chars().count() > limit {
        return Err(Refusal::TooLong {
            limit: limit as u32,
        });
    }
    Ok(text)
}

/// What somebody or something is called, in one line.
pub(crate) fn name(name: &str) -> Result<String, Refusal> {
    text(&one_line(name), limits::NAME_CHARS, Refusal::Empty)
}

/// As [`name`], but it may be empty.
pub(crate) fn name_or_nothing(name: &str) -> Result<String, Refusal> {
    optional(&one_line(name), limits::NAME_CHARS)
}

fn one_line(text: &str) -> String {
    let text = visible(text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title in at least one language.
pub(crate) fn title(title: &Texts) -> Result<Texts, Refusal> {
    let title = paragraph(title, limits::TITLE_CHARS)?;
    match title.best(Language::En) {
        "" => Err(Refusal::Empty),
        _ => Ok(title),
    }
}

/// A day of the calendar, ISO 8601.
pub(crate) fn day(day: &str) -> Result<String, Refusal> {
    let day = day.trim();
    let format = format_description!("[year]-[month]-[day]");
    match Date::parse(day, &format) {
        Ok(_) => Ok(day.to_owned()),
        Err(_) if day.is_empty() => Err(Refusal::Empty),
        Err(_) => Err(Refusal::Unfit),
    }
}

/// A country as two letters, ISO 3166-1 alpha-2.
pub(crate) fn country(country: &str) -> Result<String, Refusal> {
    let country = country.trim().to_ascii_uppercase();
    match country.len() {
        0 => Err(Refusal::Empty),
        2 if country.chars().all(|it| it.is_ascii_uppercase()) => Ok(country),
        _ => Err(Refusal::Unfit),
    }
}

/// One paragraph in up to three languages, each of at most this many characters.
pub(crate) fn paragraph(texts: &Texts, limit: usize) -> Result<Texts, Refusal> {
    let mut kept = Texts::default();
    for language in Language::ALL {
        kept.set(language, optional(&one_line(texts.get(language)), limit)?);
    }
    Ok(kept)
}

/// An amount in euros as people write it: `30000`, `30 000,50`, `30,000.00`; empty is nothing.
///
/// The last sign before one or two digits parts the cents; all others group thousands.
pub(crate) fn cents(euros: &str) -> Result<i64, Refusal> {
    let plain: String = euros
        .chars()
        .filter(|it| !it.is_whitespace() && *it != '€')
        .collect();
    if plain.is_empty() {
        return Ok(0);
    }
    let (whole, rest) = match plain.rsplit_once([',', '.']) {
        Some((whole, rest)) if rest.len() <= 2 => (whole, rest),
        _ => (plain.as_str(), ""),
    };
    let mut groups = whole.split([',', '.']);
    let first = groups.next().unwrap_or_default();
    let rest_fits = groups.clone().all(|group| group.len() == 3);
    let is_grouped = groups.next().is_some();
    let whole = whole.replace([',', '.'], "");
    let digits = format!("{whole}{rest:0<2}");
    let fits = !first.is_empty() && (!is_grouped || first.len() <= 3) && rest_fits;
    let is_number = digits.bytes().all(|it| it.is_ascii_digit());
    match digits.parse() {
        Ok(cents) if fits && is_number && cents <= limits::BUDGET_CENTS => Ok(cents),
        _ => Err(Refusal::Unfit),
    }
}

/// A whole percentage, from 1 to 100.
pub(crate) fn percent(percent: &str) -> Result<u8, Refusal> {
    match percent.trim().trim_end_matches('%').trim_end() {
        "" => Err(Refusal::Empty),
        number => match number.parse() {
            Ok(number @ 1..=100) => Ok(number),
            _ => Err(Refusal::Unfit),
        },
    }
}

/// Refuses more than the limit.
pub(crate) fn at_most(there_are: usize, limit: usize) -> Result<(), Refusal> {
    if there_are <= limit {
        Ok(())
    } else {
        Err(Refusal::TooMany {
            limit: limit as u32,
        })
    }
}

/// Refuses one more than the limit.
pub(crate) fn room_for_one(there_are: u64, limit: usize) -> Result<(), Refusal> {
    if there_are < limit as u64 {
        Ok(())
    } else {
        Err(Refusal::TooMany {
            limit: limit as u32,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_name_is_one_line_of_storable_letters() {
        assert_eq!(name(" Anna\n Kļava\0 ").unwrap(), "Anna Kļava");
        for empty in [" \n\0", "\u{200b}", "\u{202e}\u{2066} \u{3164}"] {
            assert_eq!(name(empty), Err(Refusal::Empty), "{empty:?}");
        }
        for typed in [
            "An\u{200b}na \u{ad} Kļava",
            "\u{202e}Anna\u{1} \u{9b}Kļava\u{feff}",
        ] {
            assert_eq!(name(typed).unwrap(), "Anna Kļava", "{typed:?}");
        }
        let limit = limits::NAME_CHARS;
        assert!(name(&"ā".repeat(limit)).is_ok());
        let too_long = Err(Refusal::TooLong {
            limit: limit as u32,
        });
        assert_eq!(name(&"ā".repeat(limit + 1)), too_long);
    }

    #[test]
    fn a_day_is_one_of_the_calendar() {
        assert_eq!(day(" 2024-02-29 ").unwrap(), "2024-02-29");
        assert_eq!(day(" "), Err(Refusal::Empty));
        for bad in ["2023-02-29", "29.02.2024", "2024-2-9", "2024-02-29T00:00"] {
            assert_eq!(day(bad), Err(Refusal::Unfit), "{bad:?}");
        }
    }

    #[test]
    fn an_amount_is_read_as_people_of_three_countries_write_it() {
        let rows = [
            ("", 0),
            ("30000", 3_000_000),
            (" 30 000,50 € ", 3_000_050),
            ("30\u{a0}000,5", 3_000_050),
            ("30,000.00", 3_000_000),
            ("30.000", 3_000_000),
            ("1,234,567.89", 123_456_789),
            ("0.07", 7),
        ];
        for (typed, expected) in rows {
            assert_eq!(cents(typed), Ok(expected), "{typed:?}");
        }
        let many = format!("{}", i64::MAX);
        for bad in [
            "-1",
            "abc",
            "1,2345",
            ",5",
            "12,34,567",
            "3000,000.00",
            "1e9",
            "+5",
            &many,
        ] {
            assert_eq!(cents(bad), Err(Refusal::Unfit), "{bad:?}");
        }
    }

    #[test]
    fn a_percentage_is_whole() {
        assert_eq!(percent(" 80 % "), Ok(80));
        assert_eq!(percent(" "), Err(Refusal::Empty));
        for bad in ["0", "101", "-1", "1.5", "many"] {
            assert_eq!(percent(bad), Err(Refusal::Unfit), "{bad:?}");
        }
    }

    #[test]
    fn a_paragraph_is_one_line_in_each_language() {
        let texts = |lv: &str| Texts {
            lv: lv.to_owned(),
            ..Texts::default()
        };
        assert_eq!(paragraph(&texts(" a\r\n b "), 3), Ok(texts("a b")));
        let too_long = Err(Refusal::TooLong { limit: 2 });
        assert_eq!(paragraph(&texts("a b"), 2), too_long);
    }

    #[test]
    fn a_country_is_two_letters() {
        assert_eq!(country(" lv ").unwrap(), "LV");
        assert_eq!(country(""), Err(Refusal::Empty));
        for bad in ["Latvia", "L", "ŁV", "L1"] {
            assert_eq!(country(bad), Err(Refusal::Unfit), "{bad:?}");
        }
    }

    #[test]
    fn a_title_stands_in_one_language_at_least() {
        let polish = Texts {
            pl: " Tytuł ".to_owned(),
            ..Texts::default()
        };
        assert_eq!(title(&polish).unwrap().pl, "Tytuł");
        assert_eq!(title(&Texts::default()), Err(Refusal::Empty));
        let unseen = Texts {
            lv: "\u{200b}".to_owned(),
            ..polish.clone()
        };
        assert_eq!(title(&unseen).unwrap(), title(&polish).unwrap());
        let nothing_seen = Texts {
            lv: "\u{200b} \u{feff}".to_owned(),
            ..Texts::default()
        };
        assert_eq!(title(&nothing_seen), Err(Refusal::Empty));
    }
}
