//! Exports are opened again: what is in the proposal is in the file.

use super::{World, in_every_store, who};
use crate::{
    Error,
    demo::{self, DemoRole},
    drafts,
    export::{self, Format},
    proposals,
    store::entities::{draft_update, proposal},
};
use model::{
    document::{
        projection::{Node, Span},
        schema::{BlockKind, Cell, Link, Mark, Marks},
    },
    error::Refusal,
    ids::ProposalId,
    language::Language,
};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::Expr};
use std::io::{Cursor, Read};

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// A part of an Office file.
pub(super) fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive
        .by_name(name)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

async fn write(world: &World, proposal: ProposalId, field: &str, nodes: &[Node]) {
    let mut draft = drafts::stored(&world.s.db, proposal).await.unwrap();
    let update = draft.plant(&field.parse().unwrap(), nodes).update;
    let row = draft_update::ActiveModel {
        proposal: Set(proposal.0),
        bytes: Set(update),
        account: Set(None),
        at: Set(world.s.now().0),
        ..Default::default()
    };
    draft_update::Entity::insert(row)
        .exec_without_returning(&world.s.raw)
        .await
        .unwrap();
}

fn words(text: &str, marks: Marks) -> Span {
    Span::Text {
        text: text.to_owned(),
        marks,
    }
}

/// Everything that a text can hold.
fn everything() -> Vec<Node> {
    let link = Marks::none().linked(Link::to("https://talka.example/a?b=1&c=2"));
    let bad = Marks::none().linked(Link::to("javascript:alert(1)"));
    let item = |nodes| Node::blocks(BlockKind::ListItem, nodes);
    let cell = |text: &str, cell: Cell| {
        Node::blocks(BlockKind::TableCell(cell), vec![Node::paragraph(text)])
    };
    let row = |cells| Node::blocks(BlockKind::TableRow, cells);
    let wide = Cell {
        colspan: 2,
        ..Cell::default()
    };
    let tall = Cell {
        rowspan: 2,
        ..Cell::default()
    };
    let linked = vec![words("in a cell", link.clone())];
    let linked = Node::text(BlockKind::Paragraph, linked);
    let nested = Node::blocks(
        BlockKind::BulletList,
        vec![item(vec![Node::paragraph("inner")])],
    );
    vec![
        Node::text(
            BlockKind::Heading { level: 1 },
            vec![Span::plain("A heading")],
        ),
        Node::text(
            BlockKind::Paragraph,
            vec![
                words("bold", Marks::none().with(Mark::Bold)),
                words(" and <i> ", Marks::none().with(Mark::Italic)),
                Span::Break,
                words("link", link),
                words("hostile", bad),
            ],
        ),
        Node::blocks(
            BlockKind::ORDERED,
            vec![
                item(vec![Node::paragraph("one"), nested]),
                item(vec![Node::paragraph("two")]),
            ],
        ),
        Node::blocks(BlockKind::Quote, vec![Node::paragraph("quoted")]),
        Node::text(BlockKind::CODE, vec![Span::plain("let a;\nlet b;")]),
        Node::rule(),
        Node::blocks(
            BlockKind::Table,
            vec![
                row(vec![cell("wide", wide), cell("tall", tall)]),
                row(vec![
                    cell("left", Cell::default()),
                    Node::blocks(BlockKind::TableCell(Cell::default()), vec![linked]),
                ]),
            ],
        ),
    ]
}

#[tokio::test]
async fn html_holds_title_state_sections_and_ledger() {
    in_every_store(async |world| {
        let (proposal, reader) = (world.proposal().await, Some(who(DemoRole::Reader)));
        let file = export::file(&world.s, reader, proposal, Language::Lv, Format::Html)
            .await
            .unwrap();
        assert_eq!(file.content_type, "text/html; charset=utf-8");
        assert!(file.file_name.ends_with(".lv.html"), "{}", file.file_name);
        let html = text(file.bytes);
        for words in [
            "<html lang=\"lv\">",
            "<h1>Starptautiskais brīvprātīgais darbs Daugavpilī pēc Lešno parauga</h1>",
            "<p>Izstrādē, 2022.\u{a0}gada 7.\u{a0}janvārī</p>",
            "<h2>Esošā situācija</h2>",
            "<h3>Brīvprātīgo centrs</h3>",
            "<strong>vadīt brīvprātīgo centru</strong>",
            "Minēta arī Liepājas un Rēzeknes pieredze.",
            "<th scope=\"col\">Lēmums</th>",
        ] {
            assert!(html.contains(words), "{words} in {html}");
        }
        assert!(!html.contains("http"), "it needs nothing from elsewhere");
        let html = export::file(&world.s, reader, proposal, Language::Pl, Format::Html)
            .await
            .unwrap();
        let html = text(html.bytes);
        assert!(
            html.contains("<h2>Budżet</h2>\n<p class=\"empty\">"),
            "{html}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_final_says_its_version_and_who_signed() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.finalise().await);
        let admin = who(DemoRole::Admin);
        let file = export::file(s, Some(admin), proposal, Language::En, Format::Markdown)
            .await
            .unwrap();
        let markdown = text(file.bytes);
        assert!(
            markdown.contains("\nVersion 1, Final · SHA-256 "),
            "{markdown}"
        );
        assert!(
            markdown.contains("Signed off: Coordinator, Leszno, Fundacja"),
            "{markdown}"
        );
        let hidden = export::file(s, None, proposal, Language::En, Format::Markdown).await;
        assert!(matches!(hidden, Err(Error::Refused(Refusal::NotFound))));
        proposals::publish(s, admin, proposal, true).await.unwrap();
        let file = export::file(s, None, proposal, Language::En, Format::Markdown)
            .await
            .unwrap();
        let public = text(file.bytes);
        assert!(public.contains("Version 1, Final") && !public.contains("## Decisions"));
    })
    .await;
}

#[tokio::test]
async fn markdown_holds_every_block_and_mark() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, demo::new_proposal(&world.s).await.unwrap());
        write(&world, proposal, "summary.en", &everything()).await;
        let admin = Some(who(DemoRole::Admin));
        let file = export::file(s, admin, proposal, Language::En, Format::Markdown)
            .await
            .unwrap();
        let markdown = text(file.bytes);
        for words in [
            "# New proposal\n",
            "## Summary\n\n### A heading\n",
            "**bold**",
            "1. one\n",
            "> quoted",
            "[link](<https://talka.example/a?b=1&c=2>)",
            "## Decisions\n\nThere were no comments on this text.\n",
        ] {
            assert!(markdown.contains(words), "{words} in {markdown}");
        }
        assert!(!markdown.contains("javascript"));
    })
    .await;
}

#[tokio::test]
async fn a_word_file_opens_again_with_styles_lists_tables_and_links() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, demo::new_proposal(&world.s).await.unwrap());
        write(&world, proposal, "summary.en", &everything()).await;
        let admin = Some(who(DemoRole::Admin));
        let file = export::file(s, admin, proposal, Language::En, Format::Docx)
            .await
            .unwrap();
        docx_rs::read_docx(&file.bytes).unwrap();
        let document = part(&file.bytes, "word/document.xml");
        let title = "<w:pStyle w:val=\"Heading1\" />";
        for xml in [
            title,
            "<w:pStyle w:val=\"Heading3\" />",
            "New proposal",
            "<w:b />",
            " and &lt;i&gt; ",
            "<w:br w:type=\"textWrapping\" />",
            "<w:numId w:val=\"12\" />",
            "<w:numId w:val=\"10\" />",
            "<w:ilvl w:val=\"1\" />",
            "<w:pStyle w:val=\"Quote\" />",
            "let b;",
            "<w:gridSpan w:val=\"2\" />",
            "<w:vMerge w:val=\"restart\" />",
            "<w:vMerge w:val=\"continue\" />",
            "hostile",
            "<w:gridCol w:w=\"3212\"",
        ] {
            assert!(document.contains(xml), "{xml} in {document}");
        }
        let links = part(&file.bytes, "word/_rels/document.xml.rels");
        assert_eq!(
            links.matches("https://talka.example/a?b=1&amp;c=2").count(),
            2,
            "{links}"
        );
        assert!(!links.contains("javascript"));
        let numbering = part(&file.bytes, "word/numbering.xml");
        assert!(
            numbering.contains("<w:startOverride w:val=\"1\" />"),
            "{numbering}"
        );
    })
    .await;
}

#[tokio::test]
async fn the_demo_exports_in_all_languages_and_forms() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let admin = Some(who(DemoRole::Admin));
        for language in Language::ALL {
            let file = export::file(s, admin, proposal, language, Format::Docx)
                .await
                .unwrap();
            assert!(
                part(&file.bytes, "word/document.xml").contains("Leszn")
                    || language == Language::Lv
            );
            let file = export::file(s, admin, proposal, language, Format::Markdown)
                .await
                .unwrap();
            assert!(text(file.bytes).starts_with("# "));
        }
    })
    .await;
}

#[tokio::test]
async fn no_file_holds_what_nobody_sees_or_xml_cannot_hold() {
    in_every_store(async |world| {
        let (s, proposal) = (&world.s, world.proposal().await);
        let code = BlockKind::CodeBlock {
            language: Some("ru\u{1}st".into()),
        };
        let nodes = [
            Node::paragraph("a\u{1}b\u{b}c\u{fffe}d"),
            // Taken out before the form is written, so that nothing comes to stand first in a line.
            Node::paragraph("\u{1}# no heading"),
            Node::text(code, vec![Span::plain("let\u{8} a;")]),
        ];
        write(&world, proposal, "situation.lv", &nodes).await;
        let title = "A\u{1}\u{202e}B\u{200b}";
        proposal::Entity::update_many()
            .col_expr(
                proposal::Column::Title,
                Expr::value(serde_json::json!({ "lv": title, "pl": "", "en": "" })),
            )
            .exec(&s.raw)
            .await
            .unwrap();
        for format in [Format::Html, Format::Markdown, Format::Docx, Format::Odt] {
            let admin = Some(who(DemoRole::Admin));
            let file = export::file(s, admin, proposal, Language::Lv, format)
                .await
                .unwrap();
            assert!(file.file_name.starts_with("AB.lv."), "{}", file.file_name);
            let text = match format {
                Format::Docx => part(&file.bytes, "word/document.xml"),
                Format::Odt => part(&file.bytes, "content.xml"),
                _ => text(file.bytes),
            };
            assert!(text.chars().all(model::invisible::fits_xml), "{text}");
            assert!(text.contains("abcd"), "{text}");
            if format == Format::Markdown {
                assert!(text.contains("\\# no heading"), "{text}");
            }
        }
    })
    .await;
}
