#![allow(clippy::unwrap_used)]
use super::{
    Asked, Query, Term,
    examples::{MORE_SEARCHES, SEARCHES},
    letters, stem, words,
};
use crate::limits::{SEARCH_CHARS, SEARCH_SENTENCE_CHARS, SEARCH_WORDS};

fn query(typed: &str) -> Query {
    match Asked::of(typed) {
        Asked::For(query) => query,
        other => panic!("{typed:?} asks for {other:?}"),
    }
}

/// As a database finds it.
fn finds(typed: &str, text: &str) -> bool {
    let text = words(text);
    query(typed).terms.iter().all(|term| match term {
        Term::Word(word) => text.contains(word),
        Term::Phrase(phrase) => text.windows(phrase.len()).any(|it| it == phrase),
        Term::Begun { stem, letters } => text
            .iter()
            .any(|it| it == stem || it.starts_with(letters.as_str())),
    })
}

fn wrong(searches: &[(&str, &str, bool)]) -> Vec<String> {
    let wrong = searches
        .iter()
        .filter(|(typed, text, found)| finds(typed, text) != *found);
    let said = wrong.map(|(typed, text, _)| {
        format!(
            "{typed}: {text}  {:?} {:?}",
            query(typed).terms,
            words(text)
        )
    });
    said.collect()
}

#[test]
fn what_is_looked_for_is_found() {
    let wrong = wrong(&SEARCHES);
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        SEARCHES.len(),
        wrong.join("\n")
    );
}

/// A change for the better shows here, and one for the worse.
#[test]
fn of_searches_that_chose_no_ending_these_fail() {
    let wrong = wrong(&MORE_SEARCHES);
    let typed = wrong.iter().map(|it| it.split(':').next().unwrap());
    let typed: Vec<&str> = typed.collect();
    assert_eq!(
        typed,
        ["aktivitāte", "mieszkaniec", "training course", "child"],
        "{}",
        wrong.join("\n")
    );
}

#[test]
fn marks_and_capitals_may_be_left_out_and_letters_may_come_in_pieces() {
    assert_eq!(letters("BRĪVPRĀTĪGAIS"), "brivpratigais");
    assert_eq!(letters("Z\u{307}o\u{301}łć"), "zolc");
    assert_eq!(words("Da\u{304}rzs"), words("dārzs"));
    assert_eq!(stem("2022"), "2022");
    assert_eq!(words("… — “”!\0"), Vec::<String>::new());
}

#[test]
fn a_phrase_stands_in_quotes_and_the_last_word_may_be_half_a_word() {
    let word = |it: &str| Term::Word(stem(it));
    assert_eq!(
        query("projekts budžets ").terms,
        [word("projekts"), word("budžets")]
    );
    assert_eq!(
        query("„wspólna młodzież” projek").terms,
        [
            Term::Phrase(vec![stem("wspólna"), stem("młodzież")]),
            Term::Begun {
                stem: stem("projek"),
                letters: "projek".to_owned()
            }
        ]
    );
    assert_eq!(query("\"host").terms, [word("host")]);
    for typed in ["proj", "projek", "projekt", "organiz", "młodzi", "brīvprāt"] {
        let text = "projekts organizācija młodzieży brīvprātīgajiem";
        assert!(finds(typed, text), "{typed}: {:?}", words(text));
    }
}

#[test]
fn what_cannot_be_looked_for_is_said_and_nothing_breaks() {
    for nothing in ["", "  \n\t"] {
        assert_eq!(Asked::of(nothing), Asked::Nothing);
    }
    for short in [
        "a",
        "\"",
        "\"\"\"\"",
        "** AND ( NEAR",
        "—…“„",
        "\0",
        "' OR 1=1 --",
    ] {
        let asked = Asked::of(short);
        let is_plain = match &asked {
            Asked::For(query) => query.terms.iter().all(is_plain),
            other => *other == Asked::TooShort,
        };
        assert!(is_plain, "{short:?} asks for {asked:?}");
    }
    assert_eq!(Asked::of("a"), Asked::TooShort);
    assert_eq!(Asked::of("— “”"), Asked::TooShort);
    assert_eq!(Asked::of(&"a".repeat(SEARCH_CHARS + 1)), Asked::TooLong);
    let many = "ab ".repeat(SEARCH_WORDS * 2);
    assert_eq!(query(&many).terms.len(), SEARCH_WORDS);
}

/// Nothing in it means anything to a database.
fn is_plain(term: &Term) -> bool {
    let is_plain = |it: &String| !it.is_empty() && it.chars().all(char::is_alphanumeric);
    match term {
        Term::Word(word) => is_plain(word),
        Term::Phrase(words) => words.iter().all(is_plain),
        Term::Begun { stem, letters } => is_plain(stem) && is_plain(letters),
    }
}

fn said(typed: &str, text: &str) -> String {
    let sentence = query(typed).sentence(text);
    let pieces = sentence.pieces.iter().map(|(found, words)| match found {
        true => format!("[{words}]"),
        false => words.clone(),
    });
    let pieces: String = pieces.collect();
    let before = if sentence.is_cut_before { "… " } else { "" };
    let after = if sentence.is_cut_after { " …" } else { "" };
    format!("{before}{pieces}{after}")
}

#[test]
fn what_is_found_is_marked_in_its_sentence() {
    let text = "Pirmais teikums. Brīvprātīgais darbs ir darbs! Trešais.";
    assert_eq!(said("darbi ", text), "Brīvprātīgais [darbs] ir [darbs]!");
    assert_eq!(
        said("\"brīvprātīgā darba\"", text),
        "[Brīvprātīgais darbs] ir [darbs]!"
    );
    assert_eq!(said("trešais", text), "[Trešais].");
    assert_eq!(said("nekā", "Bez."), "Bez.");
    let long = format!("{}vidus {}", "pirms ".repeat(80), "pēc ".repeat(80));
    let cut = said("vidus", &long);
    assert!(
        cut.starts_with("… pirms ") && cut.ends_with("pēc …"),
        "{cut}"
    );
    assert!(cut.contains("[vidus]") && cut.chars().count() < SEARCH_SENTENCE_CHARS + 20);
    let word = "ā".repeat(3_000);
    assert_eq!(said("āāā", &format!("{word} b.")), format!("[{word}] b."));
}

#[test]
fn a_place_is_found_again_by_the_words_that_stand_there() {
    let text = "Viens. Divi vārdi, kas seko viens otram un vēl kāds, un vēl daži vārdi beigās.";
    assert_eq!(
        query("vārds").fragment(text),
        "vārdi, kas seko viens otram un vēl kāds, un vēl daži vārdi"
    );
    assert_eq!(query("seko").fragment("kas\nseko tam\ncits"), "seko tam");
    assert_eq!(query("nav").fragment(text), "");
}
