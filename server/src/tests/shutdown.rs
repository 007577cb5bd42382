use super::Talka;
use crate::serve;
use std::time::Duration;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::timeout,
};

/// More than an idle server needs, less than it gives to requests that hang.
const AT_ONCE: Duration = Duration::from_secs(5);

#[tokio::test]
async fn told_to_stop_it_ends_although_browsers_keep_connections_open() {
    let talka = Talka::plain().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let addr = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(serve::run(listener, talka.site, async {
        stopped.await.unwrap();
    }));

    let mut kept_alive = TcpStream::connect(addr).await.unwrap();
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {addr}\r\n\r\n");
    kept_alive.write_all(request.as_bytes()).await.unwrap();
    let mut answer = [0_u8; 15];
    kept_alive.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200 OK");

    stop.send(()).unwrap();
    timeout(AT_ONCE, running).await.unwrap().unwrap().unwrap();
    assert!(!talka.services.is_ready().await, "the database is closed");
    assert!(TcpStream::connect(addr).await.is_err(), "nobody listens");
}
