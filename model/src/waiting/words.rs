//! What waits, in words: a page and a mail say the same.

use super::{Talk, Waits};
use crate::{
    language::{Language, Texts},
    proposal::FieldName,
    text::{day::day_text, key, say, say_with},
};

/// Most characters of a quote in a list.
const QUOTE_CHARS: usize = 90;

impl Waits {
    /// One line that says what to do.
    pub fn sentence(&self, language: Language) -> String {
        match self {
            Waits::SignOff => say(language, key::WAITS_SIGN_OFF),
            Waits::CameBack { to } => {
                let state = say_with(language, key::STATE, &[("state", to.code().into())]);
                say_with(
                    language,
                    key::WAITS_CAME_BACK,
                    &[("state", (&state).into())],
                )
            }
            Waits::Review { last_day: None } => say(language, key::WAITS_REVIEW),
            Waits::Review {
                last_day: Some(day),
            } => {
                let day = day_text(language, day);
                say_with(language, key::WAITS_REVIEW_UNTIL, &[("day", (&day).into())])
            }
            Waits::Answer(talk) => {
                let (quote, severity) = (quote(talk), talk.severity.code());
                let values = [("severity", severity.into()), ("quote", (&quote).into())];
                say_with(language, key::WAITS_ANSWER, &values)
            }
            Waits::Decide(talk) => {
                let about = match talk.is_suggestion {
                    true => "suggestion",
                    false => talk.severity.code(),
                };
                let quote = quote(talk);
                let values = [("about", about.into()), ("quote", (&quote).into())];
                say_with(language, key::WAITS_DECIDE, &values)
            }
            Waits::Empty { field, heading } => section(language, field, heading, None),
            Waits::TooLong {
                field,
                heading,
                over,
            } => section(language, field, heading, Some(*over)),
        }
    }
}

fn section(language: Language, field: &FieldName, heading: &Texts, over: Option<u32>) -> String {
    let over = over.map(|over| say_with(language, key::SECTION_OVER, &[("over", over.into())]));
    let key = match &over {
        Some(_) => key::WAITS_TOO_LONG,
        None => key::WAITS_EMPTY,
    };
    let values = [
        ("section", heading.best(language).into()),
        ("language", field.language.own_name().into()),
        ("over", over.as_deref().unwrap_or_default().into()),
    ];
    say_with(language, key, &values)
}

/// The words of a thread, as many as a line holds.
fn quote(talk: &Talk) -> String {
    let mut quote: String = talk.quote.chars().take(QUOTE_CHARS).collect();
    if talk.quote.chars().count() > QUOTE_CHARS {
        quote.truncate(quote.trim_end().len());
        quote.push('…');
    }
    quote
}
