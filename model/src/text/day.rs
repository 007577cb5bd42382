//! Days as people write them: `1 January 2022`, `2022. gada 1. janvāris`, `1 stycznia 2022 r.`
//!
//! Days are UTC days, so that the server and every browser say the same one. Who wants the words of
//! another time zone gives a moment shifted by its distance from UTC.

use super::{Key, Value, key, say_with};
use crate::{ids::Timestamp, language::Language};

const DAY_MS: i64 = 86_400_000;
const SECOND_MS: i64 = 1_000;

/// A day given as ISO 8601 (`2022-01-01`), standing by itself or at the end of a span; anything else
/// comes back as it is.
pub fn day_text(language: Language, iso: &str) -> String {
    written(language, key::DAY, iso)
}

/// The day on which something happened, which Latvian writes in another case: `2022. gada 1. janvārī`.
pub fn day_on_text(language: Language, iso: &str) -> String {
    written(language, key::DAY_ON, iso)
}

fn written(language: Language, form: Key, iso: &str) -> String {
    let mut parts = iso.splitn(3, '-').map(str::parse::<u16>);
    match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month @ 1..=12)), Some(Ok(day @ 1..=31))) => {
            let (year, month) = (year.to_string(), format!("m{month}"));
            let values = [
                ("year", Value::from(&year)),
                ("month", Value::from(&month)),
                ("day", Value::Number(day.into())),
            ];
            say_with(language, form, &values)
        }
        _ => iso.to_owned(),
    }
}

/// The moment at which a UTC day begins; none where it is no day.
pub fn day_start(iso: &str) -> Option<Timestamp> {
    if iso.len() != "2022-01-01".len() {
        return None;
    }
    let mut parts = iso.splitn(3, '-');
    let mut part = || parts.next()?.parse::<i64>().ok();
    let (year, month, day) = (part()?, part()?, part()?);
    let (years, months) = (year - i64::from(month <= 2), (month + 9) % 12);
    // Days since 1 March of the year 0, as `civil` counts them back.
    let days = 365 * years + years.div_euclid(4) - years.div_euclid(100) + years.div_euclid(400);
    let days = days + (153 * months + 2) / 5 + day - 1 - 719_468;
    let start = Timestamp(days.checked_mul(DAY_MS)?);
    (iso_day(start) == iso).then_some(start)
}

/// The UTC day of a moment, as ISO 8601.
pub fn iso_day(at: Timestamp) -> String {
    let (year, month, day) = civil(at.0.div_euclid(DAY_MS));
    format!("{year:04}-{month:02}-{day:02}")
}

/// The UTC day and time of a moment, to the second, as ISO 8601.
pub fn iso_moment(at: Timestamp) -> String {
    let (hours, minutes, seconds) = clock(at);
    format!("{}T{hours:02}:{minutes:02}:{seconds:02}Z", iso_day(at))
}

/// The UTC day and time of a moment, to the minute, in words.
pub fn moment_text(language: Language, at: Timestamp) -> String {
    let day = day_on_text(language, &iso_day(at));
    let time = clock_text(at);
    let values = [("day", Value::from(&day)), ("time", Value::from(&time))];
    say_with(language, key::MOMENT, &values)
}

/// The UTC time of day, to the minute, as all three languages write it.
pub fn clock_text(at: Timestamp) -> String {
    let (hours, minutes, _) = clock(at);
    format!("{hours:02}:{minutes:02}")
}

/// Hours, minutes and seconds since the UTC day began.
fn clock(at: Timestamp) -> (i64, i64, i64) {
    let seconds = at.0.rem_euclid(DAY_MS) / SECOND_MS;
    (seconds / 3600, seconds / 60 % 60, seconds % 60)
}

/// Days since the epoch to the civil calendar (Howard Hinnant, "chrono-compatible low-level date
/// algorithms", `civil_from_days`).
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let day_of_era = shifted.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 {
        month_from_march + 3
    } else {
        month_from_march - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}
