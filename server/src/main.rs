//! The `talka` binary.
fn main() {}
