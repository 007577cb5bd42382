//! The real binary, real sockets, and `SIGKILL` at odd moments while several people write.
//!
//! After every kill a fresh reader must find everything that was called saved; in the end everything
//! that was written must have arrived with its author's next connection. It stands apart from the
//! other tests because only here cargo says where the binary is.

#![allow(clippy::unwrap_used)]

use futures::{SinkExt, StreamExt};
use model::{
    document::{draft::Draft, projection::Node},
    language::Language,
    proposal::{FieldName, SectionKey},
    sync::{ClientEvent, ClientHalf, DIALECT, Millis},
};
use std::{
    collections::{BTreeMap, hash_map::RandomState},
    env, fs,
    hash::{BuildHasher, Hasher},
    net::SocketAddr,
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::{sleep, timeout},
};
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest, http::HeaderValue},
};

/// How often the server is killed; `TALKA_KILLS` asks for more.
const KILLS: u32 = 5;
const WRITERS: u64 = 4;
const PATIENCE: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(2);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The binary over one database file; killed when dropped.
struct Server {
    child: Child,
    addr: SocketAddr,
    folder: PathBuf,
}

impl Server {
    async fn start() -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        drop(listener);
        let folder = env::temp_dir().join(format!("talka-kill-{}", addr.port()));
        fs::create_dir_all(&folder).unwrap();
        let child = spawn(addr, &folder);
        let server = Server {
            child,
            addr,
            folder,
        };
        server.ready().await;
        server
    }

    /// Ends it as a power cut would, and starts it again on the same file.
    async fn kill_and_restart(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.child = spawn(self.addr, &self.folder);
        self.ready().await;
    }

    async fn ready(&self) {
        let begin = Instant::now();
        while !self
            .get("/readyz", "")
            .await
            .unwrap_or_default()
            .starts_with("HTTP/1.1 200")
        {
            assert!(begin.elapsed() < PATIENCE, "the server does not start");
            sleep(Duration::from_millis(20)).await;
        }
    }

    async fn get(&self, path: &str, cookie: &str) -> std::io::Result<String> {
        let mut stream = TcpStream::connect(self.addr).await?;
        let cookie = if cookie.is_empty() {
            String::new()
        } else {
            format!("Cookie: {cookie}\r\n")
        };
        let head = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\n{cookie}Connection: close\r\n\r\n",
            self.addr
        );
        stream.write_all(head.as_bytes()).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        Ok(String::from_utf8_lossy(&answer).into_owned())
    }

    /// Signs in as somebody of the demo; the cookie and the demo proposal.
    async fn sign_in(&self, name: &str) -> (String, String) {
        let answer = self.get(&format!("/demo/{name}"), "").await.unwrap();
        let header = |name: &str| {
            let line = answer
                .lines()
                .find(|line| line.to_ascii_lowercase().starts_with(name));
            line.unwrap()[name.len()..].trim().to_owned()
        };
        let cookie = header("set-cookie:");
        let proposal = header("location:").rsplit('/').next().unwrap().to_owned();
        (cookie.split(';').next().unwrap().to_owned(), proposal)
    }

    async fn connect(&self, cookie: &str, proposal: &str) -> Option<Socket> {
        let url = format!("ws://{}/collab/{proposal}", self.addr);
        let mut request = url.into_client_request().unwrap();
        let headers = request.headers_mut();
        headers.insert("cookie", HeaderValue::from_str(cookie).unwrap());
        headers.insert("sec-websocket-protocol", HeaderValue::from_static(DIALECT));
        connect_async(request).await.ok().map(|(socket, _)| socket)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to end.
        let _ = self.child.kill();
        let _ = self.child.wait();
        let _ = fs::remove_dir_all(&self.folder);
    }
}

fn spawn(addr: SocketAddr, folder: &std::path::Path) -> Child {
    let database = format!("sqlite://{}", folder.join("talka.db").display());
    Command::new(env!("CARGO_BIN_EXE_talka"))
        .env("TALKA_ADDR", addr.to_string())
        .env("TALKA_DATABASE_URL", database)
        .env("TALKA_DEMO", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A field that the demo leaves empty.
fn field() -> FieldName {
    FieldName {
        section: SectionKey("timeline".to_owned()),
        language: Language::Pl,
    }
}

/// One person who writes as fast as it goes.
struct Writer {
    client: u64,
    cookie: String,
    draft: Draft,
    half: ClientHalf,
    socket: Option<Socket>,
    /// Words by the number of the change that wrote them.
    kept: BTreeMap<u64, String>,
    saved: Vec<String>,
    words: usize,
}

impl Writer {
    fn new(client: u64, cookie: String) -> Writer {
        Writer {
            client,
            cookie,
            draft: Draft::for_browser(client, Arc::new(|| 0)),
            half: ClientHalf::new(client),
            socket: None,
            kept: BTreeMap::new(),
            saved: Vec::new(),
            words: 0,
        }
    }

    async fn connect(&mut self, server: &Server, proposal: &str) {
        let Some(socket) = server.connect(&self.cookie, proposal).await else {
            return;
        };
        self.socket = Some(socket);
        for frame in self.half.open(&self.draft, Millis(0)) {
            self.send(frame).await;
        }
    }

    async fn send(&mut self, frame: Vec<u8>) {
        let Some(socket) = &mut self.socket else {
            return;
        };
        if socket.send(Message::Binary(frame.into())).await.is_err() {
            self.lost();
        }
    }

    fn lost(&mut self) {
        self.socket = None;
        self.half.closed();
    }

    async fn write(&mut self) {
        self.words += 1;
        let word = format!("w{}x{}", self.client, self.words);
        let update = self.draft.plant(&field(), &[Node::paragraph(&word)]).update;
        self.kept.insert(self.half.next_number(), word);
        if let Some(frame) = self.half.local(update) {
            self.send(frame).await;
        }
    }

    /// Takes what has come within a moment.
    async fn listen(&mut self) {
        loop {
            let Some(socket) = &mut self.socket else {
                return;
            };
            match timeout(PAUSE, socket.next()).await {
                Err(_) => return,
                Ok(Some(Ok(Message::Binary(frame)))) => self.take(&frame).await,
                Ok(Some(Ok(_))) => {}
                Ok(Some(Err(_)) | None) => return self.lost(),
            }
        }
    }

    async fn take(&mut self, frame: &[u8]) {
        for event in self.half.frame(frame, &mut self.draft, Millis(0)).unwrap() {
            match event {
                ClientEvent::Send(frame) => self.send(frame).await,
                ClientEvent::Acked { number, .. } => {
                    let later = self.kept.split_off(&(number + 1));
                    let saved = std::mem::replace(&mut self.kept, later);
                    self.saved.extend(saved.into_values());
                }
                _ => {}
            }
        }
    }

    fn words_seen(&self) -> Vec<String> {
        let projection = self.draft.projection(&field());
        projection.textblocks().map(|block| block.text()).collect()
    }
}

/// A fresh reader's view.
async fn read(server: &Server, cookie: &str, proposal: &str) -> Vec<String> {
    let mut reader = Writer::new(rand_client(), cookie.to_owned());
    let begin = Instant::now();
    while !reader.half.is_synced() {
        assert!(begin.elapsed() < PATIENCE, "a reader is not let in");
        if reader.socket.is_none() {
            reader.connect(server, proposal).await;
        }
        reader.listen().await;
    }
    reader.words_seen()
}

fn rand_client() -> u64 {
    RandomState::new().build_hasher().finish() >> 11
}

#[tokio::test]
async fn killed_at_any_moment_it_keeps_every_letter_that_it_called_saved() {
    let kills = env::var("TALKA_KILLS")
        .ok()
        .and_then(|kills| kills.parse().ok())
        .unwrap_or(KILLS);
    let mut server = Server::start().await;
    let (editor, proposal) = server.sign_in("editor").await;
    let (partner, _) = server.sign_in("partner-editor").await;
    let cookie = |number: u64| {
        if number.is_multiple_of(2) {
            editor.clone()
        } else {
            partner.clone()
        }
    };
    let mut writers: Vec<_> = (0..WRITERS)
        .map(|number| Writer::new(rand_client(), cookie(number)))
        .collect();
    for kill in 0..kills {
        let moment = Duration::from_millis(150 + rand_client() % 400);
        let begin = Instant::now();
        while begin.elapsed() < moment {
            for writer in &mut writers {
                if writer.socket.is_none() {
                    writer.connect(&server, &proposal).await;
                }
                writer.write().await;
                writer.listen().await;
            }
        }
        server.kill_and_restart().await;
        let seen = read(&server, &editor, &proposal).await;
        let saved: Vec<_> = writers.iter().flat_map(|writer| &writer.saved).collect();
        let lost: Vec<_> = saved.iter().filter(|word| !seen.contains(word)).collect();
        assert!(
            lost.is_empty(),
            "after kill {kill}, called saved and lost: {lost:?}"
        );
        assert!(!saved.is_empty(), "nothing was saved before kill {kill}");
    }
    let begin = Instant::now();
    while writers.iter().any(|writer| writer.half.unsaved() > 0) {
        assert!(begin.elapsed() < PATIENCE, "something stays unsaved");
        for writer in &mut writers {
            if writer.socket.is_none() {
                writer.connect(&server, &proposal).await;
            }
            writer.listen().await;
        }
    }
    let seen = read(&server, &editor, &proposal).await;
    let written: usize = writers.iter().map(|writer| writer.words).sum();
    for writer in &writers {
        for number in 1..=writer.words {
            let word = format!("w{}x{number}", writer.client);
            let count = seen.iter().filter(|seen| **seen == word).count();
            assert_eq!(count, 1, "{word}");
        }
    }
    println!("{kills} kills, {written} words, none lost");
}
