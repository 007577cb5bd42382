//! What the system does, one noun a module.
