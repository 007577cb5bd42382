//! Files whose name carries a hash of their content, or of all that decides on it, so that browsers
//! may keep them for ever.
//!
//! A file that names another one has to be hashed after it, since the other's hashed name is part
//! of its content: the set is filled in that order, and replaces names as it goes.

use anyhow::Result;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::Path;

/// Half of SHA-256's first 64 bits would do; 64 bits are still short in a URL.
const HASH_BYTES: usize = 8;

/// Where the server answers with these files.
const FOLDER: &str = "/pkg/";

/// Logical name (`icons/app.svg`) to hashed name (`icons-app.0123456789abcdef.svg`), with contents.
#[derive(Default)]
pub struct HashedFiles {
    names: BTreeMap<String, String>,
    contents: BTreeMap<String, Vec<u8>>,
}

impl HashedFiles {
    /// Adds a file under its logical name.
    pub fn add(&mut self, name: &str, content: Vec<u8>) {
        self.reserve(name, &content);
        self.fill(name, content);
    }

    /// Names a file by what decides on its content; [`HashedFiles::fill`] brings the content.
    pub fn reserve(&mut self, name: &str, deciding: &[u8]) -> String {
        let hashed = hashed_name(name, deciding);
        self.names.insert(name.to_owned(), hashed.clone());
        hashed
    }

    /// Brings the content of a file that has its name; without a name it is no file.
    pub fn fill(&mut self, name: &str, content: Vec<u8>) {
        if let Some(hashed) = self.names.get(name) {
            self.contents.insert(hashed.clone(), content);
        }
    }

    /// Adds a text in which `/pkg/NAME` stands for files that are there already.
    pub fn add_text(&mut self, name: &str, text: &str) {
        let mut parts = text.split(FOLDER);
        let mut linked = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (logical, rest) = part.split_at(part.find(ends_name).unwrap_or(part.len()));
            linked.push_str(FOLDER);
            linked.push_str(self.name(logical).unwrap_or(logical));
            linked.push_str(rest);
        }
        self.add(name, linked.into_bytes());
    }

    /// The hashed name of a file that was added.
    pub fn name(&self, logical: &str) -> Option<&str> {
        self.names.get(logical).map(String::as_str)
    }

    /// Hashed names and contents.
    pub fn contents(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.contents
            .iter()
            .map(|(name, content)| (name.as_str(), content.as_slice()))
    }

    /// Writes `manifest.json`: logical name to hashed name.
    pub fn write_manifest(&self, file: &Path) -> Result<()> {
        Ok(std::fs::write(
            file,
            serde_json::to_string_pretty(&self.names)?,
        )?)
    }
}

fn ends_name(character: char) -> bool {
    !character.is_alphanumeric() && !matches!(character, '.' | '/' | '-' | '_')
}

/// `icons/app.svg` becomes `icons-app.0123456789abcdef.svg`.
fn hashed_name(name: &str, content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    let hash: String = digest[..HASH_BYTES]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let flat = name.replace('/', "-");
    match flat.rsplit_once('.') {
        Some((stem, extension)) => format!("{stem}.{hash}.{extension}"),
        None => format!("{flat}.{hash}"),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn the_name_follows_the_content() {
        assert_eq!(hashed_name("app.js", b"abc"), "app.ba7816bf8f01cfea.js");
        assert_ne!(hashed_name("app.js", b"abd"), "app.ba7816bf8f01cfea.js");
        assert_eq!(
            hashed_name("icons/a.svg", b"abc"),
            "icons-a.ba7816bf8f01cfea.svg"
        );
        assert_eq!(hashed_name("LICENCE", b"abc"), "LICENCE.ba7816bf8f01cfea");
    }

    #[test]
    fn a_text_names_other_files_by_their_hashed_names() {
        let mut files = HashedFiles::default();
        files.add("a.svg", b"abc".to_vec());
        files.add("a.svg.txt", b"abc".to_vec());
        files.add_text(
            "main.css",
            "url(/pkg/a.svg) url(/pkg/a.svg.txt) url(/pkg/other.svg)",
        );
        let (_, text) = files
            .contents()
            .find(|(name, _)| name.starts_with("main."))
            .unwrap();
        let text = std::str::from_utf8(text).unwrap();
        assert!(
            text.starts_with("url(/pkg/a.ba7816bf8f01cfea.svg) "),
            "{text}"
        );
        assert!(
            text.contains("url(/pkg/a.svg.ba7816bf8f01cfea.txt)"),
            "{text}"
        );
        assert!(text.ends_with("url(/pkg/other.svg)"), "{text}");
    }

    #[test]
    fn changing_a_file_renames_what_names_it() {
        let name = |svg: &[u8]| {
            let mut files = HashedFiles::default();
            files.add("a.svg", svg.to_vec());
            files.add_text("main.css", "url(/pkg/a.svg)");
            files.name("main.css").unwrap().to_owned()
        };
        assert_ne!(name(b"one"), name(b"two"));
    }
}
