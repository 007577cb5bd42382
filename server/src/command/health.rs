//! `talka health`: asks the server that runs with these settings whether it can work.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
    time::timeout,
};

/// Longest that the answer may take; containers are asked every few seconds.
const PATIENCE: Duration = Duration::from_secs(4);

/// Passes when `/readyz` says that something can be written.
pub async fn ask(listens: SocketAddr) -> Result<(), String> {
    let addr = reached(listens);
    let answered = timeout(PATIENCE, status(addr)).await;
    match answered {
        Ok(Ok(line)) if line.split_whitespace().nth(1) == Some("200") => Ok(()),
        Ok(Ok(line)) => Err(format!("the server at {addr} cannot work: {}", line.trim())),
        Ok(Err(cause)) => Err(format!("no server answers at {addr}: {cause}")),
        Err(_) => Err(format!("the server at {addr} does not answer in time")),
    }
}

/// A server that listens everywhere is reached here.
fn reached(listens: SocketAddr) -> SocketAddr {
    let ip = match listens.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    SocketAddr::new(ip, listens.port())
}

/// The first line of the answer.
async fn status(addr: SocketAddr) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(addr).await?;
    let request = format!("GET /readyz HTTP/1.1\r\nHost: {addr}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).await?;
    Ok(line)
}
