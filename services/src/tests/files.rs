//! Files for word processors and for reading: comments and suggestions are in them, and what was said
//! in several lines stays in several lines.

use super::{
    World, comment_id, decision_id, export::part, in_every_store, pdf_reader as reader, rand_id,
    who,
};
use crate::{
    demo::DemoRole,
    export::{self, Annex, Format, Which},
    proposals,
    threads::{self, Opening, Suggesting},
};
use model::{
    ids::{AccountId, ProposalId, ThreadId},
    language::Language,
    suggestion::Piece,
    thread::{Outcome, Severity},
};

const FIELD: &str = "results.lv";
const WORDS: &str = "pirmos brīvprātīgos";
const SAID: &str = "Note on <the> budget\nsecond line";

async fn file(world: &World, by: Option<AccountId>, id: ProposalId, format: Format) -> Vec<u8> {
    let file = export::file(&world.s, by, id, Language::Lv, format).await;
    file.unwrap().bytes
}

/// A question with an answer on words of the text.
async fn asked(world: &World, id: ProposalId) -> ThreadId {
    let opening = Opening {
        id: ThreadId(rand_id()),
        field: FIELD.parse().unwrap(),
        anchor: world.on(id, FIELD, "Organizācijas").await,
        severity: Severity::Question,
        body: SAID.to_owned(),
        detached: false,
    };
    let (s, commenter) = (&world.s, who(DemoRole::Commenter));
    let thread = threads::open(s, commenter, id, opening).await.unwrap();
    threads::answer(
        s,
        who(DemoRole::Editor),
        thread.id,
        "An answer",
        comment_id(),
    )
    .await
    .unwrap();
    thread.id
}

/// Another word in the text, as a suggestion with a reason.
async fn suggested(world: &World, id: ProposalId) {
    let suggesting = Suggesting {
        id: ThreadId(rand_id()),
        field: FIELD.parse().unwrap(),
        anchor: world.on(id, FIELD, WORDS).await,
        was: WORDS.to_owned(),
        pieces: vec![
            Piece::Delete(6),
            Piece::Insert("otros".to_owned()),
            Piece::Keep(13),
        ],
        revision: 1,
    };
    threads::suggest(&world.s, who(DemoRole::Suggester), id, suggesting)
        .await
        .unwrap();
}

#[tokio::test]
async fn lines_of_a_comment_stay_lines_in_every_form() {
    in_every_store(async |world| {
        let (id, editor) = (world.proposal().await, Some(who(DemoRole::Editor)));
        asked(&world, id).await;
        let lines = |text: &str, between: &str| {
            let glued = ["budgetsecond", "budget second"].iter().any(|it| text.contains(it));
            assert!(text.contains(between) && !glued, "{text}");
        };
        let html = String::from_utf8(file(&world, editor, id, Format::Html).await).unwrap();
        lines(&html, "budget<br>second line");
        let markdown = String::from_utf8(file(&world, editor, id, Format::Markdown).await).unwrap();
        lines(&markdown, "budget<br>second line");
        let docx = file(&world, editor, id, Format::Docx).await;
        let end = "budget</w:t></w:r><w:r><w:rPr /><w:br w:type=\"textWrapping\" /></w:r><w:r><w:rPr /><w:t xml:space=\"preserve\">second line";
        lines(&part(&docx, "word/document.xml"), end);
        let odt = file(&world, editor, id, Format::Odt).await;
        lines(&part(&odt, "content.xml"), "budget<text:line-break/>second line");
        let pdf = reader::Read::of(file(&world, editor, id, Format::Pdf).await);
        let said = pdf.text();
        assert!(said.contains("budget second line"), "{said}");
    })
    .await;
}

#[tokio::test]
async fn word_has_threads_as_comments_with_answers_and_suggestions_as_revisions() {
    in_every_store(async |world| {
        let (id, editor) = (world.proposal().await, Some(who(DemoRole::Editor)));
        let thread = asked(&world, id).await;
        suggested(&world, id).await;
        let open = file(&world, editor, id, Format::Docx).await;
        docx_rs::read_docx(&open).unwrap();
        let comments = part(&open, "word/comments.xml");
        for words in ["Note on &lt;the&gt; budget", "second line", "An answer"] {
            assert!(comments.contains(words), "{words} in {comments}");
        }
        let document = part(&open, "word/document.xml");
        let passage = document.split("<w:commentRangeStart").last().unwrap();
        assert!(document.matches("<w:commentRangeStart").count() >= 2);
        assert!(passage.contains("<w:commentReference"), "{passage}");
        let taken = "<w:delText xml:space=\"preserve\">pirmos</w:delText>";
        let given = "<w:t xml:space=\"preserve\">otros</w:t>";
        for (revision, words) in [("<w:del ", taken), ("<w:ins ", given)] {
            let (_, inside) = document.split_once(revision).unwrap();
            let (inside, _) = inside.split_once("</w:").unwrap_or((inside, ""));
            assert!(inside.contains("w:author=\"Ārējais eksperts"), "{inside}");
            assert!(inside.contains("w:date=\"20"), "{inside}");
            assert!(document.contains(words), "{words} in {document}");
        }
        let done = |file: &[u8]| {
            part(file, "word/commentsExtended.xml")
                .matches("w15:done=\"1\"")
                .count()
        };
        let before = done(&open);
        assert!(part(&open, "word/commentsExtended.xml").contains("w15:paraIdParent="));
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        threads::decide(s, admin, thread, Outcome::Taken, "Jā.", decision_id())
            .await
            .unwrap();
        let decided = file(&world, editor, id, Format::Docx).await;
        assert_eq!(done(&decided), before + 1);
        let comments = part(&decided, "word/comments.xml");
        assert!(comments.contains("Lēmums: Ņemts vērā"), "{comments}");
    })
    .await;
}

#[tokio::test]
async fn word_says_its_language_title_and_heads() {
    in_every_store(async |world| {
        let (id, editor) = (world.proposal().await, Some(who(DemoRole::Editor)));
        let docx = file(&world, editor, id, Format::Docx).await;
        assert!(part(&docx, "word/styles.xml").contains("<w:lang w:val=\"lv-LV\""));
        let about = part(&docx, "docProps/core.xml");
        assert!(
            about.contains("<dc:title>Starptautiskais brīvprātīgais"),
            "{about}"
        );
        assert!(
            about.contains("<dc:language>lv-LV<") && about.contains("Fundacja"),
            "{about}"
        );
        let document = part(&docx, "word/document.xml");
        assert!(document.contains("<w:tblHeader />"), "{document}");
        assert!(document.contains("TOC \\o &quot;2-3&quot;"), "{document}");
    })
    .await;
}

#[tokio::test]
async fn an_open_document_has_annotations_changes_and_is_well_formed() {
    in_every_store(async |world| {
        let (id, editor) = (world.proposal().await, Some(who(DemoRole::Editor)));
        let thread = asked(&world, id).await;
        suggested(&world, id).await;
        let (s, admin) = (&world.s, who(DemoRole::Admin));
        threads::decide(s, admin, thread, Outcome::Taken, "Jā.", decision_id())
            .await
            .unwrap();
        let odt = file(&world, editor, id, Format::Odt).await;
        // Readers look for the kind at the beginning, uncompressed.
        assert_eq!(&odt[30..38], b"mimetype");
        assert_eq!(&odt[38..77], b"application/vnd.oasis.opendocument.text");
        for name in [
            "content.xml",
            "styles.xml",
            "meta.xml",
            "META-INF/manifest.xml",
        ] {
            well_formed(&part(&odt, name));
        }
        let content = part(&odt, "content.xml");
        let annotation = content
            .split("<office:annotation ")
            .find(|it| it.contains("Note on"));
        let annotation = annotation.unwrap();
        assert!(
            annotation.contains("loext:resolved=\"true\""),
            "{annotation}"
        );
        assert!(
            annotation.contains(
                "<text:p>Note on &lt;the&gt; budget</text:p><text:p>second line</text:p>"
            )
        );
        for xml in [
            "loext:parent-name=",
            "<office:annotation-end ",
            "<text:deletion><office:change-info><dc:creator>Ārējais eksperts",
            "<text:insertion><office:change-info><dc:creator>Ārējais eksperts",
            "<text:p>pirmos</text:p></text:deletion>",
            ">otros<text:change-end",
            "<table:table-header-rows>",
            "<text:table-of-content ",
            "text:outline-level=\"2\"",
        ] {
            assert!(content.contains(xml), "{xml} in {content}");
        }
        assert!(part(&odt, "styles.xml").contains("fo:language=\"lv\" fo:country=\"LV\""));
        assert!(part(&odt, "meta.xml").contains("<dc:language>lv-LV<"));
    })
    .await;
}

/// Each element is closed by its own end.
fn well_formed(xml: &str) {
    let mut open = Vec::new();
    for tag in xml.split('<').skip(1) {
        let (tag, _) = tag.split_once('>').unwrap();
        let name = tag.split_whitespace().next().unwrap().trim_end_matches('/');
        match tag.as_bytes()[0] {
            b'?' => {}
            b'/' => assert_eq!(open.pop(), Some(&name[1..]), "{tag}"),
            _ if tag.ends_with('/') => {}
            _ => open.push(name),
        }
    }
    assert_eq!(open, Vec::<&str>::new());
}

#[tokio::test]
async fn the_pdf_says_what_the_proposal_says() {
    in_every_store(async |world| {
        let (id, editor) = (world.proposal().await, Some(who(DemoRole::Editor)));
        asked(&world, id).await;
        let pdf = reader::Read::of(file(&world, editor, id, Format::Pdf).await);
        assert_eq!(pdf.lang, "lv-LV");
        assert_eq!(pdf.unknown, 0);
        assert!(pdf.fonts.iter().all(|(_, inside)| *inside));
        let cover = &pdf.pages[0];
        for words in [
            "Fundacja Centrum Aktywności Twórczej",
            "Pieteicējs",
            "„Erasmus+",
            "Izstrādē",
        ] {
            assert!(cover.contains(words), "{words} in {cover}");
        }
        let heads = pdf.of_kind("H1");
        assert_eq!(heads[0], "Saturs");
        assert_eq!(heads[1], "1.\u{a0}Kopsavilkums");
        assert_eq!(heads.last().map(String::as_str), Some("Lēmumi"));
        let markdown = String::from_utf8(file(&world, editor, id, Format::Markdown).await).unwrap();
        let said = pdf.text().replace('\n', " ");
        let lines = markdown.lines().filter(|line| {
            let is_plain = |c: char| c.is_alphanumeric() || " ,.–".contains(c);
            line.chars().all(is_plain) && line.chars().count() > 40
        });
        let lines: Vec<&str> = lines.collect();
        assert!(lines.len() > 3, "{markdown}");
        for line in lines {
            assert!(said.contains(line), "{line} in {said}");
        }
        assert!(said.contains("second line"));
    })
    .await;
}

#[tokio::test]
async fn the_pdf_of_a_final_ends_with_its_sign_offs_and_shows_visitors_no_more_than_the_text() {
    in_every_store(async |world| {
        let (s, id) = (&world.s, world.finalise().await);
        let admin = who(DemoRole::Admin);
        let pdf = reader::Read::of(file(&world, Some(admin), id, Format::Pdf).await);
        let last = pdf.pages.last().unwrap();
        let versions = proposals::progress(s, Some(admin), id)
            .await
            .unwrap()
            .versions;
        for words in [
            "Apstiprinājumi",
            "Fundacja",
            "Daugavpils",
            "1. versija, Galīgā",
            &versions[0].hash,
        ] {
            assert!(last.contains(words), "{words} in {last}");
        }
        proposals::publish(s, admin, id, true).await.unwrap();
        let seen = reader::Read::of(file(&world, None, id, Format::Pdf).await);
        let last = seen.pages.last().unwrap();
        assert!(last.contains(&versions[0].hash));
        let address = format!("/verify/{}", versions[0].hash);
        let letters: String = last.split_whitespace().collect();
        assert!(letters.contains(&address), "{last}");
        assert!(!seen.text().contains("Lēmumi") && !seen.pages[0].contains("Erasmus"));
        let again = export::file_of(
            s,
            None,
            id,
            Which::Final,
            Language::Lv,
            (Format::Pdf, Annex::default()),
        )
        .await;
        let first = file(&world, None, id, Format::Pdf).await;
        assert_eq!(
            again.unwrap().bytes,
            first,
            "the same text makes the same file"
        );
    })
    .await;
}
