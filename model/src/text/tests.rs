//! Texts say the right form of a word for every number, in every language.

use super::{
    day::{day_on_text, day_start, day_text, iso_day, iso_moment, moment_text},
    number_text, person,
    plural::category,
    refusal::sentence,
};
use crate::{error::Refusal, ids::Timestamp, language::Language};

#[test]
fn latvian_numbers_that_end_in_one_are_singular_except_eleven() {
    let rows = [
        (0, "zero"),
        (1, "one"),
        (2, "other"),
        (9, "other"),
        (10, "zero"),
        (11, "zero"),
        (12, "zero"),
        (19, "zero"),
        (20, "zero"),
        (21, "one"),
        (22, "other"),
        (101, "one"),
        (111, "zero"),
        (121, "one"),
    ];
    for (number, expected) in rows {
        assert_eq!(category(Language::Lv, number), expected, "{number}");
    }
}

#[test]
fn polish_has_few_and_many() {
    let rows = [
        (0, "many"),
        (1, "one"),
        (2, "few"),
        (4, "few"),
        (5, "many"),
        (12, "many"),
        (14, "many"),
        (21, "many"),
        (22, "few"),
        (25, "many"),
        (102, "few"),
        (112, "many"),
    ];
    for (number, expected) in rows {
        assert_eq!(category(Language::Pl, number), expected, "{number}");
    }
}

#[test]
fn a_refusal_counts_in_each_language() {
    let open = |threads| Refusal::BlockingThreads { threads };
    let empty = |sections| Refusal::SectionsEmpty { sections };
    let rows = [
        (Language::En, open(1), "1 objection is"),
        (Language::En, open(2), "2 objections are"),
        (Language::Lv, open(3), "(atvērti: 3)"),
        (Language::Lv, empty(1), "ir tukša 1 obligātā sadaļa"),
        (Language::Lv, empty(21), "ir tukša 21 obligātā sadaļa"),
        (Language::Lv, empty(11), "ir tukšas 11 obligātās sadaļas"),
        (Language::Lv, empty(3), "ir tukšas 3 obligātās sadaļas"),
        (Language::Pl, open(1), "1 zastrzeżenie jest"),
        (Language::Pl, open(3), "3 zastrzeżenia są"),
        (Language::Pl, open(5), "5 zastrzeżeń jest"),
    ];
    for (language, refusal, expected) in rows {
        let said = sentence(language, &refusal);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn people_keep_their_names_and_those_of_the_demo_are_called_by_what_they_do() {
    let rows = [
        (Language::En, "Anna Kalniņa", "Anna Kalniņa"),
        (Language::Lv, "", "Bijušais dalībnieks"),
        (Language::En, "Coordinator, Leszno", "Coordinator, Leszno"),
        (Language::Lv, "Coordinator, Leszno", "Koordinators, Lešno"),
        (
            Language::Pl,
            "External volunteer",
            "Wolontariusz z zewnątrz",
        ),
    ];
    for (language, name, expected) in rows {
        assert_eq!(person(language, name), expected);
    }
}

#[test]
fn digits_are_grouped_as_the_language_does() {
    let rows = [
        (Language::En, 999, "999"),
        (Language::En, 1_500, "1,500"),
        (Language::En, 30_000, "30,000"),
        (Language::Lv, 1_500, "1500"),
        (Language::Lv, 30_000, "30\u{a0}000"),
        (Language::Pl, 1_234_567, "1\u{a0}234\u{a0}567"),
        (Language::Pl, -30_000, "\u{2212}30\u{a0}000"),
    ];
    for (language, number, expected) in rows {
        assert_eq!(number_text(language, number), expected);
    }
}

#[test]
fn days_are_written_as_people_write_them() {
    let rows = [
        (Language::En, "1 January 2022", "1 January 2022"),
        (
            Language::Lv,
            "2022.\u{a0}gada 1.\u{a0}janvāris",
            "2022.\u{a0}gada 1.\u{a0}janvārī",
        ),
        (
            Language::Pl,
            "1\u{a0}stycznia 2022\u{a0}r.",
            "1\u{a0}stycznia 2022\u{a0}r.",
        ),
    ];
    for (language, by_itself, on) in rows {
        assert_eq!(day_text(language, "2022-01-01"), by_itself);
        assert_eq!(day_on_text(language, "2022-01-01"), on);
    }
    assert_eq!(day_text(Language::En, "soon"), "soon");
}

#[test]
fn a_moment_has_its_utc_day() {
    let rows = [
        (0, "1970-01-01"),
        (-1, "1969-12-31"),
        (951_782_400_000, "2000-02-29"),
        (1_645_833_599_999, "2022-02-25"),
        (1_795_392_000_000, "2026-11-23"),
    ];
    for (ms, expected) in rows {
        assert_eq!(iso_day(Timestamp(ms)), expected);
        let start = ms - ms.rem_euclid(86_400_000);
        assert_eq!(day_start(expected), Some(Timestamp(start)));
    }
    for none in [
        "",
        "soon",
        "2022-02-30",
        "2022-13-01",
        "2022-1-01",
        "99999999-1",
    ] {
        assert_eq!(day_start(none), None, "{none}");
    }
}

#[test]
fn a_moment_has_its_utc_time_of_day() {
    let rows = [
        (0, "1970-01-01T00:00:00Z", "1 January 1970, 00:00"),
        (-1, "1969-12-31T23:59:59Z", "31 December 1969, 23:59"),
        (
            1_645_833_599_999,
            "2022-02-25T23:59:59Z",
            "25 February 2022, 23:59",
        ),
        (
            1_645_751_105_000,
            "2022-02-25T01:05:05Z",
            "25 February 2022, 01:05",
        ),
    ];
    for (ms, iso, words) in rows {
        assert_eq!(iso_moment(Timestamp(ms)), iso);
        assert_eq!(moment_text(Language::En, Timestamp(ms)), words);
    }
}
