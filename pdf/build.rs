//! Takes the fonts that are used out of those that come with typst: the others would make the
//! server six megabytes larger.

use std::{env, error::Error, fs, path::Path};

/// The PostScript names by which the files are found, with the names under which they are kept.
const FONTS: [(&str, &str); 5] = [
    ("LibertinusSerif-Regular", "serif.otf"),
    ("LibertinusSerif-Bold", "serif-bold.otf"),
    ("LibertinusSerif-Italic", "serif-italic.otf"),
    ("LibertinusSerif-BoldItalic", "serif-bold-italic.otf"),
    ("DejaVuSansMono", "mono.ttf"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::var("OUT_DIR")?;
    for (name, file) in FONTS {
        let font = typst_assets::fonts()
            .find(|font| post_script_name(font).is_some_and(|own| own == name))
            .ok_or_else(|| format!("typst-assets has no font {name}"))?;
        fs::write(Path::new(&folder).join(file), font)?;
    }
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// The sixth name of the table `name` (OpenType specification, "name — Naming Table").
fn post_script_name(font: &[u8]) -> Option<String> {
    const POST_SCRIPT: u16 = 6;
    const WINDOWS: u16 = 3;
    let tables = usize::from(number(font, 4)?);
    let record = (0..tables)
        .map(|table| 12 + 16 * table)
        .find(|at| font.get(*at..at + 4) == Some(b"name"))?;
    let table = number_long(font, record + 8)?;
    let names = usize::from(number(font, table + 2)?);
    let texts = table + usize::from(number(font, table + 4)?);
    let name = (0..names).map(|name| table + 6 + 12 * name).find(|at| {
        number(font, *at) == Some(WINDOWS) && number(font, at + 6) == Some(POST_SCRIPT)
    })?;
    let length = usize::from(number(font, name + 8)?);
    let begin = texts + usize::from(number(font, name + 10)?);
    let units: Vec<u16> = font
        .get(begin..begin + length)?
        .chunks_exact(2)
        .map(|pair| u16::from_be_bytes([pair[0], pair[1]]))
        .collect();
    String::from_utf16(&units).ok()
}

fn number(font: &[u8], at: usize) -> Option<u16> {
    let bytes = font.get(at..at + 2)?;
    Some(u16::from_be_bytes([bytes[0], bytes[1]]))
}

fn number_long(font: &[u8], at: usize) -> Option<usize> {
    let bytes: [u8; 4] = font.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_be_bytes(bytes) as usize)
}
