//! The collaborative document: schema, projection, edits, anchors, and its forms outside.

pub mod anchor;
