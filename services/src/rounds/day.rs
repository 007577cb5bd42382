//! When a review's last day ends: with the day of the side whose midnight comes last, so that nobody's
//! day is cut short.

use crate::error::{Error, Result};
use jiff::{civil::Date, tz::TimeZone};
use model::{ids::Timestamp, partnership::Organisation};

/// The time zones of countries that may be partners, by the tz database; where a country has several,
/// that of its capital.
const ZONES: [(&str, &str); 37] = [
    ("AT", "Europe/Vienna"),
    ("BE", "Europe/Brussels"),
    ("BG", "Europe/Sofia"),
    ("CH", "Europe/Zurich"),
    ("CY", "Asia/Nicosia"),
    ("CZ", "Europe/Prague"),
    ("DE", "Europe/Berlin"),
    ("DK", "Europe/Copenhagen"),
    ("EE", "Europe/Tallinn"),
    ("ES", "Europe/Madrid"),
    ("FI", "Europe/Helsinki"),
    ("FR", "Europe/Paris"),
    ("GB", "Europe/London"),
    ("GE", "Asia/Tbilisi"),
    ("GR", "Europe/Athens"),
    ("HR", "Europe/Zagreb"),
    ("HU", "Europe/Budapest"),
    ("IE", "Europe/Dublin"),
    ("IS", "Atlantic/Reykjavik"),
    ("IT", "Europe/Rome"),
    ("LI", "Europe/Vaduz"),
    ("LT", "Europe/Vilnius"),
    ("LU", "Europe/Luxembourg"),
    ("LV", "Europe/Riga"),
    ("MD", "Europe/Chisinau"),
    ("MK", "Europe/Skopje"),
    ("MT", "Europe/Malta"),
    ("NL", "Europe/Amsterdam"),
    ("NO", "Europe/Oslo"),
    ("PL", "Europe/Warsaw"),
    ("PT", "Europe/Lisbon"),
    ("RO", "Europe/Bucharest"),
    ("RS", "Europe/Belgrade"),
    ("SE", "Europe/Stockholm"),
    ("SI", "Europe/Ljubljana"),
    ("SK", "Europe/Bratislava"),
    ("UA", "Europe/Kyiv"),
];
/// Where no side's country is known.
const ELSEWHERE: &str = "UTC";

/// The end of a day, and the zone whose day it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayEnd {
    pub at: Timestamp,
    /// As the tz database calls it.
    pub zone: &'static str,
}

/// When this day (ISO 8601) ends for the last of these sides.
pub(super) fn end_of(day: &str, sides: &[Organisation]) -> Result<DayEnd> {
    let zone_of = |side: &Organisation| {
        let found = ZONES.iter().find(|(country, _)| *country == side.country);
        found.map(|(_, zone)| *zone)
    };
    let mut last: Option<DayEnd> = None;
    for zone in sides.iter().filter_map(zone_of) {
        let at = end_in(day, zone)?;
        if last.as_ref().is_none_or(|last| at > last.at) {
            last = Some(DayEnd { at, zone });
        }
    }
    match last {
        Some(last) => Ok(last),
        None => Ok(DayEnd {
            at: end_in(day, ELSEWHERE)?,
            zone: ELSEWHERE,
        }),
    }
}

fn end_in(day: &str, zone: &str) -> Result<Timestamp> {
    let day: Date = day.parse().map_err(Error::internal)?;
    let zone = TimeZone::get(zone).map_err(Error::internal)?;
    let midnight = day
        .tomorrow()
        .map_err(Error::internal)?
        .to_zoned_datetime(zone);
    let midnight = midnight.map_err(Error::internal)?;
    Ok(Timestamp(midnight.timestamp().as_millisecond()))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::csv::rfc_3339;
    use model::{ids::OrganisationId, language::Texts};
    use uuid::Uuid;

    fn end(day: &str, countries: &[&str]) -> String {
        let side = |country: &&str| Organisation {
            id: OrganisationId(Uuid::nil()),
            name: Texts::default(),
            country: (*country).to_owned(),
            address: String::new(),
            applicant: false,
        };
        let sides: Vec<_> = countries.iter().map(side).collect();
        let end = end_of(day, &sides).unwrap();
        format!("{} {}", rfc_3339(end.at.0), end.zone)
    }

    #[test]
    fn a_day_ends_when_it_has_ended_for_every_side() {
        assert_eq!(
            end("2022-01-31", &["LV"]),
            "2022-01-31T22:00:00Z Europe/Riga"
        );
        assert_eq!(
            end("2022-01-31", &["LV", "PL"]),
            "2022-01-31T23:00:00Z Europe/Warsaw"
        );
        assert_eq!(end("2022-01-31", &["XX"]), "2022-02-01T00:00:00Z UTC");
    }

    #[test]
    fn summer_time_is_counted() {
        // 27 March 2022: the clocks go forward at 01:00 UTC.
        assert_eq!(
            end("2022-03-26", &["PL"]),
            "2022-03-26T23:00:00Z Europe/Warsaw"
        );
        assert_eq!(
            end("2022-03-27", &["PL"]),
            "2022-03-27T22:00:00Z Europe/Warsaw"
        );
        assert_eq!(
            end("2022-10-30", &["LV"]),
            "2022-10-30T22:00:00Z Europe/Riga"
        );
        assert_eq!(
            end("2022-10-29", &["LV"]),
            "2022-10-29T21:00:00Z Europe/Riga"
        );
    }

    #[test]
    fn every_zone_is_known() {
        for (country, _) in ZONES {
            assert!(!end("2022-06-30", &[country]).ends_with("UTC"), "{country}");
        }
    }
}
