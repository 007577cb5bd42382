//! An archive holds everything, is looked at before it is believed, and lives again elsewhere.

use super::{World, clean_up, fresh_databases, in_every_store, refusal, who};
use crate::{
    accounts,
    archive::{self, ArchiveFault, Wanted, verify},
    demo::DemoRole,
    export, partnerships, proposals,
    store::entities::account,
    threads,
    versions::{self, Fingerprint},
};
use futures::TryStreamExt;
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId, ProposalId},
    language::Language,
    workflow::State,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read, Write},
};
use tempfile::NamedTempFile;
use zip::{ZipArchive, ZipWriter, write::SimpleFileOptions};

type Files = BTreeMap<String, Vec<u8>>;

async fn taken(world: &World, account: AccountId, wanted: Wanted) -> Vec<u8> {
    let archive = archive::archive(&world.s, account, wanted, Language::En).await;
    let parts: Vec<_> = archive.unwrap().bytes.try_collect().await.unwrap();
    parts.concat()
}

fn unpacked(bytes: &[u8]) -> Files {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = Files::new();
    for at in 0..zip.len() {
        let mut file = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().to_owned(), bytes);
    }
    files
}

fn packed(files: &Files) -> NamedTempFile {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    on_disk(&zip.finish().unwrap().into_inner())
}

fn on_disk(bytes: &[u8]) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    file
}

/// As somebody would who changes an archive and knows how its manifest is made.
fn sealed(mut files: Files, change: impl FnOnce(&mut Value)) -> NamedTempFile {
    let mut manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    let mark = |(path, bytes): (&String, &Vec<u8>)| {
        let sha256: String = Sha256::digest(bytes)
            .iter()
            .map(|it| format!("{it:02x}"))
            .collect();
        json!({ "path": path, "bytes": bytes.len(), "sha256": sha256 })
    };
    let others = files.iter().filter(|(path, _)| *path != "manifest.json");
    manifest["files"] = others.map(mark).collect();
    change(&mut manifest);
    files.insert(
        "manifest.json".to_owned(),
        manifest.to_string().into_bytes(),
    );
    packed(&files)
}

fn text(files: &mut Files, path: &str, change: impl FnOnce(String) -> String) {
    let before = String::from_utf8(files[path].clone()).unwrap();
    let after = change(before.clone());
    assert_ne!(before, after, "{path} was changed");
    files.insert(path.to_owned(), after.into_bytes());
}

async fn fault(file: &NamedTempFile) -> String {
    verify(file.path()).await.unwrap_err().to_string()
}

/// A final, published; then the next draft, with words, a comment, a decision and another version.
async fn lived(world: &World) -> (PartnershipId, ProposalId) {
    let (s, admin) = (&world.s, who(DemoRole::Admin));
    let proposal = world.finalise().await;
    proposals::publish(s, admin, proposal, true).await.unwrap();
    proposals::move_state(s, admin, proposal, State::Draft, "for the next call", None)
        .await
        .unwrap();
    world.types(proposal, "summary.lv", "Vēl vārdi. ").await;
    versions::keep_named(s, admin, proposal, "Before the meeting")
        .await
        .unwrap();
    world.types(proposal, "summary.lv", "Un vēl. ").await;
    let partnership = partnerships::list(s, admin).await.unwrap()[0].id;
    (partnership, proposal)
}

/// The files in which two archives of one partnership may differ (docs/archive.md).
const OTHERS: [&str; 3] = ["manifest.json", "log.csv", "data/journal.jsonl"];

#[tokio::test]
async fn an_archive_lives_again_elsewhere_and_is_the_same_there() {
    in_every_store(async |world| {
        let (partnership, proposal) = lived(&world).await;
        let (admin, all) = (who(DemoRole::Admin), Wanted::Partnership(partnership));
        let bytes = taken(&world, admin, all).await;
        let (file, before) = (on_disk(&bytes), unpacked(&bytes));
        let verified = verify(file.path()).await.unwrap();
        assert_eq!((verified.proposals, verified.finals.len()), (1, 1));
        for name in [
            "README.lv.txt",
            "README.pl.txt",
            "partnership.json",
            "log.csv",
            "proposals/1/proposal.json",
            "proposals/1/text.pl.docx",
            "proposals/1/text.en.html",
            "proposals/1/text.lv.md",
            "proposals/1/text.yjs",
            "proposals/1/versions/1.lv.docx",
            "proposals/1/versions/2.pl.html",
            "data/suggestion.jsonl",
        ] {
            assert!(
                before[name].len() > 20 || name.starts_with("data"),
                "{name}"
            );
        }
        for url in fresh_databases().await {
            let other = World::open(url.clone(), false).await;
            let imported = archive::import_into(&other.s, file.path()).await.unwrap();
            assert_eq!((imported.partnership, imported.known), (partnership, 0));
            let mut after = unpacked(&taken(&other, admin, all).await);
            let lines =
                |files: &Files| String::from_utf8(files["data/journal.jsonl"].clone()).unwrap();
            let (then, now) = (lines(&before), lines(&after));
            let more: Vec<_> = now
                .lines()
                .filter(|it| !then.lines().any(|old| old == *it))
                .collect();
            assert!(
                more.len() == 1 && more[0].contains(r#""kind":"imported""#),
                "{more:?}"
            );
            let mut before = before.clone();
            for name in OTHERS {
                assert!(before.remove(name).is_some() && after.remove(name).is_some());
            }
            let names = |files: &Files| files.keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&before), names(&after));
            for (name, bytes) in &before {
                let [then, now] = [bytes, &after[name]].map(|it| readable(name, it));
                assert_eq!(then, now, "{name}");
            }
            lives(&other, proposal, &verified.finals[0].sha256).await;
            let again = archive::import_into(&other.s, file.path())
                .await
                .unwrap_err();
            assert!(matches!(again, ArchiveFault::There(_)), "{again}");
            clean_up(&url);
        }
    })
    .await;
}

/// A file as it is compared. Word files number paragraphs and links by counters of the process.
fn readable(name: &str, bytes: &[u8]) -> String {
    if !name.ends_with(".docx") {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let text = super::export::part(bytes, "word/document.xml");
    // What docx-rs numbers for the whole process.
    let counted = [
        " w14:paraId=\"",
        " r:id=\"rIdHyperlink",
        "_Toc",
        "<w:bookmarkStart w:id=\"",
        "<w:bookmarkEnd w:id=\"",
    ];
    counted.into_iter().fold(text, |text, before| {
        let mut parts = text.split(before);
        let first = parts.next().unwrap().to_owned();
        let rest = parts.map(|it| it.trim_start_matches(|letter| letter != '"' && letter != ' '));
        first + &rest.collect::<String>()
    })
}

/// What came by an archive is gone on with, and is said to have come by one.
async fn lives(other: &World, proposal: ProposalId, hash: &str) {
    let admin = who(DemoRole::Admin);
    let fingerprint: Fingerprint = hash.parse().unwrap();
    let found = versions::verify(&other.s, None, &fingerprint)
        .await
        .unwrap();
    assert_eq!(found.len(), 1);
    assert!(found[0].told.is_some(), "it was published");
    let (_, from) = found[0].imported.clone().unwrap();
    assert_eq!(from, "https://talka.example");
    let list = threads::list(&other.s, admin, proposal).await.unwrap();
    assert!(!list.is_empty());
    other.types(proposal, "summary.lv", "Tālāk. ").await;
    proposals::move_state(&other.s, admin, proposal, State::InReview, "", None)
        .await
        .unwrap();
    let file = export::file(
        &other.s,
        Some(admin),
        proposal,
        Language::Lv,
        export::Format::Markdown,
    );
    let text = String::from_utf8(file.await.unwrap().bytes).unwrap();
    assert!(text.contains("Tālāk. Un vēl. Vēl vārdi."), "{text}");
}

#[tokio::test]
async fn one_proposal_is_archived_with_the_partnership_around_it() {
    in_every_store(async |world| {
        let (s, admin, first) = (&world.s, who(DemoRole::Admin), world.proposal().await);
        let partnership = partnerships::list(s, admin).await.unwrap()[0].id;
        let title = model::language::Texts {
            en: "Another".to_owned(),
            ..Default::default()
        };
        let second = proposals::create(s, admin, partnership, title, vec![Language::En])
            .await
            .unwrap();
        let files = unpacked(&taken(&world, admin, Wanted::Proposal(second)).await);
        let data = String::from_utf8(files["data/proposal.jsonl"].clone()).unwrap();
        assert_eq!(data.lines().count(), 1);
        for (name, bytes) in &files {
            if name.starts_with("data/") {
                let rows = String::from_utf8(bytes.clone()).unwrap();
                assert!(!rows.contains(&first.to_string()), "{name}: {rows}");
            }
        }
        verify(packed(&files).path()).await.unwrap();
        let all = unpacked(&taken(&world, admin, Wanted::Partnership(partnership)).await);
        assert!(all.contains_key("proposals/2/proposal.json"));
    })
    .await;
}

#[tokio::test]
async fn an_archive_is_for_who_reads_the_log_with_the_addresses_that_they_see() {
    in_every_store(async |world| {
        let proposal = Wanted::Proposal(world.proposal().await);
        let outside = archive::archive(&world.s, who(DemoRole::Suggester), proposal, Language::En);
        assert_eq!(refusal(outside.await.map(|_| ())), Refusal::NotAllowed);
        let nobody = AccountId(uuid::Uuid::from_u128(7));
        let nobody = archive::archive(&world.s, nobody, proposal, Language::En);
        assert_eq!(refusal(nobody.await.map(|_| ())), Refusal::NotFound);
        let addresses = |bytes: Vec<u8>| {
            let accounts = String::from_utf8(unpacked(&bytes)["data/account.jsonl"].clone());
            accounts.unwrap().matches('@').count()
        };
        let admin = addresses(taken(&world, who(DemoRole::PartnerAdmin), proposal).await);
        let editor = addresses(taken(&world, who(DemoRole::Editor), proposal).await);
        assert!(admin > 3 && editor == 1, "{admin}, {editor}");
    })
    .await;
}

#[tokio::test]
async fn who_has_an_account_by_the_address_is_the_same_person() {
    in_every_store(async |world| {
        let (partnership, _) = lived(&world).await;
        let admin = who(DemoRole::Admin);
        let bytes = taken(&world, admin, Wanted::Partnership(partnership)).await;
        for url in fresh_databases().await {
            let other = World::open(url.clone(), false).await;
            let page = partnerships::page(&world.s, admin, partnership)
                .await
                .unwrap();
            let mail = page.me.mail.clone();
            accounts::invite_admin(&other.s, &mail).await.unwrap();
            let imported = archive::import_into(&other.s, on_disk(&bytes).path())
                .await
                .unwrap();
            assert_eq!(imported.known, 1);
            let here = account::Entity::find().filter(account::Column::Mail.eq(&mail));
            let here = AccountId(here.one(&other.s.db).await.unwrap().unwrap().id);
            assert_ne!(here, admin);
            let there = partnerships::page(&other.s, here, partnership)
                .await
                .unwrap();
            assert_eq!(
                (there.me.role, there.members.len()),
                (page.me.role, page.members.len())
            );
            clean_up(&url);
        }
    })
    .await;
}

/// An archive of the demo that has lived, and its files.
async fn damaged_one() -> (Vec<u8>, Files) {
    let url = fresh_databases().await.remove(0);
    let world = World::open(url.clone(), true).await;
    let (partnership, _) = lived(&world).await;
    let wanted = Wanted::Partnership(partnership);
    let bytes = taken(&world, who(DemoRole::Admin), wanted).await;
    clean_up(&url);
    let files = unpacked(&bytes);
    (bytes, files)
}

/// What is said of each, by what was done to it.
async fn all_said(damaged: Vec<(&str, NamedTempFile)>) -> String {
    let mut said = Vec::new();
    for (what, file) in damaged {
        said.push(format!("{what}: {}", fault(&file).await));
    }
    said.join("\n")
}

#[tokio::test]
async fn a_file_that_is_no_whole_archive_gets_a_sentence() {
    let (bytes, files) = damaged_one().await;
    let mut broken = bytes.clone();
    let at = bytes.len() / 2;
    broken[at..at + 40].fill(7);
    let said = fault(&on_disk(&broken)).await;
    assert!(said.starts_with("it is damaged"), "{said}");
    let without = |path: &str| {
        let mut files = files.clone();
        files.remove(path);
        packed(&files)
    };
    let with = |path: &str, bytes: &[u8]| {
        let mut files = files.clone();
        files.insert(path.to_owned(), bytes.to_vec());
        files
    };
    let says = |key: &str, value: Value| sealed(files.clone(), |it| it[key] = value);
    let bomb = vec![0; 64 * 1024 * 1024];
    let huge = |it: &mut Value| it["files"][0]["bytes"] = u64::MAX.into();
    let damaged = vec![
        ("no ZIP file", on_disk(b"hello")),
        ("cut off", on_disk(&bytes[..bytes.len() / 2])),
        ("no manifest", without("manifest.json")),
        ("a file is missing", without("partnership.json")),
        ("a file too many", packed(&with("evil.sh", b"rm"))),
        ("another text", packed(&with("README.en.txt", b"Trust me"))),
        ("a bomb", packed(&with("README.en.txt", &bomb))),
        ("a path", sealed(with("../../etc/passwd", b"x"), |_| {})),
        ("a newer shape", says("version", 2.into())),
        ("a newer schema", says("schema", "m2099".into())),
        ("another thing", says("format", "photos".into())),
        ("said to be huge", sealed(files.clone(), huge)),
    ];
    insta::assert_snapshot!("damaged_archives", all_said(damaged).await);
}

#[tokio::test]
async fn rows_that_talka_never_writes_get_a_sentence() {
    let (_, files) = damaged_one().await;
    let changed = |path: &str, change: &dyn Fn(String) -> String| {
        let mut files = files.clone();
        text(&mut files, path, change);
        sealed(files, |_| {})
    };
    let instead = |path: &str, from: &str, to: &str| changed(path, &|it| it.replacen(from, to, 1));
    let later = |it: String| {
        let at = it.find("\"at\":").unwrap();
        format!("{}\"at\":9999999999999{}", &it[..at], &it[at + 18..])
    };
    let mut forged = files.clone();
    forge(&mut forged);
    let hash = forged_hash(&forged);
    let script = |it: &mut Value| it["proposals"][0]["finals"][0]["sha256"] = hash.into();
    let role = ("\"role\":\"reader\"", "\"role\":\"king\"");
    let damaged = vec![
        ("no JSON", instead("data/member.jsonl", "{", "[")),
        (
            "a wrong kind",
            instead("data/round.jsonl", "\"number\":1", "\"number\":\"one\""),
        ),
        (
            "an unknown column",
            instead("data/round.jsonl", "{", "{\"evil\":1,"),
        ),
        (
            "nobody's comment",
            changed("data/thread.jsonl", &|_| String::new()),
        ),
        (
            "an unknown role",
            instead("data/member.jsonl", role.0, role.1),
        ),
        ("the future", changed("data/comment.jsonl", &later)),
        ("a script", sealed(forged, script)),
    ];
    insta::assert_snapshot!("hostile_archives", all_said(damaged).await);
}

/// Puts a script into what pages show of the final, and gives version and sign-offs its fingerprint.
fn forge(files: &mut Files) {
    let mut rows = String::from_utf8(files["data/version.jsonl"].clone()).unwrap();
    let first: Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    let (version, old) = (
        first["id"].as_str().unwrap(),
        first["hash"].as_str().unwrap(),
    );
    let fields = String::from_utf8(files["data/version_field.jsonl"].clone()).unwrap();
    let mut lines: Vec<Value> = fields
        .lines()
        .map(|it| serde_json::from_str(it).unwrap())
        .collect();
    let row = lines
        .iter_mut()
        .find(|it| it["version"] == version && it["field"] == "summary.lv");
    row.unwrap()["html"] = "<script>alert(1)</script>".into();
    let html = |name: &str| {
        let row = lines
            .iter()
            .find(|it| it["version"] == version && it["field"] == name);
        row.map(|it| it["html"].as_str().unwrap().to_owned())
            .unwrap_or_default()
    };
    let prints = &first["prints"];
    let mut names = Vec::new();
    for section in prints["sections"].as_array().unwrap() {
        for language in prints["languages"].as_array().unwrap() {
            names.push(format!(
                "{}.{}",
                section[0].as_str().unwrap(),
                language.as_str().unwrap()
            ));
        }
    }
    let htmls: Vec<String> = names.iter().map(|it| html(it)).collect();
    let pairs = names
        .iter()
        .map(String::as_str)
        .zip(htmls.iter().map(String::as_str));
    let hash = versions::hash::of_html(pairs);
    let fields: Vec<String> = lines.iter().map(|it| format!("{it}\n")).collect();
    files.insert(
        "data/version_field.jsonl".to_owned(),
        fields.concat().into_bytes(),
    );
    rows = rows.replace(old, &hash);
    files.insert("data/version.jsonl".to_owned(), rows.into_bytes());
    text(files, "data/sign_off.jsonl", |it| it.replace(old, &hash));
}

fn forged_hash(files: &Files) -> String {
    let rows = String::from_utf8(files["data/version.jsonl"].clone()).unwrap();
    let first: Value = serde_json::from_str(rows.lines().next().unwrap()).unwrap();
    first["hash"].as_str().unwrap().to_owned()
}
