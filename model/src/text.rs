//! Texts
