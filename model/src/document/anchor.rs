//! Where a thread sits: sticky positions at both ends, and the quoted words.

pub mod search;

use serde::{Deserialize, Serialize};

/// The words an anchor stood on when it was last resolved, and what stood around them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quote {
    /// At most [`crate::limits::QUOTE_UNITS`] UTF-16 units; block ends are `\n`.
    pub exact: String,
    /// At most [`crate::limits::QUOTE_CONTEXT_UNITS`] UTF-16 units.
    pub prefix: String,
    pub suffix: String,
}

/// Where a thread or a suggestion sits in a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchor {
    /// Yjs relative position JSON, sticking to the first word (`assoc` ≥ 0).
    pub start: String,
    /// Yjs relative position JSON, sticking to the last word (`assoc` < 0).
    pub end: String,
    pub quote: Quote,
    /// Index of the textblock within its field, a hint where to look first.
    pub block_hint: u32,
}
