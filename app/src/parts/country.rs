//! Countries: those of the European Union's youth programmes and their neighbours have names, any
//! other is shown by its letters.

use super::{
    choice::Choice,
    form::Form,
    said::{say, say_of},
};
use leptos::prelude::*;
use model::{language::plain_letter, text::key};

/// ISO 3166-1 alpha-2.
const NAMED: [&str; 49] = [
    "AD", "AL", "AM", "AT", "AZ", "BA", "BE", "BG", "BY", "CH", "CY", "CZ", "DE", "DK", "EE", "ES",
    "FI", "FR", "GB", "GE", "GR", "HR", "HU", "IE", "IS", "IT", "LI", "LT", "LU", "LV", "MC", "MD",
    "ME", "MK", "MT", "NL", "NO", "PL", "PT", "RO", "RS", "SE", "SI", "SK", "SM", "TR", "UA", "VA",
    "XK",
];

/// What a country is called.
pub fn country_name(code: &str) -> String {
    say_of(key::COUNTRY, "country", code)
}

/// A choice of countries, in the order of their names.
#[component]
pub fn CountryChoice(
    form: Form,
    #[prop(into)] name: String,
    #[prop(optional, into)] country: String,
) -> impl IntoView {
    let is_other = !country.is_empty() && !NAMED.contains(&country.as_str());
    let mut options: Vec<(String, String)> = NAMED
        .into_iter()
        .chain(is_other.then_some(country.as_str()))
        .map(|code| (code.to_owned(), country_name(code)))
        .collect();
    options.sort_by_key(|(_, words)| plain_letters(words));
    options.insert(0, (String::new(), say(key::COUNTRY_NONE)));
    view! { <Choice form name label=key::NEW_PARTNERSHIP_COUNTRY chosen=country options /> }
        .into_any()
}

/// The letters by which names are put in order: Latvian and Polish ones stand after their plain
/// ones.
fn plain_letters(words: &str) -> Vec<(char, char)> {
    let letters = words.chars().flat_map(char::to_lowercase);
    letters
        .map(|letter| (plain_letter(letter), letter))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::plain_letters;

    #[test]
    fn letters_with_marks_stand_beside_their_plain_ones() {
        let mut names = [
            "Szwecja",
            "Łotwa",
            "Malta",
            "Luksemburg",
            "Šveice",
            "Somija",
        ];
        names.sort_by_key(|name| plain_letters(name));
        assert_eq!(
            names,
            [
                "Luksemburg",
                "Łotwa",
                "Malta",
                "Somija",
                "Szwecja",
                "Šveice"
            ]
        );
    }
}
