//! Archives on the command line: looked at, and brought in.

use model::text::day::iso_moment;
use services::{
    archive::{self, ArchiveFault, Imported, Verified},
    database::{self, DatabaseAddress},
};
use std::path::Path;

/// Says that the archive is whole, and where its finals can be looked up.
pub async fn verify(archive: &Path) -> Result<(), String> {
    let outcome = archive::verify(archive).await;
    let verified = outcome.map_err(|cause| said(archive, None, cause))?;
    println!("{}", whole(archive, &verified));
    Ok(())
}

/// Makes a partnership of the archive.
pub async fn import(archive: &Path, address: &DatabaseAddress) -> Result<(), String> {
    let outcome = archive::import(archive, address).await;
    let imported = outcome.map_err(|cause| said(archive, Some(address), cause))?;
    let Imported {
        partnership,
        rows,
        known,
        new,
        nameless,
        verified,
    } = imported;
    println!("{}", whole(archive, &verified));
    println!("it is in {address} now: {rows} rows; its page is /partnerships/{partnership}");
    println!("{known} people had an account by their address, {new} got one");
    if nameless > 0 {
        println!(
            "{nameless} people have no address in it and cannot sign in: former members, and whoever \
             its exporter saw without one. An admin invites them again"
        );
    }
    Ok(())
}

fn whole(archive: &Path, it: &Verified) -> String {
    let from: String = it.from.escape_default().to_string();
    let mut lines = vec![format!(
        "{} is whole: {} files, {} bytes; {} proposals, {} versions. It was made {} at {from}",
        archive.display(),
        it.files,
        it.bytes,
        it.proposals,
        it.versions,
        iso_moment(it.made_at),
    )];
    for one in &it.finals {
        let title = one.title.escape_debug();
        lines.push(format!(
            "  final version {} of \"{title}\": {}\n    to be looked up at {from}/verify/{}",
            one.number, one.sha256, one.sha256
        ));
    }
    if !it.finals.is_empty() {
        lines.push(
            "Whoever changes an archive can change what it says of itself: look a final up before you \
             believe it"
                .to_owned(),
        );
    }
    lines.join("\n")
}

fn said(archive: &Path, address: Option<&DatabaseAddress>, cause: ArchiveFault) -> String {
    match (cause, address) {
        (ArchiveFault::Store(cause), Some(address)) => database::why(address, &cause),
        (ArchiveFault::NoFile(file), _) => format!("there is no file {}", file.display()),
        (cause, _) => format!("{}: {cause}", archive.display()),
    }
}
