//! The site's folder: every file under its hashed name, compressed beside it, and `manifest.json`.

use crate::hashed::HashedFiles;
use crate::split::{AROUND, LOADER};
use crate::{Kind, style};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Texts in which other files may be named.
const LINKING: [&str; 2] = ["webmanifest", "css"];
/// Formats that are compressed inside already.
const PACKED: [&str; 6] = ["png", "jpg", "webp", "avif", "woff2", "ico"];
/// What wasm-bindgen writes; shorter names on our side.
const BOUND_WASM: &str = "app_bg.wasm";
const BOUND_SCRIPT: &str = "app.js";
const SNIPPETS: &str = "snippets";

/// Writes the site from wasm-bindgen's folder, `public/` and `style/`.
pub fn write(root: &Path, bound: &Path, site: &Path, kind: Kind) -> Result<()> {
    let mut files = HashedFiles::default();
    add_public(&mut files, &root.join("public"))?;
    let style = root.join("style/main.css");
    if style.is_file() {
        files.add_text("main.css", &style::bundle(&style)?);
    }
    add_script(&mut files, bound)?;
    store(&files, site, kind)
}

/// Pictures and the like first, then the texts that may name them.
fn add_public(files: &mut HashedFiles, folder: &Path) -> Result<()> {
    let (linking, plain): (Vec<_>, Vec<_>) = files_below(folder)?
        .into_iter()
        .partition(|path| has_extension(path, &LINKING));
    for path in plain {
        files.add(&logical_name(folder, &path), fs::read(&path)?);
    }
    for path in linking {
        files.add_text(&logical_name(folder, &path), &fs::read_to_string(&path)?);
    }
    Ok(())
}

/// The script loads the WASM file and its snippets by relative names: these become hashed.
fn add_script(files: &mut HashedFiles, bound: &Path) -> Result<()> {
    files.add("app.wasm", fs::read(bound.join(BOUND_WASM))?);
    let mut script = fs::read_to_string(bound.join(BOUND_SCRIPT))?;
    for path in files_below(&bound.join(SNIPPETS))? {
        let name = logical_name(bound, &path);
        files.add(&name, fs::read(&path)?);
        script = script.replace(&name, files.name(&name).context("just added")?);
    }
    script = script.replace(BOUND_WASM, files.name("app.wasm").context("just added")?);
    files.add("around.wasm", fs::read(bound.join(AROUND))?);
    let around = files.name("around.wasm").context("just added")?;
    let loader = fs::read_to_string(bound.join(LOADER))?.replace(AROUND, around);
    add_pair(files, (BOUND_SCRIPT, script), (LOADER, loader))
}

/// Two scripts that name each other: the second one's name carries a hash of both as they were
/// before they did.
fn add_pair(files: &mut HashedFiles, first: (&str, String), second: (&str, String)) -> Result<()> {
    let both = format!("{}{}", first.1, second.1);
    let name = files.reserve(second.0, both.as_bytes());
    files.add(first.0, importing(&first.1, second.0, &name));
    let name = files.name(first.0).context("just added")?;
    let script = importing(&second.1, first.0, name);
    files.fill(second.0, script);
    Ok(())
}

/// A script that imports from another file than it did.
fn importing(script: &str, from: &str, now: &str) -> Vec<u8> {
    let statement = |name: &str| format!(r#"from "./{name}""#);
    let script = script.replace(&statement(from), &statement(now));
    script.into_bytes()
}

/// Writes what is not there as it is, and takes away what is no longer named.
fn store(files: &HashedFiles, site: &Path, kind: Kind) -> Result<()> {
    let folder = site.join("pkg");
    fs::create_dir_all(&folder)?;
    let mut kept = BTreeSet::new();
    for (name, content) in files.contents() {
        let path = folder.join(name);
        let is_new = fs::read(&path).ok().as_deref() != Some(content);
        if is_new {
            fs::write(&path, content)?;
        }
        kept.insert(path.clone());
        if kind == Kind::Small && !has_extension(&path, &PACKED) {
            let compressed = folder.join(format!("{name}.br"));
            if is_new || !compressed.is_file() {
                fs::write(&compressed, brotli(content)?)?;
            }
            kept.insert(compressed);
        }
    }
    files.write_manifest(&site.join("manifest.json"))?;
    for path in files_below(&folder)?
        .into_iter()
        .filter(|path| !kept.contains(path))
    {
        fs::remove_file(path)?;
    }
    Ok(())
}

/// Brotli at its smallest; it is done once and sent often.
fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut &content[..], &mut small, &parameters)?;
    Ok(small)
}

/// All files below a folder, sorted; none if there is no such folder.
fn files_below(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                found.extend(files_below(&path)?);
            } else {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

fn logical_name(folder: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(folder).unwrap_or(path);
    relative.to_string_lossy().replace('\\', "/")
}

fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension()
        .is_some_and(|found| extensions.iter().any(|extension| found == *extension))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn what_is_no_longer_named_is_taken_away() {
        let site = std::env::temp_dir().join(format!("bundle-site-{}", std::process::id()));
        for text in ["one", "two"] {
            let mut files = HashedFiles::default();
            files.add("a.txt", text.as_bytes().to_vec());
            files.add("b.png", b"always".to_vec());
            store(&files, &site, Kind::Small).unwrap();
        }
        let names: Vec<_> = files_below(&site)
            .unwrap()
            .iter()
            .map(|path| logical_name(&site, path))
            .collect();
        fs::remove_dir_all(&site).unwrap();
        assert_eq!(names.len(), 4, "{names:?}");
        assert_eq!(names[0], "manifest.json");
        assert!(names[2].ends_with(".txt.br"), "{names:?}");
    }

    #[test]
    fn two_scripts_that_name_each_other_are_renamed_together() {
        let names = |first: &str| {
            let mut files = HashedFiles::default();
            let first = format!(r#"import {{ b }} from "./b.js"; b("./b.js", {first});"#);
            let second = r#"import { a } from "./a.js"; a();"#.to_owned();
            add_pair(&mut files, ("a.js", first), ("b.js", second)).unwrap();
            let text = |name: &str| {
                let hashed = files.name(name).unwrap();
                let mut contents = files.contents();
                let (_, content) = contents.find(|(name, _)| *name == hashed).unwrap();
                (
                    hashed.to_owned(),
                    String::from_utf8(content.to_vec()).unwrap(),
                )
            };
            let ((a, in_a), (b, in_b)) = (text("a.js"), text("b.js"));
            assert!(in_a.starts_with(&format!(r#"import {{ b }} from "./{b}"; b("./b.js""#)));
            assert!(in_b.starts_with(&format!(r#"import {{ a }} from "./{a}";"#)));
            (a, b)
        };
        let (one, two) = (names("1"), names("2"));
        assert_ne!(one.0, two.0);
        assert_ne!(one.1, two.1);
    }

    #[test]
    fn brotli_can_be_read_back() {
        let content = b"words words words words".repeat(20);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &brotli(&content).unwrap()[..], &mut back).unwrap();
        assert_eq!(back, content);
    }
}
