//! The `talka` binary.

use server::command::{self, Command};
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match Command::parse(&words) {
        Ok(command) => command::run(command).await,
        Err(sentence) => Err(sentence),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("talka: {sentence}");
            ExitCode::FAILURE
        }
    }
}
