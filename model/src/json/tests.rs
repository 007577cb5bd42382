#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;
use serde::de::IgnoredAny;
use serde_json::Value;

fn serde_takes(text: &str) -> bool {
    serde_json::from_str::<IgnoredAny>(text).is_ok()
}

#[track_caller]
fn agrees(text: &str) {
    assert_eq!(check(text).is_ok(), serde_takes(text), "{text:?}");
}

#[test]
fn it_takes_what_json_is_and_nothing_else() {
    let texts = [
        "",
        " ",
        "null",
        " null ",
        "nul",
        "nulll",
        "true",
        "false",
        "True",
        "{}",
        "[]",
        "{ }",
        "[ ]",
        "[1,2]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1",
        "{",
        "}",
        "]",
        "[}",
        "{]",
        "{\"a\":1}",
        "{\"a\":1,}",
        "{\"a\"}",
        "{a:1}",
        "{1:1}",
        "{\"a\" : [ { } , 1 ] }",
        "{}{}",
        "1 2",
        "0",
        "-0",
        "-",
        "01",
        "1.",
        ".5",
        "1.5",
        "1e5",
        "1e+5",
        "1E-5",
        "1e",
        "1e999",
        "+1",
        "-1.25e-3",
        "\"",
        "\"a",
        "\"a\"",
        "\"\\\"",
        "\"\\\\\"",
        "\"\\n\"",
        "\"\\x\"",
        "\"\\u12\"",
        "\"\\u12ag\"",
        "\"\\u12aF\"",
        "\"\\ud800\"",
        "\"\n\"",
        "\"\u{7f}\"",
        "\"\0\"",
        "\0",
        "ā",
        "\"ā𠀅\"",
        "\u{feff}1",
        "\u{a0}1",
        "[\"\\u00e\"]",
    ];
    texts.into_iter().for_each(agrees);
}

#[test]
fn it_ends_before_the_stack_does() {
    let nested = |depth| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(check(&nested(NESTING_DEPTH)), Ok(()));
    assert_eq!(check(&nested(NESTING_DEPTH + 1)), Err(Malformed::Depth));
    assert_eq!(check(&"{\"a\":".repeat(100_000)), Err(Malformed::Depth));
    assert_eq!(member(&"{\"a\":".repeat(100_000), "a"), None);
}

#[test]
fn members_are_found_by_their_names() {
    let object = r#" { "a" : {"b":[1, 2]} , "\u0062":"x", "a ":3, "b":"y" } "#;
    assert_eq!(member(object, "a"), Some(r#"{"b":[1, 2]}"#));
    assert_eq!(member(object, "b"), Some("\"y\""));
    assert_eq!(member(object, "c"), None);
    assert_eq!(member("{}", "a"), None);
    for none in [
        "",
        "null",
        "[]",
        "\"a\"",
        "{",
        "{\"a\":1",
        "{\"a\":1 \"b\":2}",
    ] {
        assert_eq!(member(none, "a"), None, "{none}");
    }
}

#[test]
fn half_a_character_is_said_to_be_unknown() {
    assert_eq!(string(r#""a\ud83db""#).unwrap(), "a\u{fffd}b");
    assert_eq!(string(r#""\ud83d\ude00""#).unwrap(), "😀");
    assert_eq!(string("12"), None);
    assert_eq!(string("\""), None);
}

proptest! {
    #[test]
    fn whatever_is_written_it_judges_as_serde_does(text in r#"[\[\]{}":,\\a-fnu0-9eE+. -]{0,12}"#) {
        prop_assert_eq!(check(&text).is_ok(), serde_takes(&text));
    }

    #[test]
    fn texts_come_back(text in any::<String>()) {
        let mut json = String::new();
        write_string(&mut json, &text);
        prop_assert_eq!(serde_json::from_str::<String>(&json).unwrap(), text.clone());
        prop_assert_eq!(string(&json).unwrap(), text.clone());
        let other = serde_json::to_string(&text).unwrap();
        prop_assert_eq!(string(&other).unwrap(), text);
    }

    #[test]
    fn an_object_says_what_serde_reads(names in prop::collection::vec("[ab\"\\\\ā]{0,2}", 0..4)) {
        let values = (0..).map(|number| serde_json::json!([number, {"a": 1}]));
        let object: serde_json::Map<String, Value> = names.iter().cloned().zip(values).collect();
        let json = serde_json::to_string_pretty(&object).unwrap();
        for name in names {
            let value = member(&json, &name).map(|it| serde_json::from_str(it).unwrap());
            prop_assert_eq!(value, object.get(&name).cloned());
        }
    }
}
