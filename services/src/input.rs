//! What people send, checked before it is kept: not empty, not too long, and nothing in it that a
//! database cannot hold.

use model::{
    error::Refusal,
    language::{Language, Texts},
    limits,
};
use time::{Date, macros::format_description};

/// The text without NUL, which PostgreSQL keeps in no text.
pub(crate) fn storable(text: &str) -> String {
    text.replace('\0', "")
}

/// A text of at most this many characters; `if_empty` says what is missing.
pub(crate) fn text(text: &str, limit: usize, if_empty: Refusal) -> Result<String, Refusal> {
    match optional(text, limit)? {
        text if text.is_empty() => Err(if_empty),
        text => Ok(text),
    }
}

/// As [`text`], but it may be empty.
pub(crate) fn optional(text: &str, limit: usize) -> Result<String, Refusal> {
    let text = storable(text.trim());
    if text.chars().count() > limit {
        return Err(Refusal::TooLong {
            limit: limit as u32,
        });
    }
    Ok(text)
}

/// What somebody or something is called, in one line.
pub(crate) fn name(name: &str) -> Result<String, Refusal> {
    let one_line: Vec<&str> = name.split_whitespace().collect();
    text(&one_line.join(" "), limits::NAME_CHARS, Refusal::Empty)
}

/// A title in at least one language.
pub(crate) fn title(title: &Texts) -> Result<Texts, Refusal> {
    if title.best(Language::En).trim().is_empty() {
        return Err(Refusal::Empty);
    }
    let each = |language| match title.get(language).trim() {
        "" => Ok(String::new()),
        words => name(words),
    };
    Ok(Texts {
        lv: each(Language::Lv)?,
        pl: each(Language::Pl)?,
        en: each(Language::En)?,
    })
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
        assert_eq!(name(" \n\0"), Err(Refusal::Empty));
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
    }
}
