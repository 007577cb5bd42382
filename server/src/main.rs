//! The `talka` binary.
mod assets;

fn main() {}
