//! Texts say the right form of a word for every number, in every language.

use super::{
    day::{day_text, iso_day, iso_moment, moment_text},
    number_text,
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
    let rows = [
        (Language::En, 1, "1 blocking thread is"),
        (Language::En, 2, "2 blocking threads are"),
        (Language::Lv, 1, "1 bloķējošs pavediens"),
        (Language::Lv, 21, "21 bloķējošs pavediens"),
        (Language::Lv, 11, "11 bloķējošu pavedienu"),
        (Language::Lv, 3, "3 bloķējoši pavedieni"),
        (Language::Pl, 1, "1 wątek blokujący"),
        (Language::Pl, 3, "3 wątki blokujące"),
        (Language::Pl, 5, "5 wątków blokujących"),
    ];
    for (language, threads, expected) in rows {
        let said = sentence(language, &open(threads));
        assert!(said.contains(expected), "{said}");
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
        (Language::En, "1 January 2022"),
        (Language::Lv, "2022. gada 1. janvāris"),
        (Language::Pl, "1 stycznia 2022"),
    ];
    for (language, expected) in rows {
        assert_eq!(day_text(language, "2022-01-01"), expected);
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
