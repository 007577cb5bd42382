//! Keeps the selected words marked while a comment on them is written: the form has the focus then,
//! and browsers show one selection only.

#[cfg(feature = "hydrate")]
use crate::editor::browser::highlight;

/// As `::highlight()` spells it in the style sheet.
#[cfg(feature = "hydrate")]
const COMPOSING: &str = "tk-composing";
/// Above comments, below the selection.
#[cfg(feature = "hydrate")]
const PRIORITY: i32 = 3;

/// Marks what is selected now.
#[cfg(feature = "hydrate")]
pub fn hold() {
    let selection = leptos::prelude::window().get_selection().ok().flatten();
    let range = selection.and_then(|selection| selection.get_range_at(0).ok());
    let ends = range.and_then(|range| {
        let start = (range.start_container().ok()?, range.start_offset().ok()?);
        let end = (range.end_container().ok()?, range.end_offset().ok()?);
        Some((start.0, start.1, end.0, end.1))
    });
    if let Some(ends) = ends {
        highlight(COMPOSING, PRIORITY, &[ends]);
    }
}

/// Takes the mark away.
#[cfg(feature = "hydrate")]
pub fn release() {
    highlight(COMPOSING, PRIORITY, &[]);
}

/// Nothing is selected on the server.
#[cfg(not(feature = "hydrate"))]
pub fn hold() {}

/// Nothing is marked on the server.
#[cfg(not(feature = "hydrate"))]
pub fn release() {}
