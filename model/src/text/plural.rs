//! Plural categories of whole numbers, as Unicode CLDR 47 defines them for our languages.

use crate::language::Language;

/// The CLDR category of a whole number.
pub fn category(language: Language, number: i64) -> &'static str {
    let last = number.unsigned_abs() % 10;
    let last_two = number.unsigned_abs() % 100;
    match language {
        Language::En if number.abs() == 1 => "one",
        Language::En => "other",
        Language::Lv if last == 0 || (11..=19).contains(&last_two) => "zero",
        Language::Lv if last == 1 => "one",
        Language::Lv => "other",
        Language::Pl if number.abs() == 1 => "one",
        Language::Pl if (2..=4).contains(&last) && !(12..=14).contains(&last_two) => "few",
        Language::Pl => "many",
    }
}
