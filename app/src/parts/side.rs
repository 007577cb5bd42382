//! Which accent colour a side has. Colour is never alone: the side's name stands beside it.

use model::{ids::OrganisationId, partnership::Organisation};

/// The class that carries a side's accent: `side-a` for the applicant, then `side-b`, `side-c`;
/// `side-none` for who stands for no side.
pub fn side_class(organisations: &[Organisation], side: Option<OrganisationId>) -> &'static str {
    let place = side.and_then(|side| organisations.iter().position(|it| it.id == side));
    match place {
        Some(0) => "side-a",
        Some(1) => "side-b",
        Some(_) => "side-c",
        None => "side-none",
    }
}

/// One or two letters for a name: `Anna Kalniņa` gives `AK`.
pub fn initials(name: &str) -> String {
    let mut words = name
        .split_whitespace()
        .filter_map(|word| word.chars().next());
    let first = words.next();
    let letters = first.into_iter().chain(words.next_back());
    letters.flat_map(char::to_uppercase).collect()
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn initials_are_the_first_and_the_last_word() {
        let rows = [
            ("Anna Kalniņa", "AK"),
            ("łucja", "Ł"),
            ("Jan Maria Nowak", "JN"),
            ("", ""),
        ];
        for (name, expected) in rows {
            assert_eq!(initials(name), expected);
        }
    }
}
