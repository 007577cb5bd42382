//! The template of a proposal: which sections it begins with.
