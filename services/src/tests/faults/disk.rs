//! Faults of the disk under a SQLite file.

use super::{Play, skipped, told, until_ready};
use crate::{collab::tests::peer::Peer, demo::DemoRole, tests::who};
use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
    process::Command,
};
use uuid::Uuid;

/// A small file system of its own; unmounted when dropped.
struct Disk {
    folder: PathBuf,
    image: Option<PathBuf>,
}

impl Disk {
    /// In memory. None, with the reason printed, where nothing can be mounted.
    fn small() -> Option<Disk> {
        let folder = env::temp_dir().join(format!("talka-disk-{}", Uuid::now_v7()));
        fs::create_dir_all(&folder).unwrap();
        let disk = Disk {
            folder,
            image: None,
        };
        let mounted = disk.mount(&["-t", "tmpfs", "-o", "size=4m", "tmpfs"]);
        mounted.then_some(disk)
    }

    /// An image of ext4 that turns read-only at its first error.
    fn fragile() -> Option<Disk> {
        let mut disk = Disk::small()?;
        disk.unmount();
        let image = disk.folder.with_extension("image");
        fs::write(&image, vec![0; 16 * 1024 * 1024]).unwrap();
        let made = run("mkfs.ext4", &["-q", &image.display().to_string()]);
        disk.image = Some(image.clone());
        let options = ["-o", "loop,errors=remount-ro", &image.display().to_string()];
        (made && disk.mount(&options)).then_some(disk)
    }

    fn mount(&self, options: &[&str]) -> bool {
        let folder = self.folder.display().to_string();
        let mounted = run("mount", &[options, &[&folder]].concat());
        if !mounted {
            skipped("no file system can be mounted here, which needs root");
        }
        mounted
    }

    fn unmount(&self) {
        run("umount", &["-l", &self.folder.display().to_string()]);
    }

    fn url(&self) -> String {
        format!("sqlite:{}", self.folder.join("talka.db").display())
    }

    /// Fills it to the last byte.
    fn fill(&self) {
        let mut ballast = fs::File::create(self.folder.join("ballast")).unwrap();
        for size in [64 * 1024, 512, 1] {
            let piece = vec![1; size];
            while ballast.write_all(&piece).is_ok() {}
        }
    }

    fn free(&self) {
        fs::remove_file(self.folder.join("ballast")).unwrap();
    }

    /// Makes ext4 find an error, after which it takes nothing more.
    fn turn_read_only(&self) -> bool {
        let folder = self.folder.display().to_string();
        let mounts = fs::read_to_string("/proc/mounts").unwrap();
        let mount = mounts.lines().find(|line| line.contains(&folder));
        let device = mount.unwrap().split(' ').next().unwrap();
        let device = Path::new(device).file_name().unwrap();
        let trigger = Path::new("/sys/fs/ext4").join(device);
        fs::write(trigger.join("trigger_fs_error"), "1").is_ok()
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        self.unmount();
        let _ = fs::remove_dir_all(&self.folder);
        if let Some(image) = &self.image {
            let _ = fs::remove_file(image);
        }
    }
}

fn run(program: &str, words: &[&str]) -> bool {
    let ended = Command::new(program).args(words).output();
    ended.is_ok_and(|ended| ended.status.success())
}

fn file() -> PathBuf {
    env::temp_dir().join(format!("talka-fault-{}.db", Uuid::now_v7()))
}

/// Removes a database file and what SQLite keeps beside it.
fn remove(file: &Path) {
    for end in ["", "-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{end}", file.display()));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_saved_while_the_disk_is_full_is_there_and_the_rest_follows() {
    let Some(disk) = Disk::small() else { return };
    let mut play = Play::on(&disk.url()).await;
    play.round("before").await;
    disk.fill();
    until_ready(&play.world, false).await;
    play.until_told(false).await;
    disk.free();
    until_ready(&play.world, true).await;
    play.until_told(true).await;
    disk.fill();
    let (mut saved, mut typed) = (0, 0);
    for letter in 0..8 {
        typed += 1;
        saved += u32::from(play.write(&format!("text-full-{letter:02}")).await);
        if letter % 4 == 0 {
            play.round(&format!("full-{letter}")).await;
            play.check().await;
        }
    }
    until_ready(&play.world, false).await;
    eprintln!("on a full disk {saved} of {typed} were acknowledged");
    assert!(saved < typed, "the disk was full");
    play.check().await;
    disk.free();
    play.heals("after").await;
    assert!(told(&play.editor).contains(&false), "the page knows");
    let mut late = Peer::offline(12);
    let editor = who(DemoRole::Editor);
    late.connect(&play.world.s.hub, play.proposal, editor).await;
    assert_eq!(late.until_saved_or_closed().await, None);
    assert!(told(&late).is_empty(), "whoever comes later hears nothing");
    play.world.s.close().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_may_not_grow_refuses_and_leaves_no_transaction_behind() {
    let file = file();
    let mut play = Play::on(&format!("sqlite:{}", file.display())).await;
    play.round("before").await;
    let raw = play.world.s.raw.clone();
    use sea_orm::ConnectionTrait;
    raw.execute_unprepared("PRAGMA max_page_count = 1")
        .await
        .unwrap();
    let long = "x".repeat(20_000);
    for number in 0..3 {
        let text = format!("text-{number}-{long}");
        assert!(!play.write(&text).await, "it cannot have grown");
        play.answer(&format!("answer-{number}")).await;
        play.check().await;
    }
    // The connection with the limit may have been thrown away, and the limit with it.
    let _ = raw
        .execute_unprepared("PRAGMA max_page_count = 1073741823")
        .await;
    play.heals("after").await;
    play.world.s.close().await;
    remove(&file);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_system_that_turns_read_only_is_not_ready_and_takes_nothing() {
    let Some(disk) = Disk::fragile() else { return };
    let mut play = Play::on(&disk.url()).await;
    play.round("before").await;
    if !disk.turn_read_only() {
        return skipped("this kernel cannot be asked for an error of ext4");
    }
    for number in 0..2 {
        play.round(&format!("read-only-{number}")).await;
    }
    until_ready(&play.world, false).await;
    assert!(!play.refused.is_empty());
    assert!(play.editor.half.unsaved() > 0, "kept by its author");
    // Some kernels take a file system back that had an error, others want it checked first.
    if run(
        "mount",
        &["-o", "remount,rw", &disk.folder.display().to_string()],
    ) {
        play.heals("after").await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_saved_into_a_file_that_was_removed_or_replaced() {
    let file = file();
    let mut play = Play::on(&format!("sqlite:{}", file.display())).await;
    play.round("before").await;
    for name in ["", "-wal"] {
        let path = PathBuf::from(format!("{}{name}", file.display()));
        let away = path.with_extension("away");
        fs::rename(&path, &away).unwrap();
        assert!(!play.write(&format!("text-removed{name}")).await);
        until_ready(&play.world, false).await;
        fs::copy(&away, &path).unwrap();
        assert!(!play.write(&format!("text-replaced{name}")).await);
        until_ready(&play.world, false).await;
        fs::rename(&away, &path).unwrap();
        play.heals(&format!("back{name}")).await;
    }
    play.world.s.close().await;
    remove(&file);
}
