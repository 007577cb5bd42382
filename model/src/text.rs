//! Every text that a person reads, in three languages: pages, mails and exports say the same words.
//!
//! The Fluent files of `locales/` become tables at build time (`model/build.rs`), so that a missing
//! text is a build error and saying one needs neither parser nor allocation beyond the result.

pub mod day;
mod plural;
pub mod refusal;

use crate::language::Language;

/// Which text. Only the constants of [`key`] exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(u16);

/// What stands in for a variable of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    Text(&'a str),
    Number(i64),
}

impl<'a> From<&'a str> for Value<'a> {
    fn from(text: &'a str) -> Self {
        Value::Text(text)
    }
}

impl<'a> From<&'a String> for Value<'a> {
    fn from(text: &'a String) -> Self {
        Value::Text(text)
    }
}

impl From<u32> for Value<'_> {
    fn from(number: u32) -> Self {
        Value::Number(i64::from(number))
    }
}

impl From<i64> for Value<'_> {
    fn from(number: i64) -> Self {
        Value::Number(number)
    }
}

impl From<usize> for Value<'_> {
    fn from(number: usize) -> Self {
        Value::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// A piece of a text.
enum Part {
    Text(&'static str),
    Variable(&'static str),
    /// By which variable, the cases in their order, and which case stands for all others.
    Choice(
        &'static str,
        &'static [(&'static str, &'static [Part])],
        usize,
    ),
}

include!(concat!(env!("OUT_DIR"), "/text.rs"));

/// The text of a key that has no variables.
pub fn say(language: Language, key: Key) -> String {
    say_with(language, key, &[])
}

/// The text of a key with its variables filled in; a variable that is not given stays as its name.
pub fn say_with(language: Language, key: Key, values: &[(&str, Value<'_>)]) -> String {
    let table: &[&[Part]] = match language {
        Language::En => &EN,
        Language::Lv => &LV,
        Language::Pl => &PL,
    };
    let mut out = String::new();
    write_parts(table[usize::from(key.0)], language, values, &mut out);
    out
}

fn write_parts(parts: &[Part], language: Language, values: &[(&str, Value<'_>)], out: &mut String) {
    for part in parts {
        match part {
            Part::Text(text) => out.push_str(text),
            Part::Variable(name) => match find(values, name) {
                Some(Value::Text(text)) => out.push_str(text),
                Some(Value::Number(number)) => out.push_str(&number_text(language, number)),
                None => out.push_str(name),
            },
            Part::Choice(name, cases, default) => {
                let case = cases
                    .iter()
                    .find(|(case, _)| fits(case, find(values, name), language))
                    .unwrap_or(&cases[*default]);
                write_parts(case.1, language, values, out);
            }
        }
    }
}

fn find<'a>(values: &[(&str, Value<'a>)], name: &str) -> Option<Value<'a>> {
    let found = values.iter().find(|(given, _)| *given == name);
    found.map(|(_, value)| *value)
}

fn fits(case: &str, value: Option<Value<'_>>, language: Language) -> bool {
    match value {
        Some(Value::Text(text)) => case == text,
        Some(Value::Number(number)) => {
            case == plural::category(language, number) || case.parse() == Ok(number)
        }
        None => false,
    }
}

/// A whole number as the language groups its digits: `30,000` in English, `30 000` with a no-break
/// space in Latvian and Polish, where four digits stay together.
pub fn number_text(language: Language, number: i64) -> String {
    let digits = number.unsigned_abs().to_string();
    let (separator, least) = match language {
        Language::En => (',', 4),
        Language::Lv | Language::Pl => ('\u{a0}', 5),
    };
    let mut out = String::from(if number < 0 { "\u{2212}" } else { "" });
    for (index, digit) in digits.chars().enumerate() {
        let left = digits.len() - index;
        if index > 0 && left.is_multiple_of(3) && digits.len() >= least {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests;
