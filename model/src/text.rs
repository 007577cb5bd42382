//! Every text that a person reads, in three languages: pages, mails and exports say the same words.
//!
//! The Fluent files of `locales/` become constants at build time (`model/build.rs`), so that a missing
//! text is a build error and saying one needs neither parser nor allocation beyond the result.

pub mod day;
mod plural;
pub mod refusal;

use crate::language::Language;

/// Which text, in English, Latvian and Polish. Only the constants of [`key`] exist, and a program
/// carries the texts that it says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(&'static [&'static str; 3]);

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

/// How `model/build.rs` writes what is no plain text: a variable's name stands between
/// [`VARIABLE`] and [`NAME_END`]. A choice is [`CHOICE`], the variable's name, [`NAME_END`], its
/// cases and [`CHOICE_END`]; a case is its name, [`CASE`], its text and [`CASE_END`]. The last case
/// has no name and stands for all others.
const VARIABLE: char = '\u{1}';
const NAME_END: char = '\u{2}';
const CHOICE: char = '\u{3}';
const CASE: char = '\u{4}';
const CASE_END: char = '\u{5}';
const CHOICE_END: char = '\u{6}';

include!(concat!(env!("OUT_DIR"), "/text.rs"));

/// The people of the demo: what they do is their name, so every viewer reads it in the own language.
pub const DEMO_PEOPLE: [Key; 7] = [
    key::DEMO_ADMIN,
    key::DEMO_PARTNER_ADMIN,
    key::DEMO_EDITOR,
    key::DEMO_PARTNER_EDITOR,
    key::DEMO_SUGGESTER,
    key::DEMO_COMMENTER,
    key::DEMO_READER,
];

/// What somebody is called; who had the account erased is a former member. A name of
/// [`DEMO_PEOPLE`], stored in English, is said in this language.
pub fn person(language: Language, name: &str) -> String {
    if name.is_empty() {
        return say(language, key::FORMER_MEMBER);
    }
    let known = DEMO_PEOPLE
        .into_iter()
        .find(|key| say(Language::En, *key) == name);
    known.map_or_else(|| name.to_owned(), |key| say(language, key))
}

/// The text of a key that has no variables.
pub fn say(language: Language, key: Key) -> String {
    say_with(language, key, &[])
}

/// The text of a key with its variables filled in; a variable that is not given stays as its name.
pub fn say_with(language: Language, key: Key, values: &[(&str, Value<'_>)]) -> String {
    let [english, latvian, polish] = key.0;
    let mut writer = Writer {
        rest: match language {
            Language::En => english,
            Language::Lv => latvian,
            Language::Pl => polish,
        },
        language,
        values,
        out: String::new(),
    };
    writer.write(true);
    writer.out
}

struct Writer<'a> {
    rest: &'static str,
    language: Language,
    values: &'a [(&'a str, Value<'a>)],
    out: String,
}

impl Writer<'_> {
    /// Up to the end of the text or of the case; what is not said is only read.
    fn write(&mut self, is_said: bool) {
        loop {
            let text = self.until(|it| it <= CHOICE_END);
            if is_said {
                self.out.push_str(text.0);
            }
            match text.1 {
                VARIABLE => {
                    let name = self.until(|it| it == NAME_END).0;
                    if is_said {
                        self.variable(name);
                    }
                }
                CHOICE => self.choice(is_said),
                _ => return,
            }
        }
    }

    fn variable(&mut self, name: &str) {
        match find(self.values, name) {
            Some(Value::Text(text)) => self.out.push_str(text),
            Some(Value::Number(number)) => {
                self.out.push_str(&number_text(self.language, number));
            }
            None => self.out.push_str(name),
        }
    }

    fn choice(&mut self, is_said: bool) {
        let value = find(self.values, self.until(|it| it == NAME_END).0);
        let mut is_open = is_said;
        loop {
            let (case, end) = self.until(|it| it == CASE || it == CHOICE_END);
            if end != CASE {
                return;
            }
            let fits = case.is_empty() || fits(case, value, self.language);
            self.write(is_open && fits);
            is_open &= !fits;
        }
    }

    /// Takes what stands before the next such character, and that one too; the end reads as
    /// [`CASE_END`].
    fn until(&mut self, ends: fn(char) -> bool) -> (&'static str, char) {
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        let (text, rest) = self.rest.split_at(end);
        let mut rest = rest.chars();
        let mark = rest.next().unwrap_or(CASE_END);
        self.rest = rest.as_str();
        (text, mark)
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
