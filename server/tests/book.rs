//! `docs/operating.md` and the files in `deploy/`: what can be run here is run, and the numbers in them
//! fit those of the program.

#![allow(clippy::unwrap_used)]

#[path = "start/process.rs"]
mod process;

use model::limits;
use process::{Server, database, folder, run, talka};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const BOOK: &str = include_str!("../../docs/operating.md");

/// A file of `deploy/`.
fn deployed(name: &str) -> String {
    fs::read_to_string(deploy().join(name)).unwrap()
}

fn deploy() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../deploy")
}

/// Every line that somebody is to type, without what is said about it.
fn lines() -> Vec<String> {
    let mut is_fenced = false;
    let mut found = Vec::new();
    for line in BOOK.lines() {
        if line.starts_with("```") {
            is_fenced = !is_fenced;
        } else if is_fenced || line.starts_with("    ") {
            let line = line.split(" #").next().unwrap_or_default().trim();
            if !line.is_empty() && !line.starts_with('#') {
                found.push(line.to_owned());
            }
        }
    }
    found
}

/// The words behind `talka`, where a line runs it.
fn words(line: &str) -> Option<Vec<String>> {
    let line = line.split(" exec CONTAINER ").last()?;
    let words: Vec<_> = line.split_whitespace().map(str::to_owned).collect();
    let at = words
        .iter()
        .position(|word| word == "talka" || word == "/usr/local/bin/talka")?;
    let is_run = at == 0 || words[0] == "systemd-run";
    is_run.then(|| words[at + 1..].to_vec())
}

#[test]
fn every_command_in_the_book_does_what_it_says() {
    let folder = folder();
    let live = database(&folder);
    let server = Server::start(&live, &[]);
    let addr = server.addr.to_string();
    let elsewhere = format!("sqlite://{}", folder.join("restored.db").display());
    let mut commands: Vec<_> = lines().iter().filter_map(|line| words(line)).collect();
    commands.push(vec!["health".to_owned()]);
    assert!(commands.len() > 8, "{commands:?}");
    for command in commands {
        let here = |word: &String| word.replace("/backup/", &format!("{}/", folder.display()));
        let command: Vec<_> = command.iter().map(here).collect();
        let command: Vec<_> = command.iter().map(String::as_str).collect();
        let of = if command[0] == "restore" {
            &elsewhere
        } else {
            &live
        };
        let (output, said) = run(of, &command, &[("TALKA_ADDR", &addr)]);
        match command[0] {
            // There is no archive here, and the server runs.
            "verify" | "import" => assert!(said.contains("archive.zip"), "{command:?}: {said}"),
            "admin" if command[1] == "rebuild" => {
                assert!(said.contains("another server uses"), "{command:?}: {said}");
            }
            _ => assert!(output.status.success(), "{command:?}: {said}"),
        }
    }
    drop(server);
    let (output, said) = run(&live, &["health"], &[("TALKA_ADDR", &addr)]);
    assert!(
        !output.status.success() && said.contains("no server answers"),
        "{said}"
    );
    fs::remove_dir_all(folder).unwrap();
}

/// The names of settings in a text.
fn settings(text: &str) -> BTreeSet<String> {
    let words = text.split(|letter: char| !(letter.is_ascii_uppercase() || letter == '_'));
    let ours = words.filter(|word| word.starts_with("TALKA_"));
    ours.map(str::to_owned).collect()
}

#[test]
fn book_help_and_files_know_the_same_settings() {
    let help = talka("", &["--help"], &[]).output().unwrap();
    let help = settings(&String::from_utf8(help.stdout).unwrap());
    let rows = BOOK.lines().filter(|line| line.starts_with("| `TALKA_"));
    let book: BTreeSet<_> = rows
        .map(|row| row.split('`').nth(1).unwrap().to_owned())
        .collect();
    assert_eq!(book, help);
    for file in ["talka.env", "Containerfile"] {
        let unknown: Vec<_> = settings(&deployed(file))
            .difference(&book)
            .cloned()
            .collect();
        assert!(unknown.is_empty(), "{file}: {unknown:?}");
    }
}

#[test]
fn every_file_that_the_book_installs_is_there_and_its_lines_are_shell() {
    let lines = lines();
    let named = lines.iter().flat_map(|line| line.split_whitespace());
    let named: BTreeSet<_> = named
        .filter_map(|word| word.strip_prefix("deploy/"))
        .collect();
    assert!(
        named.contains("talka.service") && named.contains("Caddyfile"),
        "{named:?}"
    );
    for name in named {
        assert!(deploy().join(name).is_file(), "{name}");
    }
    let checked = Command::new("sh")
        .args(["-n", "-c", &lines.join("\n")])
        .output()
        .unwrap();
    assert!(
        checked.status.success(),
        "{}",
        String::from_utf8_lossy(&checked.stderr)
    );
}

/// The number behind a word, up to its unit.
fn number(text: &str, word: &str) -> u64 {
    let (_, rest) = text
        .split_once(word)
        .unwrap_or_else(|| panic!("{word} is missing"));
    let digits: String = rest
        .trim_start()
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    digits.parse().unwrap()
}

#[test]
fn the_proxies_give_what_talka_needs() {
    let (nginx, caddy) = (deployed("nginx.conf"), deployed("Caddyfile"));
    let bodies = number(&nginx, "client_max_body_size") * 1024 * 1024;
    assert!(bodies >= limits::FACTS_BYTES.max(limits::FRAME_BYTES) as u64);
    for idle in [
        number(&nginx, "keepalive_timeout"),
        number(&caddy, "keepalive "),
    ] {
        assert!(
            idle < limits::HEAD_SECONDS,
            "a request meets a connection that ends"
        );
    }
    let silent = number(&nginx, "proxy_read_timeout");
    assert!(silent > limits::SOCKET_PING_SECONDS && silent * 1_000 > limits::EXCHANGE_WAIT_MS);
    assert!(silent > limits::REQUEST_SECONDS);
    for wanted in [
        "Host $host",
        "Upgrade $http_upgrade",
        "X-Forwarded-For $remote_addr",
        "buffering off",
    ] {
        assert!(nginx.contains(wanted), "{wanted}");
    }
    checked(
        "caddy",
        &["validate", "--adapter", "caddyfile", "--config"],
        "Caddyfile",
    );
    checked("promtool", &["check", "rules"], "alerts.yml");
}

/// Has a program look at a file, where the program is there.
fn checked(program: &str, words: &[&str], file: &str) {
    match Command::new(program)
        .args(words)
        .arg(deploy().join(file))
        .output()
    {
        Err(_) => println!("{file} was not looked at: there is no {program} here"),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{file}: {said}");
        }
    }
}

/// How exposed a service may be by the count of `systemd-analyze security`, from 0 to 100.
const EXPOSURE: &str = "20";

#[test]
fn the_units_are_understood_and_leave_little_open() {
    if Command::new("systemd-analyze")
        .arg("--version")
        .output()
        .is_err()
    {
        println!("the units were not looked at: there is no systemd here");
        return;
    }
    let folder = folder();
    let names = [
        "talka.service",
        "talka-backup.service",
        "talka-backup.timer",
    ];
    for name in names {
        // The program stands elsewhere here.
        let unit = deployed(name).replace("/usr/local/bin/talka", env!("CARGO_BIN_EXE_talka"));
        fs::write(folder.join(name), unit).unwrap();
    }
    for name in names {
        let unit = folder.join(name);
        let output = Command::new("systemd-analyze")
            .arg("verify")
            .arg(&unit)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        let ours: Vec<_> = said.lines().filter(|line| line.contains("talka")).collect();
        assert!(output.status.success() && ours.is_empty(), "{name}: {said}");
        if name.ends_with(".service") {
            let output = Command::new("systemd-analyze")
                .args(["security", "--offline=true", "--threshold", EXPOSURE])
                .arg(&unit)
                .output()
                .unwrap();
            let said = String::from_utf8_lossy(&output.stdout);
            let last = said.lines().last().unwrap_or_default();
            assert!(output.status.success(), "{name}: {last}");
        }
    }
    fs::remove_dir_all(folder).unwrap();
}
