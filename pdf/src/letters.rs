//! What the fonts cannot show is written as its number: a missing shape would stop the whole report
//! (PDF/UA-1 forbids it), and a box in its place would say nothing.

use crate::fonts::FONTS;
use serde_json::Value;

/// How much is taken for shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shapes {
    /// Every letter that some font has.
    All,
    /// Letters that stand alone: some marks that go onto a letter before them have a shape of
    /// their own and none together with it.
    Single,
}

/// Changes every text of the report.
pub(crate) fn show(value: &mut Value, shapes: Shapes) {
    match value {
        Value::String(text) => {
            if let Some(shown) = shown(text, shapes) {
                *text = shown;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(|value| show(value, shapes)),
        Value::Object(fields) => fields.values_mut().for_each(|value| show(value, shapes)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// None when all of it can be shown as it is.
fn shown(text: &str, shapes: Shapes) -> Option<String> {
    let is_shown = |c: char| stays(c, shapes);
    if text.chars().all(is_shown) {
        return None;
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            // marks of byte order: nothing to see, and no PDF may name them
            '\u{feff}' | '\u{fffe}' => {}
            c if is_shown(c) => shown.push(c),
            c if is_hidden(c) => {}
            c => shown.push_str(&format!("[U+{:04X}]", u32::from(c))),
        }
    }
    Some(shown)
}

fn stays(c: char, shapes: Shapes) -> bool {
    match c {
        ' '..='~' | '\n' => true,
        '\u{feff}' | '\u{fffe}' | '\u{e000}'..='\u{f8ff}' => false,
        c if c.is_control() || u32::from(c) >= 0xF_0000 => false,
        c if shapes == Shapes::Single && (is_combining(c) || is_hidden(c)) => false,
        c => is_hidden(c) || FONTS.show(c),
    }
}

/// Signs that direct others and have no shape: joiners, direction, variants.
fn is_hidden(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}')
}

/// Blocks of combining marks of Latin, Greek and Cyrillic, and for symbols (Unicode, "Combining
/// Diacritical Marks" and its supplements).
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{64b}'..='\u{65f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}
