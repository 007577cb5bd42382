//! The edition as Markdown, for the archive and other programs.

use super::edition::Edition;
use model::document::markdown;

/// The whole text.
pub(super) fn write(edition: &Edition) -> String {
    markdown::of_nodes(&edition.nodes()) + "\n"
}
