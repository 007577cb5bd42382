//! Each report is read again: the tree of its structure, its language, its fonts, its text.
#![allow(clippy::unwrap_used)]

mod reader;

use super::{Failed, typeset};
use reader::Read;
use serde_json::{Value, json};

const LETTERS: &str = "Āā Čč Ēē Ģģ Īī Ķķ Ļļ Ņņ Šš Ūū Žž Ąą Ćć Ęę Łł Ńń Óó Śś Źź Żż “” „” – … €";

fn paragraph(text: &str) -> Value {
    json!({"k": "p", "s": [{"t": text}]})
}

fn cell(x: usize, y: usize, head: bool, text: &str) -> Value {
    json!({"x": x, "y": y, "w": 1, "h": 1, "head": head, "b": [paragraph(text)]})
}

fn report(lang: &str, blocks: Vec<Value>) -> Value {
    json!({
        "title": "Brīvprātīgais darbs", "short": "Brīvprātīgais darbs", "title-size": 27,
        "authors": ["Daugavpils", "Leszno"], "day": {"year": 2026, "month": 11, "day": 27},
        "lang": lang, "region": if lang == "en" { "GB".to_owned() } else { lang.to_uppercase() },
        "standing": "Version 3, Final", "programme": "A programme", "partnership": "A partnership",
        "sides": [{"role": "Applicant", "name": "Daugavpils", "place": "Latvia"}],
        "facts": [{"name": "Stage", "text": "Final"}],
        "words": {"contents": "Contents", "empty": "No text yet.", "last": "Sign-offs", "hash": "Fingerprint", "verify": "Look it up at"},
        "sections": [
            {"heading": "Summary", "blocks": blocks},
            {"heading": "Budget", "blocks": []},
        ],
        "annexes": [{"heading": "Decisions", "blocks": [paragraph("None.")]}],
        "signed": ["Signed off: Anna"], "hash": "0f".repeat(32),
        "verify": "https://talka.example/verify/0f",
    })
}

fn made(report: &Value) -> Read {
    let pdf = typeset(&serde_json::to_vec(report).unwrap()).unwrap();
    if let Ok(folder) = std::env::var("TALKA_PDF_FOLDER") {
        let name = format!("{folder}/{:x}.pdf", pdf.len());
        std::fs::write(name, &pdf).unwrap();
    }
    Read::of(pdf)
}

#[test]
fn it_says_its_language_title_and_standards_and_has_every_font_inside() {
    for lang in ["lv", "pl", "en"] {
        let read = made(&report(lang, vec![paragraph(LETTERS)]));
        assert!(read.lang.starts_with(lang), "{}", read.lang);
        assert!(read.marked);
        assert_eq!(read.title, "Brīvprātīgais darbs");
        assert!(
            read.xmp.contains("<pdfuaid:part>1</pdfuaid:part>"),
            "{}",
            read.xmp
        );
        assert!(
            read.xmp.contains("<pdfaid:part>2</pdfaid:part>"),
            "{}",
            read.xmp
        );
        assert!(
            read.xmp
                .contains("<pdfaid:conformance>A</pdfaid:conformance>")
        );
        assert!(read.fonts.len() >= 2, "{:?}", read.fonts);
        assert!(
            read.fonts.iter().all(|(_, inside)| *inside),
            "{:?}",
            read.fonts
        );
        assert_eq!(read.unknown, 0);
        assert!(read.text().contains(LETTERS), "{}", read.text());
        let other = read.parts.iter().filter_map(|part| part.lang.as_deref());
        assert_eq!(other.filter(|it| !it.starts_with(lang)).count(), 0);
    }
}

#[test]
fn it_is_read_in_order_as_headings_lists_tables_quotes_and_links() {
    let linked = json!({"k": "p", "s": [{"t": "bold", "m": "b"}, {"br": true}, {"t": "link", "l": "https://talka.example/a?b=1"}]});
    let table = json!({"k": "t", "small": false, "columns": [1.0, 2.0],
        "head": [cell(0, 0, true, "What"), cell(1, 0, true, "Sum")],
        "body": [cell(0, 1, false, "Rent"), cell(1, 1, false, "10")]});
    let read = made(&report(
        "en",
        vec![
            linked,
            json!({"k": "h", "n": 2, "s": [{"t": "A part"}]}),
            json!({"k": "ul", "tight": true, "i": [[paragraph("one")], [paragraph("two"), json!({"k": "ol", "tight": true, "n": 3, "i": [[paragraph("three")]]})]]}),
            json!({"k": "q", "b": [paragraph("said")]}),
            json!({"k": "code", "t": "let a;\n\nlet b;"}),
            json!({"k": "hr"}),
            table,
        ],
    ));
    let begin = read
        .parts
        .iter()
        .position(|part| part.kind == "H1")
        .unwrap();
    let outline = read.outline();
    let lines: Vec<&str> = outline.lines().skip(begin).collect();
    insta::assert_snapshot!(lines.join("\n"));
    let links = &read.links[read.links.len() - 2..];
    let expected = [
        "https://talka.example/a?b=1",
        "https://talka.example/verify/0f",
    ];
    assert_eq!(links, expected);
}

#[test]
fn pages_after_the_first_have_a_head_and_their_number() {
    let text: Vec<Value> = (0..60)
        .map(|_| paragraph(&"Words of a page. ".repeat(12)))
        .collect();
    let read = made(&report("en", text));
    let all = read.pages.len();
    assert!(all > 5, "{all}");
    for (number, page) in read.pages.iter().enumerate().skip(1) {
        assert!(page.contains("Brīvprātīgais darbs"), "{page}");
        assert!(page.contains(&format!("{} / {all}", number + 1)), "{page}");
        assert!(page.contains("Version 3, Final"), "{page}");
    }
    assert!(!read.pages[0].contains("1 / "));
    // What is repeated is painted, and not read out.
    assert!(!read.text().contains(&format!("2 / {all}")));
}

#[test]
fn the_last_page_names_who_signed_and_the_fingerprint() {
    let read = made(&report("pl", Vec::new()));
    let last = read.pages.last().unwrap();
    for words in ["Sign-offs", "Signed off: Anna", &"0f".repeat(32)] {
        assert!(last.contains(words), "{words}: {last}");
    }
}

#[test]
fn text_is_never_markup() {
    let hostile = [
        "#eval(\"1+1\") #import \"report.json\" #{ while true {} } #read(\"/etc/passwd\")",
        "@label <label> $x^2$ = Heading - item + item / term: `raw` ``` *bold* _emph_ // comment /* more */ \\ \\u{41}",
        "[content] {code} #text(red)[x] #[x] ~ -- --- ... \"quotes\" 'quotes'",
        "<script>alert(1)</script> &amp; %PDF-1.7 endobj (((",
    ];
    let read = made(&report("en", hostile.map(paragraph).to_vec()));
    for text in hostile {
        assert!(read.text().contains(text), "{text}\n{}", read.text());
    }
    let mut everywhere = report("en", vec![paragraph("x")]);
    for field in [
        "title",
        "short",
        "programme",
        "partnership",
        "standing",
        "hash",
    ] {
        everywhere[field] = json!(hostile[1]);
    }
    everywhere["signed"] = json!([hostile[0]]);
    everywhere["sections"][0]["heading"] = json!(hostile[2]);
    everywhere["sides"][0]["name"] = json!(hostile[3]);
    let read = made(&everywhere);
    for text in hostile {
        assert!(read.text().contains(text), "{text}\n{}", read.text());
    }
}

#[test]
fn what_no_font_shows_is_written_as_its_number() {
    let text = "日 😀 e\u{301} x\u{35c}y \u{feff}\u{200b}\u{202e}abc\u{202c} Ελληνικά Кириллица \u{e000} ﷽ q\u{20d7}";
    let read = made(&report("lv", vec![paragraph(text)]));
    let said = read.text();
    for words in ["[U+65E5]", "[U+1F600]", "[U+E000]", "Ελληνικά", "Кириллица"] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(read.unknown, 0);
}

#[test]
fn every_letter_of_the_first_planes_can_be_typeset() {
    let letters = (0..0x3_0000).filter_map(char::from_u32);
    let letters: Vec<char> = letters.filter(|c| !c.is_control()).collect();
    let text: Vec<Value> = letters
        .chunks(400)
        .map(|some| paragraph(&some.iter().flat_map(|c| [*c, ' ']).collect::<String>()))
        .collect();
    // All of it would be a thousand pages; each fortieth part is other letters in each run of them.
    let some: Vec<Value> = text.into_iter().step_by(12).collect();
    let read = made(&report("en", some));
    assert_eq!(read.unknown, 0);
}

#[test]
fn a_report_that_is_none_is_refused() {
    assert!(matches!(typeset(b"{"), Err(Failed::Data(_))));
    assert!(matches!(typeset(b"{}"), Err(Failed::Template(_))));
}

/// Forty pages and five hundred comments: what the first reader waits for.
#[test]
fn forty_pages_with_five_hundred_comments_take_seconds() {
    let words =
        "Brīvprātīgais darbs palīdz jauniešiem mācīties, iesaistīties un atrast savu vietu. ";
    let text: Vec<Value> = (0..300).map(|_| paragraph(&words.repeat(5))).collect();
    let mut whole = report("lv", text);
    let row = |y: usize| {
        let said = words.repeat(1 + y % 4);
        let texts = [
            "Teksta vieta",
            &said,
            "Ņemts vērā",
            "Pamatojums ir šāds.",
            "Anna, 2026. gada 27. novembrī",
        ];
        texts
            .iter()
            .enumerate()
            .map(|(x, text)| cell(x, y, false, text))
            .collect::<Vec<_>>()
    };
    let body: Vec<Value> = (1..=500).flat_map(row).collect();
    let head: Vec<Value> = (0..5).map(|x| cell(x, 0, true, "Kolonna")).collect();
    whole["annexes"][0]["blocks"] =
        json!([{"k": "t", "small": true, "columns": [2, 5, 2, 3, 3], "head": head, "body": body}]);
    let whole = serde_json::to_vec(&whole).unwrap();
    let began = std::time::Instant::now();
    let pdf = typeset(&whole).unwrap();
    let took = began.elapsed();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let most = status
        .lines()
        .find(|line| line.starts_with("VmHWM"))
        .unwrap_or_default();
    let pages = Read::of(pdf.clone()).pages.len();
    println!("{pages} pages, {} bytes, {took:?}, {most}", pdf.len());
    assert!(pages > 60, "{pages}");
    assert!(took.as_secs() < 60, "{took:?}");
}
