//! The restore drill: fill, take a backup while people write, put it back elsewhere, compare.

use super::*;
use crate::{
    database::{BackupFault, backup, check, check_file, repair, restore, tables},
    demo::DemoRole,
    proposals,
    tests::{World, fresh_postgres, in_every_store, who},
    texts::tests::{decoded, settled},
};
use sea_orm::DatabaseConnection;
use std::collections::BTreeMap;

const FIELD: &str = "summary.en";

/// Every row of every table, as text.
async fn everything(db: &DatabaseConnection) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    for table in tables::all().await.unwrap() {
        let mut rows = Vec::new();
        let keep = async |row: Vec<sea_orm::Value>| {
            rows.push(format!("{row:?}"));
            Ok(())
        };
        table.read(db, keep).await.unwrap();
        rows.sort();
        // Counts the commits of each server: opening what was restored makes some.
        if table.name != "commit_mark" {
            all.insert(table.name, rows);
        }
    }
    all
}

async fn empty_places(folder: &std::path::Path) -> Vec<DatabaseAddress> {
    let mut places = vec![file_in(folder)];
    if let Ok(server) = env::var("TALKA_TEST_POSTGRES_URL") {
        places.push(parse(&fresh_postgres(&server).await).unwrap());
    }
    places
}

/// A backup of a demo with a final, in a file.
async fn backup_of(world: &World, file: &std::path::Path) -> DatabaseAddress {
    let address = parse(&world.s.config.database_url).unwrap();
    backup(&address, file).await.unwrap();
    address
}

#[tokio::test]
async fn what_was_backed_up_is_restored_whole_into_either_kind_of_database() {
    in_every_store(async |world| {
        let folder = folder();
        world
            .types(world.proposal().await, FIELD, "Words before the final. ")
            .await;
        world.finalise().await;
        settled(&world.s, world.proposal().await).await;
        let file = folder.join("backup.db");
        let original = backup_of(&world, &file).await;
        let before = everything(&world.s.raw).await;
        assert!(before.values().filter(|rows| !rows.is_empty()).count() > 10);
        for (number, place) in empty_places(&folder).await.into_iter().enumerate() {
            let report = restore(&file, &place).await.unwrap();
            assert!(report.versions > 0 && report.documents > 0, "{report:?}");
            check(&place).await.unwrap();
            let again = restore(&file, &place).await.unwrap_err();
            assert!(matches!(again, BackupFault::NotEmpty(_)), "{again}");

            let demo = Config {
                demo: true,
                ..config(&place)
            };
            let restored = World {
                s: Services::open_with(demo, world.clock.clone())
                    .await
                    .unwrap(),
                clock: world.clock.clone(),
            };
            assert_eq!(
                everything(&restored.s.raw).await,
                before,
                "from {original} to {place}"
            );
            // What is counted goes on after what was restored.
            restored
                .types(restored.proposal().await, FIELD, "More. ")
                .await;
            restored.s.close().await;
            let second = folder.join(format!("second-{number}.db"));
            backup(&place, &second).await.unwrap();
        }
        fs::remove_dir_all(folder).unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_backup_while_people_write_is_of_one_moment() {
    in_every_store(async |world| {
        let folder = folder();
        let proposal = world.proposal().await;
        let file = folder.join("backup.db");
        let writing = async {
            for number in 0..20 {
                world.types(proposal, FIELD, &format!("w{number} ")).await;
            }
        };
        tokio::join!(backup_of(&world, &file), writing);
        let report = check_file(&file).await.unwrap();
        assert_eq!(report.findings, [""; 0]);
        let place = file_in(&folder);
        restore(&file, &place).await.unwrap();
        let s = Services::open(config(&place)).await.unwrap();
        let kept = everything(&s.raw).await;
        let all = everything(&world.s.raw).await;
        assert!(
            kept["draft_update"]
                .iter()
                .all(|row| all["draft_update"].contains(row))
        );
        assert_eq!(kept["member"], all["member"]);
        s.close().await;
        fs::remove_dir_all(folder).unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_damaged_backup_is_found_and_not_restored() {
    in_every_store(async |world| {
        let folder = folder();
        world.finalise().await;
        let file = folder.join("backup.db");
        backup_of(&world, &file).await;
        let whole = fs::read(&file).unwrap();

        let mut holes = whole.clone();
        let middle = holes.len() / 2;
        holes[middle..middle + 8_192].fill(0x55);
        let cut = whole[..whole.len() / 2].to_vec();
        let mut swapped = whole.clone();
        let words = b"paragraph";
        for at in 0..whole.len() - words.len() {
            if whole[at..].starts_with(words) {
                swapped[at..at + words.len()].fill(0xff);
            }
        }
        for (name, bytes) in [("holes", holes), ("cut", cut), ("swapped", swapped)] {
            let damaged = folder.join(name);
            fs::write(&damaged, bytes).unwrap();
            let found = check_file(&damaged).await;
            assert!(
                found.is_err() || found.is_ok_and(|report| !report.findings.is_empty()),
                "{name}"
            );
            let place = file_in(&folder);
            assert!(restore(&damaged, &place).await.is_err(), "{name}");
            assert!(!place.file().unwrap().exists(), "{name}");
        }
        assert!(check_file(&file).await.unwrap().findings.is_empty());
        fs::remove_dir_all(folder).unwrap();
    })
    .await;
}

#[tokio::test]
async fn an_address_that_nobody_can_type_is_told_and_does_no_harm() {
    in_every_store(async |world| {
        let address = parse(&world.s.config.database_url).unwrap();
        let whole = check(&address).await.unwrap();
        assert_eq!(whole.remarks, [""; 0], "every address of the demo is plain");
        let typed = |mail: &str| format!("UPDATE account SET mail = '{mail}' WHERE mail =");
        for (old, odd) in [
            (
                "coordinator@daugavpils.example",
                "coordinator@daugavpils.example\u{200b}",
            ),
            ("head@daugavpils.example", "Head@Daugavpils.example"),
        ] {
            let sql = format!("{} '{old}'", typed(odd));
            world.s.raw.execute_unprepared(&sql).await.unwrap();
        }
        let report = check(&address).await.unwrap();
        assert_eq!(report.remarks.len(), 2, "{:?}", report.remarks);
        assert!(report.remarks[0].contains("coordinator@daugavpils.example\\u{200b}"));
        assert!(report.remarks[0].contains(&who(DemoRole::Admin).to_string()));
        assert!(report.remarks[1].contains("Head@Daugavpils.example"));
        assert_eq!(report.findings, [""; 0], "nothing is damaged");
        let folder = folder();
        backup_of(&world, &folder.join("backup.db")).await;
        fs::remove_dir_all(folder).unwrap();
    })
    .await;
}

#[tokio::test]
async fn what_pages_show_otherwise_than_the_document_is_told_and_made_anew() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let address = parse(&s.config.database_url).unwrap();
        proposals::page(s, Some(who(DemoRole::Reader)), proposal)
            .await
            .unwrap();
        let right = settled(s, proposal).await;
        assert_eq!(repair(&address).await.unwrap().repaired, 0);
        for spoil in [
            "UPDATE field_state SET html = '<p>Other</p>' WHERE field = 'summary.en'",
            "UPDATE field_state SET plain = 'Other' WHERE field = 'summary.en'",
            "UPDATE field_state SET characters = 7 WHERE field = 'summary.en'",
            "UPDATE field_state SET hash = 'other' WHERE field = 'summary.en'",
            "DELETE FROM field_state WHERE field = 'summary.en'",
            "UPDATE text_state SET hash = 'other'",
        ] {
            s.raw.execute_unprepared(spoil).await.unwrap();
            let report = check(&address).await.unwrap();
            assert_eq!(report.differences.len(), 1, "{spoil}");
            assert_eq!(report.findings, [""; 0], "{spoil}");
            let said = &report.differences[0];
            assert!(
                said.contains("summary.en") || said.contains("fingerprint"),
                "{said}"
            );
            let report = repair(&address).await.unwrap();
            assert_eq!(
                (report.repaired, report.differences),
                (1, Vec::new()),
                "{spoil}"
            );
            assert_eq!(settled(s, proposal).await, right, "{spoil}");
        }
        world.types(proposal, FIELD, "More. ").await;
        assert_eq!(
            check(&address).await.unwrap().differences,
            [""; 0],
            "behind, not wrong"
        );
        assert_eq!(repair(&address).await.unwrap().repaired, 1);
        assert_eq!(settled(s, proposal).await, *decoded(s, proposal).await.view);
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_not_its_version_s_is_found() {
    in_every_store(async |world| {
        world.finalise().await;
        let address = parse(&world.s.config.database_url).unwrap();
        assert_eq!(check(&address).await.unwrap().findings, [""; 0]);
        let changed = "UPDATE version_field SET plain = 'Other words' WHERE plain <> ''";
        world.s.raw.execute_unprepared(changed).await.unwrap();
        let findings = check(&address).await.unwrap().findings;
        assert!(
            findings
                .iter()
                .any(|finding| finding.contains("is not its document's")),
            "{findings:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_version_that_is_not_the_text_of_its_hash_is_found() {
    in_every_store(async |world| {
        world.finalise().await;
        let address = parse(&world.s.config.database_url).unwrap();
        let changed = "UPDATE version SET hash = 'another'";
        world.s.raw.execute_unprepared(changed).await.unwrap();
        let findings = check(&address).await.unwrap().findings;
        let found = |finding: &String| finding.contains("not the text of its hash");
        assert!(findings.iter().any(found), "{findings:?}");
    })
    .await;
}

#[tokio::test]
async fn a_backup_never_takes_the_place_of_a_file() {
    let folder = folder();
    let address = file_in(&folder);
    let s = Services::open(config(&address)).await.unwrap();
    let file = folder.join("talka.db");
    let refused = backup(&address, &file).await.unwrap_err();
    assert!(matches!(refused, BackupFault::Exists(_)), "{refused}");
    s.close().await;
    fs::remove_dir_all(folder).unwrap();
}
