#![allow(clippy::unwrap_used)]

mod drill;
mod rebuild;

use super::*;
use crate::{Config, Error, Services, clock::SetClock, tests::fresh_databases};
use model::ids::Timestamp;
use std::{env, fs, path::PathBuf, sync::Arc};
use uuid::Uuid;

fn parse(url: &str) -> Result<DatabaseAddress, BadDatabaseUrl> {
    DatabaseAddress::parse(url)
}

/// A folder of a test's own; it stays when the test fails.
fn folder() -> PathBuf {
    let folder = env::temp_dir().join(format!("talka-database-{}", Uuid::now_v7()));
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn file_in(folder: &std::path::Path) -> DatabaseAddress {
    parse(&format!("sqlite://{}", folder.join("talka.db").display())).unwrap()
}

fn config(address: &DatabaseAddress) -> Config {
    Config {
        database_url: address.url().to_owned(),
        base_url: "https://talka.example".to_owned(),
        mail_server: None,
        demo: false,
        demo_anywhere: false,
        typeset: crate::tests::typeset,
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_database_and_what_sqlite_keeps_beside_it_are_readable_by_their_owner_only() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder();
    let address = file_in(&folder);
    let _claim = claim(&address).unwrap();
    let s = Services::open(config(&address)).await.unwrap();
    check_writes(&s).await.unwrap();
    for ending in ["", "-wal", "-shm", "-lock"] {
        let file = folder.join(format!("talka.db{ending}"));
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{}", file.display());
    }
    s.close().await;
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_database_is_shown_without_its_password() {
    let shown = |url: &str| parse(url).unwrap().to_string();
    assert_eq!(
        shown("postgres://talka:secret@db.example/talka?sslmode=require"),
        "postgres://talka@db.example:5432/talka"
    );
    assert_eq!(shown("sqlite:///srv/talka.db?mode=rwc"), "/srv/talka.db");
    assert_eq!(shown("sqlite:///srv/t%41lka.db"), "/srv/tAlka.db");
    assert!(shown("sqlite://talka.db").ends_with("/talka.db"));
    assert_eq!(shown("sqlite::memory:"), "in memory");
}

#[test]
fn nothing_behind_the_scheme_of_a_bad_url_is_said() {
    let bad = [
        "postgres://talka:SECRET@ss:w/o#r?d@db.example/talka",
        "postgres://talka:SECRET#3@db.example/talka",
        "postgres://talka:12#SECRET@db.example/talka",
        "postgres://talka:12?SECRET@db.example/talka",
        "postgres://talka:12/SECRET@db.example/talka",
        "postgres://talka@db.example/talka?passwd=SECRET",
        "postgres://talka@db.example/talka?port=SECRET",
        "talka:SECRET@db.example/talka",
        "SECRET@db.example/talka",
        "mysql://talka:SECRET@db.example/talka",
        "sqlite://talka.db?mode=SECRET",
        "sqlite://talka.db?key=SECRET",
    ];
    for url in bad {
        let said = parse(url).unwrap_err().to_string();
        assert!(
            !said.contains("SECRET") && !said.contains("12"),
            "{url}: {said}"
        );
    }
    insta::assert_snapshot!(
        bad[..1].iter().chain(&bad[7..10]).map(|url| parse(url).unwrap_err().to_string()).collect::<Vec<_>>().join("\n"),
        @r#"
        is no URL that can be read (invalid port number). Letters of a user or password that a URL cannot hold are written as %40 for @, %3A for :, %2F for /, %23 for #, %3F for ? and %25 for %
        must begin with sqlite: or postgres://, but it begins with "talka"
        must begin with sqlite: or postgres://
        must begin with sqlite: or postgres://, but it begins with "mysql"
        "#
    );
}

#[test]
fn a_new_database_is_its_owner_s_alone_and_one_server_s() {
    let folder = folder();
    let address = file_in(&folder);
    let first = claim(&address).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = |name: &str| {
            fs::metadata(folder.join(name))
                .unwrap()
                .permissions()
                .mode()
        };
        assert_eq!(mode("talka.db") & 0o777, 0o600);
        assert_eq!(mode("talka.db-lock") & 0o777, 0o600);
    }
    let second = claim(&address).unwrap_err();
    assert!(matches!(second, Unusable::InUse(_)), "{second}");
    claim_existing(&address).unwrap();
    drop(first);
    claim(&address).unwrap();
    fs::remove_dir_all(folder).unwrap();
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_to_a_database_is_the_same_database() {
    let folder = folder();
    let _first = claim(&file_in(&folder)).unwrap();
    let link = folder.join("link.db");
    std::os::unix::fs::symlink(folder.join("talka.db"), &link).unwrap();
    let linked = parse(&format!("sqlite://{}", link.display())).unwrap();
    assert!(matches!(claim(&linked), Err(Unusable::InUse(_))));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_is_wrong_with_a_file_names_the_file() {
    let folder = folder();
    let at = |rest: &str| parse(&format!("sqlite://{}{rest}", folder.display())).unwrap();
    let said = |rest: &str| {
        let sentence = claim(&at(rest)).unwrap_err().to_string();
        sentence.replace(&folder.display().to_string(), "FOLDER")
    };
    let missing = claim_existing(&at("/talka.db")).unwrap_err().to_string();
    let missing = missing.replace(&folder.display().to_string(), "FOLDER");
    insta::assert_snapshot!([
        said("/none/talka.db"),
        said(""),
        said("/talka.db?mode=rw"),
        missing,
    ].join("\n"), @r#"
    the database FOLDER/none/talka.db cannot be used: there is no folder FOLDER/none
    the database FOLDER cannot be used: this is a folder; name a file in it
    there is no database at FOLDER/talka.db, and mode=rw and mode=ro do not make one; with mode=rwc it is made
    there is no database at FOLDER/talka.db; name the right one in TALKA_DATABASE_URL, or start the server with these settings first: it makes one
    "#);
    assert!(!folder.join("talka.db").exists());
    fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn a_schema_is_ours_older_or_newer() {
    for url in fresh_databases().await {
        let address = parse(&url).unwrap();
        let clock = Arc::new(SetClock::at(Timestamp(0)));
        let refused = Services::for_command(config(&address)).await;
        let said = refused.err().map(|cause| cause.to_string());
        assert!(said.is_some_and(|said| said.contains("nothing of Talka is in it")));
        let s = Services::open_with(config(&address), clock).await.unwrap();
        assert_eq!(Schema::of(&s.raw).await.unwrap(), Schema::Current);
        check_writes(&s).await.unwrap();
        Services::for_command(config(&address))
            .await
            .unwrap()
            .close()
            .await;

        let db = &s.raw;
        let last = "DELETE FROM seaql_migrations WHERE version = 'm2026_11_23_waiting_mail'";
        db.execute_unprepared(last).await.unwrap();
        assert_eq!(Schema::of(&s.raw).await.unwrap(), Schema::Older);
        let newer = "INSERT INTO seaql_migrations VALUES ('m2099_01_01_later', 0)";
        db.execute_unprepared(newer).await.unwrap();
        let refused = Services::open(config(&address)).await.err();
        let said = why(
            &address,
            &refused.unwrap_or_else(|| Error::internal("opened")),
        );
        assert!(said.contains("m2099_01_01_later"), "{said}");
        assert!(said.contains(&address.to_string()), "{said}");
        s.close().await;
    }
}
