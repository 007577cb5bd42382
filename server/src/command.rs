//! What the binary is asked to do.

use crate::{config::Config, serve, site::Site, telemetry};
use services::{Services, accounts};

const HELP: &str = "\
Talka: two organisations write one proposal together.

  talka                      serves the site
  talka admin invite MAIL    makes MAIL an account that may create partnerships,
                             and prints its link to sign in
  talka --version            prints the version
  talka --help               prints this

Environment:
  TALKA_ADDR          address and port to listen on       127.0.0.1:3000
  TALKA_DATABASE_URL  sqlite://FILE or postgres://…       sqlite://talka.db?mode=rwc
  TALKA_BASE_URL      how browsers reach the site         http://ADDR
  TALKA_SMTP_URL      smtp://… or smtps://… for mail      without it, mail is written to the log
  TALKA_TRUSTED_PROXY header with the client's address, then the proxies that set it,
                      as in: x-forwarded-for 10.0.0.2     without it, nobody is believed
  TALKA_DEMO          1 seeds a partnership to try, with one-click sign-in, and keeps all mail
                      at /demo/mail; for a machine of your own only
  RUST_LOG            what is logged                      info";

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    Version,
    Invite { mail: String },
    Serve,
}

impl Command {
    /// The command of these words, or a sentence that says what is wrong with them.
    pub fn parse(words: &[String]) -> Result<Command, String> {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        match words.as_slice() {
            [] | ["serve"] => Ok(Command::Serve),
            ["--help" | "-h" | "help"] => Ok(Command::Help),
            ["--version" | "-V"] => Ok(Command::Version),
            ["admin", "invite", mail] if !mail.starts_with('-') => Ok(Command::Invite {
                mail: (*mail).to_owned(),
            }),
            ["admin", ..] => Err("the one command here is: talka admin invite MAIL".to_owned()),
            [other, ..] => Err(format!("there is no command {other:?}; try: talka --help")),
        }
    }
}

/// Does it; an error is a sentence for whoever typed the command.
pub async fn run(command: Command) -> Result<(), String> {
    match command {
        Command::Help => println!("{HELP}"),
        Command::Version => println!("talka {}", env!("CARGO_PKG_VERSION")),
        Command::Invite { mail } => println!("{}", invite(&mail).await?),
        Command::Serve => {
            telemetry::start();
            let config = Config::from_process().map_err(|bad| bad.to_string())?;
            let services = open(&config).await?;
            serve::serve(Site::new(services, config)).await?;
        }
    }
    Ok(())
}

/// Opens the database and prepares it.
async fn open(config: &Config) -> Result<Services, String> {
    Services::open(config.for_services())
        .await
        .map_err(|cause| format!("the database cannot be opened: {cause}"))
}

async fn invite(mail: &str) -> Result<String, String> {
    let config = Config::from_process().map_err(|bad| bad.to_string())?;
    let services = open(&config).await?;
    accounts::invite_admin(&services, mail)
        .await
        .map_err(|cause| cause.to_string())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parse(line: &str) -> Result<Command, String> {
        let words: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
        Command::parse(&words)
    }

    #[test]
    fn words_make_commands() {
        assert_eq!(parse(""), Ok(Command::Serve));
        assert_eq!(parse("--help"), Ok(Command::Help));
        assert_eq!(parse("--version"), Ok(Command::Version));
        let mail = "anna@example.org".to_owned();
        assert_eq!(
            parse("admin invite anna@example.org"),
            Ok(Command::Invite { mail })
        );
    }

    #[test]
    fn wrong_words_are_answered_with_a_sentence() {
        insta::assert_snapshot!(parse("srve").unwrap_err(), @r#"there is no command "srve"; try: talka --help"#);
        insta::assert_snapshot!(parse("admin invite").unwrap_err(), @"the one command here is: talka admin invite MAIL");
        insta::assert_snapshot!(parse("admin remove anna@example.org").unwrap_err(), @"the one command here is: talka admin invite MAIL");
    }
}
