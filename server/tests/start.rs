//! How the real binary starts, and what it says where it cannot: one process a time, as an operator
//! sees it.

#![allow(clippy::unwrap_used)]

use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

const PATIENCE: Duration = Duration::from_secs(120);

/// A folder of a test's own; it stays when the test fails.
fn folder() -> PathBuf {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::SeqCst);
    let folder = env::temp_dir().join(format!("talka-start-{}-{number}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn database(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("talka.db").display())
}

fn free_addr() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

/// The binary with nothing of the tests' own environment.
fn talka(database: &str, words: &[&str], settings: &[(&str, &str)]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_talka"));
    for (name, _) in env::vars().filter(|(name, _)| name.starts_with("TALKA_")) {
        command.env_remove(name);
    }
    command
        .env_remove("RUST_LOG")
        .env("TALKA_DATABASE_URL", database)
        .envs(settings.iter().copied())
        .args(words)
        .stdin(Stdio::null());
    command
}

/// Runs a command, or a server that is to refuse, to its end.
fn run(database: &str, words: &[&str], settings: &[(&str, &str)]) -> (Output, String) {
    let addr = free_addr().to_string();
    let output = talka(database, words, settings)
        .env(
            "TALKA_ADDR",
            env_of(settings, "TALKA_ADDR").unwrap_or(&addr),
        )
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output, said)
}

fn env_of<'a>(settings: &[(&str, &'a str)], name: &str) -> Option<&'a str> {
    settings
        .iter()
        .find(|(key, _)| *key == name)
        .map(|(_, value)| *value)
}

/// A server that serves; killed when dropped.
struct Server {
    child: Child,
    addr: SocketAddr,
    said: BufReader<std::process::ChildStderr>,
    /// What it said until it served.
    start: String,
}

impl Server {
    fn start(database: &str, settings: &[(&str, &str)]) -> Server {
        let addr = free_addr();
        let mut child = talka(database, &[], settings)
            .env("TALKA_ADDR", addr.to_string())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        let mut server = Server {
            child,
            addr,
            said,
            start: String::new(),
        };
        server.start = server.until("serving");
        server
    }

    /// What it says up to the line with this word.
    fn until(&mut self, word: &str) -> String {
        let mut all = String::new();
        loop {
            let mut line = String::new();
            let bytes = self.said.read_line(&mut line).unwrap();
            all.push_str(&line);
            assert!(bytes > 0, "it ended:\n{all}");
            if line.contains(word) {
                return all;
            }
        }
    }

    fn ask(&self, head: &str, cookie: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(self.addr).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        let (addr, length) = (self.addr, body.len());
        write!(
            stream,
            "{head} HTTP/1.1\r\nHost: {addr}\r\nOrigin: http://{addr}\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n{body}"
        )
        .unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_second_server_on_one_file_is_refused_until_the_first_is_gone() {
    let folder = folder();
    let database = database(&folder);
    let mut first = Server::start(&database, &[]);
    let (second, said) = run(&database, &[], &[]);
    assert!(!second.status.success());
    assert!(said.contains("another server uses the database"), "{said}");
    assert!(
        said.contains(&folder.join("talka.db").display().to_string()),
        "{said}"
    );

    let (invited, said) = run(&database, &["admin", "invite", "anna@example.org"], &[]);
    assert!(invited.status.success(), "beside a running server: {said}");

    first.kill();
    assert!(folder.join("talka.db-lock").exists());
    drop(Server::start(&database, &[]));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn an_invitation_makes_no_database_and_says_which_one_it_used() {
    let folder = folder();
    let database = database(&folder);
    let file = folder.join("talka.db").display().to_string();
    let invite = ["admin", "invite", "anna@example.org"];
    let (refused, said) = run(&database, &invite, &[]);
    assert!(!refused.status.success());
    assert!(
        said.contains(&format!("there is no database at {file}")),
        "{said}"
    );
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);

    drop(Server::start(&database, &[]));
    let (invited, said) = run(&database, &invite, &[]);
    assert!(
        String::from_utf8_lossy(&invited.stdout).contains("/sign-in/"),
        "{said}"
    );
    assert!(said.contains(&format!("the database is {file}")), "{said}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_new_database_is_said_and_every_start_says_which_one_it_is() {
    let folder = folder();
    let database = database(&folder);
    let file = folder.join("talka.db").display().to_string();
    let new = format!("a new database was made at {file}");
    let first = Server::start(&database, &[]);
    assert!(first.start.contains(&new), "{}", first.start);
    drop(first);
    let second = Server::start(&database, &[]);
    assert!(!second.start.contains(&new), "{}", second.start);
    assert!(
        second.start.contains(&format!("the database is {file}")),
        "{}",
        second.start
    );
    drop(second);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_taken_port_ends_the_start_before_the_database_is_touched() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let (refused, said) = run(&database(&folder), &[], &[("TALKA_ADDR", &addr)]);
    assert!(!refused.status.success());
    assert!(said.contains(&format!("cannot listen on {addr}")), "{said}");
    assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_database_that_cannot_be_written_ends_the_start_with_its_file_and_owner() {
    let folder = folder();
    let database = database(&folder);
    drop(Server::start(&database, &[]));
    let (refused, said) = run(&format!("{database}?mode=ro"), &[], &[]);
    assert!(!refused.status.success());
    let file = folder.join("talka.db").display().to_string();
    assert!(
        said.contains(&format!("the database {file} cannot be used")),
        "{said}"
    );
    assert!(said.contains(&format!("{file} belongs to ")), "{said}");
    assert!(said.contains("It can be read and not written"), "{said}");
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn no_part_of_a_password_is_said() {
    let url = "postgres://talka:SECRET@ss:w/o#r?d@db.example/talka";
    let (refused, said) = run(url, &[], &[]);
    assert!(!refused.status.success());
    assert!(
        said.contains("TALKA_DATABASE_URL is no URL that can be read"),
        "{said}"
    );
    assert!(!said.contains("SECRET") && !said.contains("w/o"), "{said}");
}

#[test]
fn a_mail_without_a_mail_server_is_in_the_log_at_every_level() {
    let folder = folder();
    let database = database(&folder);
    drop(Server::start(&database, &[]));
    run(&database, &["admin", "invite", "anna@example.org"], &[]);
    for level in ["", "warn", "off"] {
        // With nothing logged there is no line to wait for; the port answers when it serves.
        let addr = free_addr();
        let mut child = talka(&database, &[], &[("RUST_LOG", level)])
            .env("TALKA_ADDR", addr.to_string())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        let mut server = Server {
            child,
            addr,
            said,
            start: String::new(),
        };
        while TcpStream::connect(addr).is_err() {
            std::thread::yield_now();
        }
        server.ask("POST /sign-in", "", "mail=anna%40example.org");
        let mail = server.until("/sign-in/");
        assert!(mail.contains("anna@example.org"), "{level}: {mail}");
    }
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn demo_mode_leaves_no_open_door_behind_and_opens_no_real_database() {
    let folder = folder();
    let database = database(&folder);
    let demo = [("TALKA_DEMO", "1")];
    let server = Server::start(&database, &demo);
    let answer = server.ask("GET /demo/admin", "", "");
    let cookie = answer
        .lines()
        .find_map(|line| {
            line.to_ascii_lowercase()
                .starts_with("set-cookie:")
                .then(|| &line[11..])
        })
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .trim()
        .to_owned();
    assert!(server.ask("GET /", &cookie, "").contains("/sign-out"));
    drop(server);

    let server = Server::start(&database, &[]);
    assert!(
        !server.ask("GET /", &cookie, "").contains("/sign-out"),
        "without demo mode"
    );
    drop(server);

    run(&database, &["admin", "invite", "anna@example.org"], &[]);
    let (refused, said) = run(&database, &[], &demo);
    assert!(!refused.status.success());
    assert!(
        said.contains("1 accounts that are not the demo's"),
        "{said}"
    );
    drop(Server::start(
        &database,
        &[demo[0], ("TALKA_DEMO_ANYWHERE", "1")],
    ));
    fs::remove_dir_all(folder).unwrap();
}
