//! HTML: out for pages, exports and the clipboard, in for paste and import.
//!
//! What goes out is semantic and safe whatever a foreign client wrote into the document: every text
//! is escaped and every address is looked at here, at the last moment, since anyone who may write
//! can put anything into an attribute.

pub mod address;
pub mod node;
pub mod read;
pub mod render;

pub use node::{Gather, HtmlNode, TooMuch};
pub use read::slice_from;
pub use render::{Shape, of_field, of_field_as, of_nodes, of_slice, of_spans};
