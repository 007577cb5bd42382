//! Connections that say little, say it slowly, or are many.

use super::Talka;
use crate::{front::Limits, serve};
use std::{
    net::SocketAddr,
    time::{Duration, Instant},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    time::timeout,
};

/// Longer than any limit of these tests, shorter than any limit of a real server.
const PATIENCE: Duration = Duration::from_secs(8);

fn short() -> Limits {
    Limits {
        head: Duration::from_millis(300),
        body: Duration::from_millis(300),
        counts_loopback: true,
        ..Limits::default()
    }
}

/// A server within these limits.
async fn serving(limits: Limits) -> SocketAddr {
    let talka = Talka::within(&[], limits).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    tokio::spawn(serve::run(listener, talka.site, std::future::pending()));
    addr
}

async fn connect(addr: SocketAddr) -> TcpStream {
    TcpStream::connect(addr).await.unwrap()
}

/// What comes until the server closes the connection.
async fn heard(mut stream: TcpStream) -> String {
    let mut heard = Vec::new();
    // A reset is an end as well.
    let _ = timeout(PATIENCE, stream.read_to_end(&mut heard))
        .await
        .expect("the server ends it");
    String::from_utf8_lossy(&heard).into_owned()
}

/// Whether the server answers a new connection.
async fn is_served(addr: SocketAddr) -> bool {
    let mut stream = connect(addr).await;
    let asked = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let _ = stream.write_all(asked).await;
    heard(stream).await.starts_with("HTTP/1.1 200")
}

#[tokio::test]
async fn half_a_head_and_a_silent_connection_are_not_waited_for() {
    let addr = serving(short()).await;
    for head in ["", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "] {
        let mut stream = connect(addr).await;
        stream.write_all(head.as_bytes()).await.unwrap();
        let began = Instant::now();
        heard(stream).await;
        assert!(began.elapsed() < PATIENCE, "{head:?}");
    }
    // Also after a request that was answered.
    let mut stream = connect(addr).await;
    let asked = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(asked).await.unwrap();
    assert!(heard(stream).await.ends_with("ok\n"));
}

#[tokio::test]
async fn half_a_body_is_answered_with_a_time_out() {
    let addr = serving(short()).await;
    let mut stream = connect(addr).await;
    let head = "POST /language HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\
                Content-Type: application/x-www-form-urlencoded\r\n\r\nlanguage=";
    stream.write_all(head.as_bytes()).await.unwrap();
    let heard = heard(stream).await;
    assert!(heard.starts_with("HTTP/1.1 408"), "{heard}");
}

#[tokio::test]
async fn a_refused_sender_reads_why_although_it_still_sends() {
    let addr = serving(Limits::default()).await;
    let mut stream = connect(addr).await;
    let head = "POST /partnerships/00000000-0000-0000-0000-000000000001/edit HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3000000\r\n\r\n";
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.write_all(&vec![b'a'; 3_000_000]).await.unwrap();
    let mut answer = [0; 12];
    timeout(PATIENCE, stream.read_exact(&mut answer))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(&answer, b"HTTP/1.1 401");
}

#[tokio::test]
async fn one_address_does_not_take_all_connections() {
    let limits = Limits {
        connections_an_address: 3,
        head: Duration::from_secs(60),
        ..short()
    };
    let addr = serving(limits).await;
    let mut crowd = Vec::new();
    for _ in 0..3 {
        let mut stream = connect(addr).await;
        stream
            .write_all(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
            .await
            .unwrap();
        let mut answer = [0; 12];
        stream.read_exact(&mut answer).await.unwrap();
        crowd.push(stream);
    }
    assert!(heard(connect(addr).await).await.starts_with("HTTP/1.1 503"));
    drop(crowd);
    let began = Instant::now();
    while !is_served(addr).await {
        assert!(began.elapsed() < PATIENCE, "places are free again");
    }
}

#[tokio::test]
async fn beyond_all_connections_one_is_told_to_come_again() {
    let limits = Limits {
        connections: 2,
        ..short()
    };
    let addr = serving(limits).await;
    let _crowd = [connect(addr).await, connect(addr).await];
    // Those who say nothing go by themselves.
    let began = Instant::now();
    while !is_served(addr).await {
        assert!(began.elapsed() < PATIENCE, "places are free again");
    }
}
