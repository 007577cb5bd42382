//! A mail server of a few lines (RFC 5321) that behaves as the tests want.

use std::{collections::VecDeque, time::Duration};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::{TcpListener, TcpStream},
    sync::mpsc,
    time::timeout,
};

pub const PATIENCE: Duration = Duration::from_secs(10);

/// How one connection goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Everything is taken.
    #[default]
    Normal,
    /// This command gets this answer; `""` is the greeting, `"."` the end of a mail.
    Says(&'static str, &'static str),
    /// From this command on nothing is said.
    SilentAt(&'static str),
}

/// What the server has seen, by the number of the connection.
#[derive(Debug, PartialEq, Eq)]
pub enum Seen {
    Connected(usize),
    /// The whole mail as it was sent.
    Taken(usize, String),
    /// The connection has ended; the commands that came.
    Ended(usize, Vec<String>),
}

pub struct MailServer {
    pub url: String,
    seen: mpsc::UnboundedReceiver<Seen>,
}

impl MailServer {
    /// The manners of the first connections; those after them are normal.
    pub async fn start(manners: &[Manner]) -> MailServer {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("smtp://{}", listener.local_addr().unwrap());
        let (tell, seen) = mpsc::unbounded_channel();
        let mut script: VecDeque<Manner> = manners.iter().copied().collect();
        tokio::spawn(async move {
            for number in 0.. {
                let (stream, _) = listener.accept().await.unwrap();
                let manner = script.pop_front().unwrap_or_default();
                let _ = tell.send(Seen::Connected(number));
                let tell = tell.clone();
                tokio::spawn(async move {
                    let mut commands = Vec::new();
                    let _ = talk(stream, manner, number, &tell, &mut commands).await;
                    let _ = tell.send(Seen::Ended(number, commands));
                });
            }
        });
        MailServer { url, seen }
    }

    pub async fn next(&mut self) -> Seen {
        let seen = timeout(PATIENCE, self.seen.recv()).await;
        seen.expect("something is sent").unwrap()
    }

    /// The next mail that is taken, and every event until then.
    pub async fn taken(&mut self) -> (String, Vec<Seen>) {
        let mut before = Vec::new();
        loop {
            match self.next().await {
                Seen::Taken(_, mail) => return (mail, before),
                other => before.push(other),
            }
        }
    }

    /// The commands of the next connection that ends.
    pub async fn ended(&mut self) -> Vec<String> {
        loop {
            if let Seen::Ended(_, commands) = self.next().await {
                return commands;
            }
        }
    }

    /// What came until now.
    pub fn so_far(&mut self) -> Vec<Seen> {
        std::iter::from_fn(|| self.seen.try_recv().ok()).collect()
    }
}

async fn talk(
    stream: TcpStream,
    manner: Manner,
    number: usize,
    tell: &mpsc::UnboundedSender<Seen>,
    commands: &mut Vec<String>,
) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut line = String::new();
    let mut verb = String::new();
    loop {
        let answer = match manner {
            Manner::SilentAt(at) if at == verb => {
                // Until the other end gives up.
                while stream.read_line(&mut line).await? > 0 {}
                return Ok(());
            }
            Manner::Says(at, answer) if at == verb => answer,
            _ => normal(&verb),
        };
        stream.write_all(format!("{answer}\r\n").as_bytes()).await?;
        if verb == "DATA" && answer.starts_with("354") {
            let mut mail = String::new();
            while !mail.ends_with("\r\n.\r\n") {
                stream.read_line(&mut mail).await?;
            }
            verb = ".".to_owned();
            if !matches!(manner, Manner::Says(".", _) | Manner::SilentAt(".")) {
                let _ = tell.send(Seen::Taken(number, mail));
            }
            continue;
        }
        line.clear();
        if stream.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        verb = line.split(' ').next().unwrap().trim_end().to_owned();
        commands.push(line.trim_end().to_owned());
    }
}

fn normal(verb: &str) -> &'static str {
    match verb {
        "" => "220 ready",
        "EHLO" => "250-here\r\n250 AUTH PLAIN LOGIN",
        "AUTH" => "235 welcome",
        "DATA" => "354 go on",
        "QUIT" => "221 bye",
        _ => "250 ok",
    }
}
