//! The real binary as a process of its own, as an operator sees it.

#![allow(dead_code, reason = "each test binary uses some of it")]

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
pub fn folder() -> PathBuf {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::SeqCst);
    let folder = env::temp_dir().join(format!("talka-start-{}-{number}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub fn database(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("talka.db").display())
}

pub fn free_addr() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

/// The binary with nothing of the tests' own environment.
pub fn talka(database: &str, words: &[&str], settings: &[(&str, &str)]) -> Command {
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
pub fn run(database: &str, words: &[&str], settings: &[(&str, &str)]) -> (Output, String) {
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
pub struct Server {
    pub child: Child,
    pub addr: SocketAddr,
    pub said: BufReader<std::process::ChildStderr>,
    /// What it said until it served.
    pub start: String,
}

impl Server {
    pub fn start(database: &str, settings: &[(&str, &str)]) -> Server {
        let mut server = Server::begin(database, settings);
        server.start = server.until("serving");
        server
    }

    /// As [`Server::start`], without waiting for the line that says that it serves.
    pub fn begin(database: &str, settings: &[(&str, &str)]) -> Server {
        let addr = free_addr();
        let base_url = format!("http://{addr}");
        let mut child = talka(database, &[], settings)
            .env("TALKA_ADDR", addr.to_string())
            .env(
                "TALKA_BASE_URL",
                env_of(settings, "TALKA_BASE_URL").unwrap_or(&base_url),
            )
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stderr.take().unwrap());
        Server {
            child,
            addr,
            said,
            start: String::new(),
        }
    }

    /// What it says up to the line with this word.
    pub fn until(&mut self, word: &str) -> String {
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

    pub fn ask(&self, head: &str, cookie: &str, body: &str) -> String {
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

    pub fn kill(&mut self) {
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
