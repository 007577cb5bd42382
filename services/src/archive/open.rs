//! Opens an archive and looks at every byte of it before anything else does: a file that is not what the
//! manifest says is never used.
//!
//! No name in it is ever a name on this machine's disk, and nothing is unpacked further than the
//! manifest says that it goes.

use super::{
    ArchiveFault, manifest,
    manifest::{FileMark, Manifest},
    pack::hex,
    scratch::Scratch,
    trust,
};
use crate::clock::{Clock, SystemClock};
use model::{
    ids::Timestamp,
    limits::{
        ARCHIVE_BYTES, ARCHIVE_CONTENT_BYTES, ARCHIVE_FILES, ARCHIVE_FINDINGS,
        ARCHIVE_MANIFEST_BYTES,
    },
};
use sha2::{Digest, Sha256};
use std::{
    collections::HashSet,
    fs::File,
    io::{BufRead, BufReader, Read, Seek, SeekFrom},
    path::Path,
};
use zip::{ZipArchive, read::ZipFile};

/// Most characters of a path in an archive.
const PATH_CHARS: usize = 200;
/// How much is unpacked at once.
const CHUNK_BYTES: usize = 64 * 1024;
/// The end record of a ZIP file without its comment, its first bytes, and its longest comment (APPNOTE
/// 4.3.16).
const END_BYTES: usize = 22;
const END_MARK: [u8; 4] = *b"PK\x05\x06";
const COMMENT_BYTES: usize = 65_535;

/// An archive of which every file is what the manifest says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    pub files: usize,
    pub bytes: u64,
    /// The address at which it was made, as it says.
    pub from: String,
    pub made_at: Timestamp,
    pub proposals: usize,
    pub versions: usize,
    pub finals: Vec<VerifiedFinal>,
}

/// A final whose text is the one of its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifiedFinal {
    pub title: String,
    pub number: u32,
    pub sha256: String,
}

/// An archive that was looked at.
pub(super) struct Opened {
    zip: ZipArchive<BufReader<File>>,
    pub manifest: Manifest,
}

/// Looks at an archive, off line: every file against the manifest, and the rows as `talka check` looks
/// at a database.
pub async fn verify(path: &Path) -> Result<Verified, ArchiveFault> {
    let (verified, _, _) = checked(path, SystemClock.now()).await?;
    Ok(verified)
}

/// As [`verify`]; with the rows, in a database of their own.
pub(super) async fn checked(
    path: &Path,
    now: Timestamp,
) -> Result<(Verified, Opened, Scratch), ArchiveFault> {
    let mut opened = open(path)?;
    let scratch = Scratch::fill(&mut opened).await?;
    let versions = trust::check(&scratch.db, &opened.manifest, now).await?;
    let manifest = &opened.manifest;
    let finals = manifest.proposals.iter().flat_map(|it| {
        it.finals.iter().map(|one| VerifiedFinal {
            title: it.title.clone(),
            number: one.number,
            sha256: one.sha256.clone(),
        })
    });
    let verified = Verified {
        files: manifest.files.len(),
        bytes: manifest.files.iter().map(|it| it.bytes).sum(),
        from: manifest.from.clone(),
        made_at: Timestamp(manifest.made_at),
        proposals: manifest.proposals.len(),
        versions,
        finals: finals.collect(),
    };
    Ok((verified, opened, scratch))
}

/// Opens it and compares every file with the manifest.
pub(super) fn open(path: &Path) -> Result<Opened, ArchiveFault> {
    if !path.is_file() {
        return Err(ArchiveFault::NoFile(path.to_owned()));
    }
    let mut file = File::open(path)?;
    if file.metadata()?.len() > ARCHIVE_BYTES {
        return Err(ArchiveFault::TooLarge {
            limit: ARCHIVE_BYTES,
        });
    }
    check_end(&mut file)?;
    let mut zip = ZipArchive::new(BufReader::new(file))
        .map_err(|cause| ArchiveFault::NoZip(cause.to_string()))?;
    if zip.len() > ARCHIVE_FILES {
        return Err(too_many(zip.len()));
    }
    let manifest = read_manifest(&mut zip)?;
    let mut opened = Opened { zip, manifest };
    let findings = opened.compare();
    match findings.is_empty() {
        true => Ok(opened),
        false => Err(ArchiveFault::Damaged(findings)),
    }
}

/// Refuses a list of more files than an archive has before it is read.
fn check_end(file: &mut File) -> Result<(), ArchiveFault> {
    let length = file.metadata()?.len();
    let back = length.min((END_BYTES + COMMENT_BYTES) as u64);
    file.seek(SeekFrom::Start(length - back))?;
    let mut end = Vec::new();
    file.take(back).read_to_end(&mut end)?;
    file.rewind()?;
    let at = end.windows(END_MARK.len()).rposition(|it| it == END_MARK);
    let count = at.and_then(|at| end.get(at + 10..at + 12));
    let Some(&[low, high]) = count else {
        return Err(ArchiveFault::NoZip("its end is missing".to_owned()));
    };
    // 65,535 says that the number stands elsewhere: more than there may be.
    match usize::from(u16::from_le_bytes([low, high])) {
        count if count > ARCHIVE_FILES => Err(too_many(count)),
        _ => Ok(()),
    }
}

fn too_many(files: usize) -> ArchiveFault {
    ArchiveFault::NoArchive(format!(
        "it holds {files} files, and at most {ARCHIVE_FILES} can be"
    ))
}

fn read_manifest(zip: &mut ZipArchive<BufReader<File>>) -> Result<Manifest, ArchiveFault> {
    let missing = || ArchiveFault::NoArchive(format!("it has no {}", manifest::PATH));
    let file = zip.by_name(manifest::PATH).map_err(|_| missing())?;
    let mut bytes = Vec::new();
    let read = file
        .take(ARCHIVE_MANIFEST_BYTES + 1)
        .read_to_end(&mut bytes);
    read.map_err(|cause| damaged(manifest::PATH, &format!("cannot be unpacked: {cause}")))?;
    if bytes.len() as u64 > ARCHIVE_MANIFEST_BYTES {
        return Err(damaged(manifest::PATH, "is too large"));
    }
    #[derive(serde::Deserialize)]
    struct Shape {
        format: String,
        version: u32,
        #[serde(default)]
        talka: String,
    }
    let unreadable =
        |cause: serde_json::Error| damaged(manifest::PATH, &format!("says nothing: {cause}"));
    let shape: Shape = serde_json::from_slice(&bytes).map_err(unreadable)?;
    if shape.format != manifest::FORMAT {
        let other = shape
            .format
            .escape_default()
            .take(PATH_CHARS)
            .collect::<String>();
        return Err(ArchiveFault::NoArchive(format!(
            "its manifest is of \"{other}\""
        )));
    }
    if shape.version > manifest::VERSION {
        return Err(ArchiveFault::Newer(
            shape.talka.escape_default().to_string(),
        ));
    }
    serde_json::from_slice(&bytes).map_err(unreadable)
}

fn damaged(path: &str, what: &str) -> ArchiveFault {
    ArchiveFault::Damaged(vec![format!("{path} {what}")])
}

impl Opened {
    /// What is wrong, a sentence a file.
    fn compare(&mut self) -> Vec<String> {
        let mut findings = Vec::new();
        let marks = self.manifest.files.clone();
        let said = marks
            .iter()
            .try_fold(0_u64, |sum, it| sum.checked_add(it.bytes));
        if said.is_none_or(|bytes| bytes > ARCHIVE_CONTENT_BYTES) {
            findings.push(format!(
                "{} says that more than {ARCHIVE_CONTENT_BYTES} bytes are in it, which no archive holds",
                manifest::PATH
            ));
            return findings;
        }
        let mut known = HashSet::from([manifest::PATH]);
        for mark in &marks {
            if findings.len() >= ARCHIVE_FINDINGS {
                return findings;
            }
            if !known.insert(&mark.path) {
                findings.push(format!("{} is twice in the manifest", shown(&mark.path)));
            } else if let Err(what) = self.compare_one(mark) {
                findings.push(format!("{} {what}", shown(&mark.path)));
            }
        }
        let others = self.zip.file_names().filter(|name| !known.contains(name));
        let others = others.map(|name| format!("{} is not in the manifest", shown(name)));
        findings.extend(others.take(ARCHIVE_FINDINGS));
        findings.sort();
        findings
    }

    fn compare_one(&mut self, mark: &FileMark) -> Result<(), String> {
        if !is_path(&mark.path) {
            return Err("is a name that no archive has".to_owned());
        }
        let mut file = self.file(&mark.path)?;
        let mut hasher = Sha256::new();
        let (mut chunk, mut bytes) = (vec![0; CHUNK_BYTES], 0_u64);
        loop {
            let read = file.read(&mut chunk);
            let read = read.map_err(|cause| format!("cannot be unpacked: {cause}"))?;
            if read == 0 {
                break;
            }
            bytes += read as u64;
            if bytes > mark.bytes {
                return Err(format!(
                    "is longer than the {} bytes it should have",
                    mark.bytes
                ));
            }
            hasher.update(&chunk[..read]);
        }
        match hex(&hasher) == mark.sha256 {
            true => Ok(()),
            false if bytes < mark.bytes => Err(format!(
                "has {bytes} of the {} bytes it should have",
                mark.bytes
            )),
            false => Err("is not what it was: its SHA-256 is another one".to_owned()),
        }
    }

    fn file(&mut self, path: &str) -> Result<ZipFile<'_, BufReader<File>>, String> {
        let found = self.zip.by_name(path);
        found.map_err(|cause| match cause {
            zip::result::ZipError::FileNotFound => "is missing".to_owned(),
            cause => format!("cannot be opened: {cause}"),
        })
    }

    /// The lines of a file that was compared; none where there is no such file.
    pub fn lines(&mut self, path: &str) -> Option<impl BufRead + '_> {
        let is_known = self.manifest.files.iter().any(|it| it.path == path);
        let file = is_known.then(|| self.file(path).ok())?;
        file.map(|file| BufReader::with_capacity(CHUNK_BYTES, file))
    }
}

/// A name from outside, as it may be written to a terminal.
fn shown(name: &str) -> String {
    name.escape_default().take(PATH_CHARS).collect()
}

/// Whether an archive may have a file of this name: a few plain words with slashes between them.
fn is_path(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let is_word =
        |word: &str| !word.is_empty() && !word.starts_with('.') && word.chars().all(plain);
    path.len() <= PATH_CHARS && path.split('/').all(is_word)
}

#[cfg(test)]
mod tests {
    use super::is_path;

    #[test]
    fn no_name_leads_anywhere() {
        for good in [
            "README.lv.txt",
            "data/version.jsonl",
            "proposals/12/versions/3.pl.docx",
        ] {
            assert!(is_path(good), "{good}");
        }
        for bad in [
            "",
            "/etc/passwd",
            "../a",
            "a/../b",
            "a//b",
            "a/",
            "a\\b",
            "C:a",
            ".hidden",
            "ā",
        ] {
            assert!(!is_path(bad), "{bad}");
        }
    }
}
