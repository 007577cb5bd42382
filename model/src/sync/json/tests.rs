#![allow(clippy::unwrap_used)]

use super::*;
use crate::document::trial::Chance;
use serde_json::Value;

const SAMPLES: [&str; 14] = [
    r##"{"user":{"name":"Zane \"Z\" \u0101\ud83d\ude00","color":"#123456"},"cursor":null}"##,
    r#"{"anchor":{"item":{"client":1,"clock":3},"assoc":-1},"a":[1,-2.5e-7,0,true,false]}"#,
    r#" [ ] "#,
    r#"{ }"#,
    r#""\\\/\b\f\n\r\t""#,
    r#"{"a":1,"a":2}"#,
    "-0.0E+12",
    "01",
    "1.",
    "+1",
    "\"a\tb\"",
    r#""\ud800""#,
    "[1,]",
    r#"{"a" : [ { "b" : "ē" } , null ] }"#,
];

fn serde_says(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

#[track_caller]
fn agree(text: &str) {
    assert_eq!(check(text).is_ok(), serde_says(text), "{text}");
    let Ok(Value::Object(map)) = serde_json::from_str::<Value>(text) else {
        return;
    };
    for (name, value) in &map {
        let found = member(text, name).unwrap();
        assert_eq!(&serde_json::from_str::<Value>(found).unwrap(), value);
        assert_eq!(self::text(found).as_deref(), value.as_str());
    }
}

#[test]
fn verdicts_and_members_are_those_of_serde_json() {
    SAMPLES.iter().for_each(|sample| agree(sample));
    let mut chance = Chance::new(7);
    let letters: Vec<char> = "{}[]\",:\\u0d8e+-.tfn \n\u{1}ā".chars().collect();
    for _ in 0..40_000 {
        let mut text: Vec<char> = chance.pick(&SAMPLES).unwrap().chars().collect();
        for _ in 0..=chance.below(3) {
            let at = chance.below(text.len() + 1);
            let letter = *chance.pick(&letters).unwrap();
            match chance.below(3) {
                0 => text.insert(at, letter),
                1 if at < text.len() => drop(text.remove(at)),
                _ if at < text.len() => text[at] = letter,
                _ => {}
            }
        }
        agree(&text.into_iter().collect::<String>());
    }
}

#[test]
fn letters_go_there_and_back() {
    for letters in ["", "a\"b\\c/\n\r\t\u{0}\u{1f}\u{7f}", "āžē 𠀅 😀"] {
        let quoted = quote(letters);
        assert_eq!(serde_json::from_str::<String>(&quoted).unwrap(), letters);
        assert_eq!(text(&quoted).as_deref(), Some(letters));
    }
    assert_eq!(text(r#""\ud800x""#).as_deref(), Some("\u{fffd}x"));
    assert_eq!(text(r#""\ud800\u0041""#).as_deref(), Some("\u{fffd}A"));
    assert_eq!(text("12"), None);
}

#[test]
fn what_is_nested_too_deeply_is_said_so() {
    let deep = |depth| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
    assert_eq!(check(&deep(NESTING_DEPTH)), Ok(()));
    assert_eq!(check(&deep(NESTING_DEPTH + 1)), Err(Malformed::Depth));
    assert_eq!(check(&deep(1_000_000)), Err(Malformed::Depth));
}

#[test]
fn whole_numbers_only() {
    assert_eq!(integer(" -1 "), Some(-1));
    assert_eq!(integer("1.5"), None);
    assert_eq!(integer("\"1\""), None);
}
