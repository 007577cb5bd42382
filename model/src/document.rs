//! The collaborative document: schema, projection, edits, anchors, and its forms outside.
//!
//! `draft` is the only gate to yrs, `schema` the only place that spells its keys; everything else
//! reads the plain tree of `projection`.

pub mod anchor;
pub mod diff;
pub mod draft;
pub mod edit;
pub mod find;
pub mod grid;
pub mod html;
pub mod map;
pub mod markdown;
mod mend;
mod normalise;
#[cfg(any(test, feature = "testing"))]
pub mod notation;
pub mod plain;
pub mod position;
pub mod projection;
pub mod rebuild;
mod rectangle;
pub mod schema;
mod surgery;

#[cfg(any(test, feature = "testing"))]
pub mod trial;

pub use mend::mend;
pub use normalise::{Fault, faults};
