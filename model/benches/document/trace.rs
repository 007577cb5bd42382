//! The automerge-paper editing trace (Martin Kleppmann, CC BY 4.0), or a made one of its shape.

use model::document::trial::{
    Chance,
    work::{self, Patch},
};
use std::{io::Read, path::PathBuf, process::Command};

const NAME: &str = "shared/traces/automerge-paper.json.gz";
/// Edits of the made trace, as many as the real one has.
const MADE_EDITS: usize = 259_778;

/// Edits of one text.
pub struct Trace {
    pub source: String,
    pub patches: Vec<Patch>,
    pub end: String,
}

impl Trace {
    pub fn load() -> Trace {
        let start = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let found = start
            .ancestors()
            .map(|folder| folder.join(NAME))
            .find(|path| path.is_file());
        match found.and_then(|path| Trace::read(&path)) {
            Some(trace) => trace,
            None => Trace::made(),
        }
    }

    fn read(path: &std::path::Path) -> Option<Trace> {
        let mut json = String::new();
        let file = std::fs::File::open(path).ok()?;
        flate2::read::GzDecoder::new(file)
            .read_to_string(&mut json)
            .ok()?;
        let value: serde_json::Value = serde_json::from_str(&json).ok()?;
        let mut patches = Vec::new();
        for txn in value["txns"].as_array()? {
            for patch in txn["patches"].as_array()? {
                let number = |index: usize| patch[index].as_u64().map(|number| number as u32);
                patches.push((number(0)?, number(1)?, patch[2].as_str()?.to_owned()));
            }
        }
        let end = value["endContent"].as_str()?.to_owned();
        Some(Trace {
            source: "automerge-paper".to_owned(),
            patches,
            end,
        })
    }

    /// Typing that mostly goes on where it was, with jumps, corrections and new lines.
    fn made() -> Trace {
        let mut chance = Chance::new(4);
        let mut text: Vec<u8> = Vec::new();
        let mut patches = Vec::new();
        let mut at = 0;
        for _ in 0..MADE_EDITS {
            if chance.once_in(40) {
                at = chance.below(text.len() + 1);
            }
            if at > 0 && chance.below(10) < 3 {
                at -= 1;
                text.remove(at);
                patches.push((at as u32, 1, String::new()));
            } else {
                let letter = if chance.once_in(60) {
                    b'\n'
                } else {
                    b'a' + chance.below(26) as u8
                };
                text.insert(at, letter);
                patches.push((at as u32, 0, (letter as char).to_string()));
                at += 1;
            }
        }
        let end = String::from_utf8_lossy(&text).into_owned();
        Trace {
            source: "made, the real one is not here".to_owned(),
            patches,
            end,
        }
    }
}

/// The same text edits in yjs, and all of it in WebAssembly, if Node and the packages of `end2end`
/// are here.
pub fn beside_yjs() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let trace = root
        .ancestors()
        .map(|folder| folder.join(NAME))
        .find(|path| path.is_file());
    let (Some(trace), true) = (trace, root.join("end2end/node_modules/yjs").is_dir()) else {
        return println!("yjs and WebAssembly: not measured, its package or the trace is not here");
    };
    let Ok(folder) = documents() else {
        return println!("yjs and WebAssembly: not measured, there is no place for documents");
    };
    for script in ["yjs.mjs", "wasm.mjs"] {
        let done = Command::new("node")
            .arg("--expose-gc")
            .arg(root.join("model/benches/document").join(script))
            .arg(&trace)
            .arg(&folder)
            .current_dir(root.join("end2end"))
            .status();
        if !done.is_ok_and(|status| status.success()) {
            println!("{script}: not measured, Node could not run it");
        }
    }
    let _ = std::fs::remove_dir_all(folder);
}

/// Writes the documents that yjs opens.
fn documents() -> std::io::Result<PathBuf> {
    let folder = std::env::temp_dir().join(format!("talka-bench-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    for blocks in [10, 500, 2_000] {
        std::fs::write(folder.join(format!("many-{blocks}")), work::many(blocks))?;
    }
    std::fs::write(folder.join("proposal"), work::proposal())?;
    Ok(folder)
}
