//! Servers that are ended at odd moments, and people who write meanwhile.

#![allow(dead_code, reason = "each test binary uses some of it")]

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
    process::{Child, Command, ExitStatus, Stdio},
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

pub const PATIENCE: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(2);

type Socket = WebSocketStream<MaybeTlsStream<TcpStream>>;

/// The binary over one database; killed when dropped.
pub struct Server {
    child: Child,
    addr: SocketAddr,
    database: String,
}

impl Server {
    pub async fn start(database: &str) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let addr = listener.local_addr().unwrap();
        drop(listener);
        let child = spawn(addr, database);
        let database = database.to_owned();
        let server = Server {
            child,
            addr,
            database,
        };
        server.ready().await;
        server
    }

    /// Ends it as a power cut would.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Tells it to end, as platforms and systemd do.
    pub fn tell_to_stop(&self) {
        let pid = self.child.id().to_string();
        let told = Command::new("kill").args(["-TERM", &pid]).status();
        assert!(told.unwrap().success());
    }

    /// How it ended, once it has.
    pub fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }

    /// Starts it again on the same database.
    pub async fn restart(&mut self) {
        self.child = spawn(self.addr, &self.database);
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

    pub async fn get(&self, path: &str, cookie: &str) -> std::io::Result<String> {
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
    /// Makes a call of the server's functions; whether it was done.
    pub async fn call(&self, name: &str, cookie: &str, input: &[u8]) -> std::io::Result<bool> {
        let mut stream = TcpStream::connect(self.addr).await?;
        let (addr, length) = (self.addr, input.len());
        let head = format!(
            "POST /api/{name} HTTP/1.1\r\nHost: {addr}\r\nCookie: {cookie}\r\n\
             Content-Type: application/x-postcard\r\nContent-Length: {length}\r\n\
             Connection: close\r\n\r\n"
        );
        stream.write_all(head.as_bytes()).await?;
        stream.write_all(input).await?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await?;
        Ok(answer.starts_with(b"HTTP/1.1 200"))
    }

    pub async fn sign_in(&self, name: &str) -> (String, String) {
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
    }
}

fn spawn(addr: SocketAddr, database: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_talka"))
        .env("TALKA_ADDR", addr.to_string())
        .env("TALKA_DATABASE_URL", database)
        .env("TALKA_DEMO", "1")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// A database file in a folder of its own, which goes with it.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Folder {
        let folder = env::temp_dir().join(format!("talka-kill-{:x}", rand_client()));
        fs::create_dir_all(&folder).unwrap();
        Folder(folder)
    }

    pub fn database(&self) -> String {
        format!("sqlite://{}", self.0.join("talka.db").display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A field that the demo leaves empty.
fn field() -> FieldName {
    FieldName {
        section: SectionKey("timeline".to_owned()),
        language: Language::Pl,
    }
}

/// One person who writes as fast as it goes.
pub struct Writer {
    pub client: u64,
    cookie: String,
    draft: Draft,
    pub half: ClientHalf,
    pub socket: Option<Socket>,
    /// Words by the number of the change that wrote them.
    kept: BTreeMap<u64, String>,
    pub saved: Vec<String>,
    pub words: usize,
}

impl Writer {
    pub fn new(client: u64, cookie: String) -> Writer {
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

    pub async fn connect(&mut self, server: &Server, proposal: &str) {
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

    pub async fn write(&mut self) {
        self.words += 1;
        let word = format!("w{}x{}", self.client, self.words);
        let update = self.draft.plant(&field(), &[Node::paragraph(&word)]).update;
        self.kept.insert(self.half.next_number(), word);
        if let Some(frame) = self.half.local(update) {
            self.send(frame).await;
        }
    }

    /// Takes what has come within a moment.
    pub async fn listen(&mut self) {
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
pub async fn read(server: &Server, cookie: &str, proposal: &str) -> Vec<String> {
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

pub fn rand_client() -> u64 {
    RandomState::new().build_hasher().finish() >> 11
}
