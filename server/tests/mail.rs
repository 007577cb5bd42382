//! Mail over TLS, as an operator sets it up: a mail server with a certificate of the operator's own
//! authority. The password and the mail go over the network only when the certificate is in order.

#![allow(clippy::unwrap_used)]

#[path = "start/process.rs"]
mod process;

use process::{Server, database, folder, run};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
use rustls::{
    ServerConfig, ServerConnection, Stream,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::Path,
    sync::{Arc, mpsc},
    thread,
    time::Duration,
};

const PATIENCE: Duration = Duration::from_secs(60);
const LINK: &str = "/sign-in/";
/// AUTH PLAIN for talka@example.org with the password "secret".
const LOGIN: &str = "AUTH PLAIN AHRhbGthQGV4YW1wbGUub3JnAHNlY3JldA==";

/// How a mail server protects a connection.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tls {
    Wrapped,
    StartTls,
}

/// Makes an authority and a certificate for `localhost`, and leaves the authority's in a file.
fn certificate(authority_file: &Path) -> Arc<ServerConfig> {
    let mut authority = CertificateParams::default();
    authority.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = CertifiedIssuer::self_signed(authority, KeyPair::generate().unwrap()).unwrap();
    fs::write(authority_file, authority.pem()).unwrap();
    let key = KeyPair::generate().unwrap();
    let own = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
    let own = own.signed_by(&key, &authority).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![own.der().clone()], key)
        .unwrap();
    Arc::new(config)
}

/// Says the lines of a session until it ends, or until STARTTLS was granted. Gives what was said to it.
fn talk(stream: impl Read + Write, offers: &str, greets: bool) -> Vec<String> {
    let mut stream = BufReader::new(stream);
    let mut said = Vec::new();
    let mut in_mail = false;
    if greets {
        stream.get_mut().write_all(b"220 ready\r\n").unwrap();
    }
    let mut line = String::new();
    while stream.read_line(&mut line).is_ok_and(|bytes| bytes > 0) {
        let words = line.trim_end().to_owned();
        line.clear();
        said.push(words.clone());
        let answer = match words.split(' ').next().unwrap() {
            "." => "250 taken",
            _ if in_mail => continue,
            "EHLO" => &format!("250-here\r\n250 {offers}"),
            "AUTH" => "235 welcome",
            "DATA" => "354 go on",
            "STARTTLS" => "220 go on",
            _ => "250 ok",
        };
        in_mail = words == "DATA";
        let sent = stream
            .get_mut()
            .write_all(format!("{answer}\r\n").as_bytes());
        if sent.is_err() || words == "STARTTLS" {
            break;
        }
    }
    said
}

/// Serves one connection. Gives what was said in clear, and what was said within TLS.
fn serve(stream: TcpStream, config: Arc<ServerConfig>, tls: Tls) -> [Vec<String>; 2] {
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let clear = match tls {
        Tls::StartTls => talk(&stream, "STARTTLS", true),
        Tls::Wrapped => Vec::new(),
    };
    let mut within = ServerConnection::new(config).unwrap();
    let mut stream = stream;
    let stream = Stream::new(&mut within, &mut stream);
    [clear, talk_safely(stream, tls)]
}

/// A client that does not like the certificate ends the connection.
fn talk_safely(stream: Stream<'_, ServerConnection, TcpStream>, tls: Tls) -> Vec<String> {
    match stream.conn.complete_io(stream.sock) {
        Ok(_) => talk(stream, "AUTH PLAIN", tls == Tls::Wrapped),
        Err(_) => Vec::new(),
    }
}

/// What a mail server hears when somebody asks for a sign-in link.
fn heard(tls: Tls, knows_authority: bool) -> ([Vec<String>; 2], String) {
    let folder = folder();
    let database = database(&folder);
    let authority = folder.join("authority.pem");
    let config = certificate(&authority);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let _ = tell.send(serve(stream.unwrap(), config.clone(), tls));
        }
    });

    let login = "talka%40example.org:secret";
    let url = match tls {
        Tls::StartTls => format!("smtp://{login}@localhost:{port}?tls=required"),
        Tls::Wrapped => format!("smtps://{login}@localhost:{port}"),
    };
    let mut settings = vec![("TALKA_SMTP_URL", url.as_str())];
    if knows_authority {
        settings.push(("SSL_CERT_FILE", authority.to_str().unwrap()));
    }
    let mut server = Server::start(&database, &settings);
    run(&database, &["admin", "invite", "anna@example.org"], &[]);
    server.ask("POST /sign-in", "", "mail=anna%40example.org");
    let heard = told.recv_timeout(PATIENCE).unwrap();
    let log = match knows_authority {
        true => String::new(),
        false => server.until("certificate"),
    };
    drop(server);
    fs::remove_dir_all(folder).unwrap();
    (heard, log)
}

#[test]
fn a_mail_server_with_an_own_authority_gets_password_and_mail_within_tls() {
    for tls in [Tls::StartTls, Tls::Wrapped] {
        let ([clear, within], _) = heard(tls, true);
        assert!(within.contains(&LOGIN.to_owned()), "{within:?}");
        assert!(within.iter().any(|line| line.contains(LINK)), "{within:?}");
        let in_clear = match tls {
            Tls::StartTls => 2,
            Tls::Wrapped => 0,
        };
        assert_eq!(clear.len(), in_clear, "EHLO and STARTTLS: {clear:?}");
    }
}

#[test]
fn a_certificate_of_nobody_known_gets_neither_password_nor_mail() {
    for tls in [Tls::StartTls, Tls::Wrapped] {
        let ([clear, within], log) = heard(tls, false);
        assert!(within.is_empty(), "{within:?}");
        assert!(!clear.iter().any(|line| line.contains("AUTH")), "{clear:?}");
        assert!(!log.contains("secret"), "{log}");
    }
}
