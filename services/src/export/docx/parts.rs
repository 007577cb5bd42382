//! What docx-rs has no words for, put into the parts of the file that it writes: the language, the
//! title, rows that each page repeats, and which comments are done.

use crate::export::edition::Edition;
use docx_rs::{TableRow, XMLDocx};
use model::{document::html::render::escape, language::Language};

/// Stands in rows that each page repeats until [`finish`]: nothing else here asks for it.
const KEPT_WHOLE: &str = "<w:cantSplit />";
const REPEATED: &str = "<w:cantSplit /><w:tblHeader />";

/// A row that each page of a table repeats.
pub(super) fn head_row(row: TableRow) -> TableRow {
    row.cant_split()
}

/// The file with what it says about itself; `done` are the paragraphs of comments that are done.
pub(super) fn finish(
    mut file: XMLDocx,
    edition: &Edition,
    done: impl Iterator<Item = String>,
) -> XMLDocx {
    let tag = tag(edition.language);
    let language = format!("<w:lang w:val=\"{tag}\" w:eastAsia=\"{tag}\" w:bidi=\"ar-SA\" />");
    change(&mut file.document, |it| it.replace(KEPT_WHOLE, REPEATED));
    change(&mut file.styles, |it| {
        it.replacen(
            "</w:rPr></w:rPrDefault>",
            &format!("{language}</w:rPr></w:rPrDefault>"),
            1,
        )
    });
    let authors: Vec<_> = edition
        .cover
        .sides
        .iter()
        .map(|side| side.name.as_str())
        .collect();
    let about = format!(
        "<dc:title>{}</dc:title><dc:language>{tag}</dc:language></cp:coreProperties>",
        escape(&edition.title)
    );
    let authors = escape(&authors.join("; ")).to_string();
    change(&mut file.doc_props.core, |it| {
        it.replace("</cp:coreProperties>", &about)
            .replace("<dc:creator>unknown<", &format!("<dc:creator>{authors}<"))
            .replace("<cp:lastModifiedBy>unknown<", "<cp:lastModifiedBy>Talka<")
    });
    change(&mut file.comments_extended, |it| {
        done.fold(it, |it, paragraph| close(&it, &paragraph))
    });
    file
}

/// The list of comments with this one done.
fn close(list: &str, paragraph: &str) -> String {
    let open = format!("w15:paraId=\"{paragraph}\" w15:done=\"0\"");
    list.replace(&open, &open.replace("\"0\"", "\"1\""))
}

fn change(part: &mut Vec<u8>, by: impl FnOnce(String) -> String) {
    let text = String::from_utf8_lossy(part).into_owned();
    *part = by(text).into_bytes();
}

/// The language with a country, as Word asks for it (BCP 47).
fn tag(language: Language) -> &'static str {
    match language {
        Language::Lv => "lv-LV",
        Language::Pl => "pl-PL",
        Language::En => "en-GB",
    }
}
