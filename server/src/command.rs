//! What the binary is asked to do.

mod archives;
mod health;

use crate::{config::Config, serve, site::Site, telemetry};
use model::ids::ProposalId;
use services::{
    Services, accounts,
    database::{self, BackupFault, Claim, DatabaseAddress, Rebuilt, Report},
};
use std::path::{Path, PathBuf};

const HELP: &str = "\
Talka: two organisations write one proposal together.

  talka                      serves the site
  talka admin invite MAIL    makes MAIL an account that may create partnerships, and prints its
                             link to sign in; the server has made the database before
  talka admin rebuild PROPOSAL
                             makes the document of a proposal anew from the text that it shows,
                             when it is full or set aside. Stop the server first. PROPOSAL is the
                             last part of its page's address, as in:
                             talka admin rebuild 01939b7c-5f2e-7d10-8b52-6a1f3c0de947
  talka admin rebuild PROPOSAL --undo
                             puts back what it was; possible until talka check found all well
  talka backup FILE          writes the whole database, also while people work, to a new FILE and
                             checks it: talka backup /backup/talka-2026-11-26.db
  talka check [FILE]         looks whether the database, or a backup, is whole: every row, every
                             document, every version
  talka check --repair       before it, writes anew what pages show wherever that is not what the
                             document says; also while people work
  talka restore FILE         fills an empty or missing database with a backup; SQLite and
                             PostgreSQL alike, so it also moves from one to the other
  talka verify ARCHIVE       looks whether an archive that somebody downloaded is whole and what it
                             says it is: every file, every text, every final. Needs no database
  talka import ARCHIVE       makes a partnership of an archive in this database, after looking at
                             it as talka verify does; also while people work
  talka health               asks the server that runs with these settings whether it can work; fails
                             where it cannot. For containers and scripts
  talka --version            prints the version
  talka --help               prints this

Environment:
  TALKA_ADDR          address and port to listen on       127.0.0.1:3000
  TALKA_DATABASE_URL  sqlite://FILE or postgres://…       sqlite://talka.db?mode=rwc
  TALKA_BASE_URL      how browsers reach the site         http://ADDR
  TALKA_HOSTS         further hosts of the site, with commas between them
  TALKA_SMTP_URL      smtp://… or smtps://… for mail
  TALKA_MAIL_FROM     the sender of mails                 the URL's user or talka@HOST
  TALKA_MAIL          log writes mail, with its links, to the log; without a mail server and with
                      an https base URL it has to be said
  TALKA_SECURITY_CONTACT
                      where to write about a weakness (mailto:, https://), with commas between
                      them, for /.well-known/security.txt
  TALKA_JOBS_TOKEN    a secret for POST /jobs/run, where no instance lives on between requests
  TALKA_METRICS_TOKEN a secret for GET /metrics, which Prometheus reads
  TALKA_TRUSTED_PROXY header with the client's address, then the proxies that set it,
                      as in: x-forwarded-for 10.0.0.2     without it, nobody is believed
  TALKA_DEMO          1 seeds a partnership to try, with one-click sign-in, and keeps all mail
                      at /demo/mail; for a machine of your own only
  TALKA_DEMO_ANYWHERE 1 lets demo mode be open to others, and begin beside other accounts
  SSL_CERT_FILE       authorities that are believed       those of the system
  RUST_LOG            what is logged                      info";

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Help,
    Version,
    Invite { mail: String },
    Rebuild { proposal: ProposalId, undo: bool },
    Backup { file: PathBuf },
    Check { file: Option<PathBuf> },
    Repair,
    Restore { file: PathBuf },
    Verify { archive: PathBuf },
    Import { archive: PathBuf },
    Health,
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
            ["health"] => Ok(Command::Health),
            ["admin", "invite", mail] if !mail.starts_with('-') => Ok(Command::Invite {
                mail: (*mail).to_owned(),
            }),
            ["admin", "rebuild", proposal, rest @ ..] if matches!(rest, [] | ["--undo"]) => {
                let proposal = proposal.parse();
                let undo = !rest.is_empty();
                proposal
                    .map(|proposal| Command::Rebuild { proposal, undo })
                    .map_err(|_| "name the proposal by the last part of its page's address: talka admin rebuild 01939b7c-5f2e-7d10-8b52-6a1f3c0de947".to_owned())
            }
            ["check"] => Ok(Command::Check { file: None }),
            ["check", "--repair"] => Ok(Command::Repair),
            [word @ ("backup" | "restore" | "check"), file] if !file.starts_with('-') => {
                let file = PathBuf::from(file);
                Ok(match *word {
                    "backup" => Command::Backup { file },
                    "restore" => Command::Restore { file },
                    _ => Command::Check { file: Some(file) },
                })
            }
            [word @ ("verify" | "import"), file] if !file.starts_with('-') => {
                let archive = PathBuf::from(file);
                Ok(match *word {
                    "verify" => Command::Verify { archive },
                    _ => Command::Import { archive },
                })
            }
            [word @ ("verify" | "import"), ..] => {
                Err(format!("name one archive: talka {word} ARCHIVE"))
            }
            [word @ ("backup" | "restore"), ..] => Err(format!("name one file: talka {word} FILE")),
            ["check", ..] => Err("name one file or none: talka check [FILE]; to mend what pages show: talka check --repair".to_owned()),
            ["admin", ..] => Err(
                "the commands here are: talka admin invite MAIL, talka admin rebuild PROPOSAL"
                    .to_owned(),
            ),
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
        Command::Rebuild { proposal, undo } => rebuild(proposal, undo).await?,
        Command::Backup { file } => backup(&file).await?,
        Command::Check { file } => check(file.as_deref()).await?,
        Command::Repair => repair().await?,
        Command::Restore { file } => restore(&file).await?,
        Command::Verify { archive } => archives::verify(&archive).await?,
        Command::Import { archive } => archives::import(&archive, &configured()?).await?,
        Command::Health => {
            let config = Config::from_process().map_err(|bad| bad.to_string())?;
            health::ask(config.addr).await?;
        }
        Command::Serve => {
            telemetry::start();
            let config = Config::from_process().map_err(|bad| bad.to_string())?;
            serve_with(config).await?;
        }
    }
    Ok(())
}

async fn serve_with(config: Config) -> Result<(), String> {
    for warning in config.warnings() {
        tracing::warn!("{warning}");
    }
    let listener = serve::listen(config.addr).await?;
    // Held until the process ends.
    let (site, _claim) = open(config).await?;
    serve::serve(listener, site).await
}

/// The site over its database, and what keeps other servers off that as long as it is held.
pub async fn open(config: Config) -> Result<(Site, Claim), String> {
    let claim = database::claim(&config.database).map_err(|cause| cause.to_string())?;
    let why = |cause| database::why(&config.database, &cause);
    let services = Services::open(config.for_services()).await.map_err(why)?;
    database::check_writes(&services).await.map_err(why)?;
    tracing::info!("the database is {}", config.database);
    Ok((Site::new(services, config), claim))
}

/// Says its link, and on standard error which database was used: the account is in no other one.
async fn invite(mail: &str) -> Result<String, String> {
    let config = Config::from_process().map_err(|bad| bad.to_string())?;
    database::claim_existing(&config.database).map_err(|cause| cause.to_string())?;
    let why = |cause| database::why(&config.database, &cause);
    let services = Services::for_command(config.for_services())
        .await
        .map_err(why)?;
    database::check_writes(&services).await.map_err(why)?;
    let link = accounts::invite_admin(&services, mail).await;
    services.close().await;
    eprintln!("talka: the database is {}", config.database);
    link.map_err(|cause| cause.to_string())
}

async fn backup(file: &Path) -> Result<(), String> {
    let address = configured()?;
    let outcome = database::backup(&address, file).await;
    let report = outcome.map_err(|cause| said(&address, cause))?;
    println!(
        "{address} is backed up to {}: {}",
        file.display(),
        counted(&report)
    );
    Ok(())
}

async fn check(file: Option<&Path>) -> Result<(), String> {
    let address = configured()?;
    let (what, outcome) = match file {
        Some(file) => (file.display().to_string(), database::check_file(file).await),
        None => (address.to_string(), database::check(&address).await),
    };
    let report = outcome.map_err(|cause| match (cause, file) {
        (BackupFault::Store(cause), Some(_)) => format!("{what} cannot be checked: {cause}"),
        (cause, _) => said(&address, cause),
    })?;
    tell(&what, &report)
}

async fn repair() -> Result<(), String> {
    let address = configured()?;
    let outcome = database::repair(&address).await;
    let report = outcome.map_err(|cause| said(&address, cause))?;
    println!(
        "what pages show was made anew for {} proposals",
        report.repaired
    );
    tell(&address.to_string(), &report)
}

/// Says what a check found; an error where not all is well.
fn tell(what: &str, report: &Report) -> Result<(), String> {
    if !report.findings.is_empty() {
        return Err(format!(
            "{what} is damaged:\n  {}",
            report.findings.join("\n  ")
        ));
    }
    if !report.differences.is_empty() {
        return Err(format!(
            "{what} is whole, but pages show what is not there; talka check --repair writes it anew:\n  {}",
            report.differences.join("\n  ")
        ));
    }
    println!("{what} is whole: {}", counted(report));
    report.remarks.iter().for_each(|it| println!("{it}"));
    if report.let_go > 0 {
        println!("what documents were before they were rebuilt is kept no longer");
    }
    Ok(())
}

async fn rebuild(proposal: ProposalId, undo: bool) -> Result<(), String> {
    let address = configured()?;
    let outcome = match undo {
        false => database::rebuild(&address, proposal).await,
        true => database::undo_rebuild(&address, proposal).await,
    };
    let report = outcome.map_err(|cause| said(&address, cause))?;
    let Rebuilt {
        before,
        after,
        unreadable,
        threads,
        detached,
    } = report;
    println!(
        "the document of proposal {proposal} had {before} bytes and has {after}; \
         {threads} threads, of which {detached} stand on no words"
    );
    if unreadable > 0 {
        println!("{unreadable} rows could not be read; what was in them is not in it");
    }
    match undo {
        true => println!("it is again what it was before it was rebuilt"),
        false => println!(
            "start the server and look at its page. Then talka check lets go of what it was; \
             until then talka admin rebuild {proposal} --undo puts it back"
        ),
    }
    Ok(())
}

async fn restore(file: &Path) -> Result<(), String> {
    let address = configured()?;
    let outcome = database::restore(file, &address).await;
    let report = outcome.map_err(|cause| said(&address, cause))?;
    println!(
        "{} is restored to {address}: {}",
        file.display(),
        counted(&report)
    );
    Ok(())
}

fn configured() -> Result<DatabaseAddress, String> {
    let config = Config::from_process().map_err(|bad| bad.to_string())?;
    Ok(config.database)
}

fn said(address: &DatabaseAddress, cause: BackupFault) -> String {
    match cause {
        BackupFault::Store(cause) => database::why(address, &cause),
        other => other.to_string(),
    }
}

fn counted(report: &Report) -> String {
    let Report {
        rows,
        documents,
        versions,
        ..
    } = report;
    format!("{rows} rows, {documents} documents, {versions} versions")
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
        assert_eq!(parse("health"), Ok(Command::Health));
        let mail = "anna@example.org".to_owned();
        assert_eq!(
            parse("admin invite anna@example.org"),
            Ok(Command::Invite { mail })
        );
    }

    #[test]
    fn a_backup_is_written_checked_and_put_back() {
        let file = PathBuf::from("a.db");
        assert_eq!(
            parse("backup a.db"),
            Ok(Command::Backup { file: file.clone() })
        );
        assert_eq!(
            parse("restore a.db"),
            Ok(Command::Restore { file: file.clone() })
        );
        assert_eq!(parse("check a.db"), Ok(Command::Check { file: Some(file) }));
        assert_eq!(parse("check"), Ok(Command::Check { file: None }));
        assert_eq!(parse("check --repair"), Ok(Command::Repair));
        assert!(
            parse("backup").is_err()
                && parse("restore a b").is_err()
                && parse("check a b").is_err()
        );
    }

    #[test]
    fn an_archive_is_looked_at_and_brought_in() {
        let archive = PathBuf::from("a.zip");
        let verify = Command::Verify {
            archive: archive.clone(),
        };
        assert_eq!(parse("verify a.zip"), Ok(verify));
        assert_eq!(parse("import a.zip"), Ok(Command::Import { archive }));
        insta::assert_snapshot!(parse("import").unwrap_err(), @"name one archive: talka import ARCHIVE");
        assert!(parse("verify a b").is_err() && parse("verify --all").is_err());
    }

    #[test]
    fn a_proposal_is_rebuilt_and_put_back() {
        let id = "01939b7c-5f2e-7d10-8b52-6a1f3c0de947";
        let proposal = id.parse().unwrap();
        let rebuild = |undo| Ok(Command::Rebuild { proposal, undo });
        assert_eq!(parse(&format!("admin rebuild {id}")), rebuild(false));
        assert_eq!(parse(&format!("admin rebuild {id} --undo")), rebuild(true));
        assert!(
            parse("admin rebuild").is_err() && parse(&format!("admin rebuild {id} x")).is_err()
        );
        insta::assert_snapshot!(parse("admin rebuild 7").unwrap_err(), @"name the proposal by the last part of its page's address: talka admin rebuild 01939b7c-5f2e-7d10-8b52-6a1f3c0de947");
    }

    #[test]
    fn wrong_words_are_answered_with_a_sentence() {
        insta::assert_snapshot!(parse("srve").unwrap_err(), @r#"there is no command "srve"; try: talka --help"#);
        insta::assert_snapshot!(parse("admin invite").unwrap_err(), @"the commands here are: talka admin invite MAIL, talka admin rebuild PROPOSAL");
        insta::assert_snapshot!(parse("admin remove anna@example.org").unwrap_err(), @"the commands here are: talka admin invite MAIL, talka admin rebuild PROPOSAL");
    }
}
