//! How the real binary starts, and what it says where it cannot: one process a time, as an operator
//! sees it.

#![allow(clippy::unwrap_used)]

#[path = "start/process.rs"]
mod process;

use process::{Server, database, folder, run};
use std::{
    fs,
    net::{TcpListener, TcpStream},
};

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
        let mut server = Server::begin(&database, &[("RUST_LOG", level)]);
        while TcpStream::connect(server.addr).is_err() {
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
