//! The colour that a person has for the others: of their side, a little different for each.
//!
//! All have a contrast of at least 4.5 to white, which the names in them are written in.

use model::ids::AccountId;

/// Shades for the first side, the second, and people without one.
const SHADES: [[&str; 4]; 3] = [
    ["#0b6e6e", "#14708a", "#2b6b4f", "#3d6480"],
    ["#a8431f", "#9a4a4a", "#8a5a00", "#a03a64"],
    ["#5a4fa3", "#6b5b7b", "#4a5f8f", "#7a4a94"],
];

/// `#rrggbb`; `side` is its place among the sides.
pub fn of(side: Option<usize>, account: AccountId) -> &'static str {
    let row = side.map_or(2, |side| side % 2);
    let shade = account
        .0
        .as_bytes()
        .iter()
        .fold(0_usize, |sum, byte| sum + usize::from(*byte));
    SHADES[row][shade % SHADES[row].len()]
}

/// Which of the highlights `tk-peer-0` to `tk-peer-11` has a colour.
pub fn number(color: &str) -> usize {
    let shades = SHADES.iter().flatten();
    let known = shades.enumerate().find(|(_, shade)| **shade == color);
    known.map_or(SHADES.len() * 4 - 1, |(index, _)| index)
}
