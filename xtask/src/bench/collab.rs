//! The server beside others, and a floor: `end2end/bench/collab.js` starts them, and is everybody who writes.

use crate::postgres::{Disk, Postgres};
use crate::shell::{self, Command};
use crate::workspace::{Workspace, on_path};
use crate::{build, setup};
use anyhow::{Result, bail};

/// Also measures Talka on PostgreSQL.
const POSTGRES: &str = "--postgres";
/// Measures the binary that stands there already.
const NO_BUILD: &str = "--no-build";
const REPORT: &str = "bench/collab.json";

/// Builds what is delivered, installs the others, and measures; what is no option of ours goes to the
/// script.
pub fn collab(workspace: &Workspace, rest: &[String]) -> Result<()> {
    let request = Request::read(rest);
    if on_path(&["node"]).is_none() {
        bail!("Node.js is needed: https://nodejs.org");
    }
    let binary = workspace.binary("release");
    if request.builds {
        build::release(workspace)?;
    } else if !binary.is_file() {
        bail!(
            "{} is not there; without {NO_BUILD} it is built",
            binary.display()
        );
    }
    setup::npm(workspace)?;
    setup::peers(workspace)?;
    let postgres = match request.postgres {
        true => Some(Postgres::start(Disk::Careful)?),
        false => None,
    };
    let node = Command::new("node")
        .arg("bench/collab.js")
        .args(request.extra)
        .dir(workspace.root.join("end2end"))
        .env("TALKA_BIN", binary)
        .env("TALKA_BENCH_REPORT", workspace.target.join(REPORT));
    shell::run(match &postgres {
        Some(postgres) => node
            .env("TALKA_BENCH_POSTGRES_URL", postgres.url())
            .env("TALKA_BENCH_POSTGRES_PROGRAMS", postgres.programs()),
        None => node,
    })
}

/// What is asked for.
struct Request<'a> {
    postgres: bool,
    builds: bool,
    /// What the script understands.
    extra: Vec<&'a String>,
}

impl<'a> Request<'a> {
    fn read(rest: &'a [String]) -> Self {
        let given = |option: &str| rest.iter().any(|word| word == option);
        Self {
            postgres: given(POSTGRES),
            builds: !given(NO_BUILD),
            extra: rest
                .iter()
                .filter(|word| *word != POSTGRES && *word != NO_BUILD)
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_option_of_the_command_goes_to_the_script() {
        let words = ["--only", "rate", NO_BUILD, "--short", POSTGRES].map(str::to_owned);
        let request = Request::read(&words);
        assert!(request.postgres && !request.builds);
        assert_eq!(request.extra, ["--only", "rate", "--short"]);
        let nothing = Request::read(&[]);
        assert!(!nothing.postgres && nothing.builds && nothing.extra.is_empty());
    }
}
