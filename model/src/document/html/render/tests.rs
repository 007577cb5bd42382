use super::*;
use crate::document::{projection::NodeContent, schema::Link};

fn run(text: &str, marks: &[Mark]) -> Span {
    let marks = marks
        .iter()
        .fold(Marks::none(), |marks, mark| marks.with(*mark));
    Span::Text {
        text: text.to_owned(),
        marks,
    }
}

fn linked(text: &str, href: &str, marks: Marks) -> Span {
    Span::Text {
        text: text.to_owned(),
        marks: marks.linked(Link::to(href)),
    }
}

fn paragraph(spans: Vec<Span>) -> Node {
    Node::text(BlockKind::Paragraph, spans)
}

fn reading(nodes: Vec<Node>) -> String {
    of_nodes(&nodes, Shape::READING)
}

#[test]
fn every_block_has_its_tag() {
    let item = |text| Node::blocks(BlockKind::ListItem, vec![Node::paragraph(text)]);
    let text = |kind, text: &str| Node::text(kind, vec![Span::plain(text)]);
    let third = BlockKind::OrderedList {
        start: 3,
        style: Some("a".into()),
    };
    let rows = [
        (Node::paragraph("a"), "<p>a</p>"),
        (text(BlockKind::Heading { level: 2 }, "a"), "<h2>a</h2>"),
        (
            text(BlockKind::CODE, "a\n b"),
            "<pre><code>a\n b</code></pre>",
        ),
        (Node::rule(), "<hr>"),
        (
            Node::blocks(BlockKind::Quote, vec![Node::paragraph("a")]),
            "<blockquote><p>a</p></blockquote>",
        ),
        (
            Node::blocks(BlockKind::BulletList, vec![item("a"), item("b")]),
            "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
        ),
        (
            Node::blocks(BlockKind::ORDERED, vec![item("a")]),
            "<ol><li><p>a</p></li></ol>",
        ),
        (
            Node::blocks(third, vec![item("a")]),
            "<ol start=\"3\" type=\"a\"><li><p>a</p></li></ol>",
        ),
    ];
    for (node, expected) in rows {
        assert_eq!(reading(vec![node]), expected);
    }
}

#[test]
fn tables_keep_spans_and_say_what_their_headers_head() {
    let wide = Cell {
        colspan: 2,
        align: Some("center".into()),
        ..Cell::default()
    };
    let cell = |kind| Node::blocks(kind, vec![Node::paragraph("x")]);
    let row = |cells| Node::blocks(BlockKind::TableRow, cells);
    let table = Node::blocks(
        BlockKind::Table,
        vec![
            row(vec![cell(BlockKind::TableHeader(wide))]),
            row(vec![
                cell(BlockKind::TableHeader(Cell::default())),
                cell(BlockKind::TableCell(Cell::default())),
            ]),
        ],
    );
    assert_eq!(
        reading(vec![table]),
        "<table><tbody>\
         <tr><th colspan=\"2\" class=\"align-center\" scope=\"col\"><p>x</p></th></tr>\
         <tr><th scope=\"row\"><p>x</p></th><td><p>x</p></td></tr>\
         </tbody></table>"
    );
}

#[test]
fn marks_nest_in_one_order_and_share_their_tags() {
    use Mark::{Bold, Code, Italic, Strike, Underline};
    let link = |text, marks| linked(text, "https://x", marks);
    let rows = [
        (
            vec![run("a", &[Underline, Bold, Strike, Italic])],
            "<strong><em><u><s>a</s></u></em></strong>",
        ),
        (
            vec![run("a", &[Bold]), run("b", &[Bold, Italic]), run("c", &[])],
            "<strong>a<em>b</em></strong>c",
        ),
        (vec![run("a", &[Code])], "<code>a</code>"),
        (
            vec![
                link("a", Marks::none()),
                link("b", Marks::none().with(Bold)),
            ],
            "<a href=\"https://x\" rel=\"noopener noreferrer nofollow\">a<strong>b</strong></a>",
        ),
        (
            vec![run("a", &[Bold]), Span::Break, run("b", &[Bold])],
            "<strong>a</strong><br><strong>b</strong>",
        ),
    ];
    for (spans, expected) in rows {
        assert_eq!(
            reading(vec![paragraph(spans)]),
            format!("<p>{expected}</p>")
        );
    }
}

#[test]
fn nothing_that_a_hostile_client_writes_becomes_markup() {
    let hostile = paragraph(vec![
        run("<script>alert(1)</script> & \"x\"", &[]),
        linked("a", "javascript:alert(1)", Marks::none()),
        linked("b", "https://x/\"onclick=\"alert(1)", Marks::none()),
    ]);
    assert_eq!(
        reading(vec![hostile]),
        "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;a\
         <a href=\"https://x/&quot;onclick=&quot;alert(1)\" rel=\"noopener noreferrer nofollow\">b</a></p>"
    );
    let list = BlockKind::OrderedList {
        start: 1,
        style: Some("\"><script>".into()),
    };
    assert_eq!(reading(vec![Node::blocks(list, Vec::new())]), "<ol></ol>");
    let cell = BlockKind::TableCell(Cell {
        align: Some("x\" onclick=\"y".into()),
        ..Cell::default()
    });
    let row = Node::blocks(BlockKind::TableRow, vec![Node::blocks(cell, Vec::new())]);
    let table = reading(vec![Node::blocks(BlockKind::Table, vec![row])]);
    assert_eq!(table, "<table><tbody><tr><td></td></tr></tbody></table>");
}

#[test]
fn headings_can_stand_deeper() {
    let heading = |level| Node::text(BlockKind::Heading { level }, vec![Span::plain("a")]);
    let shape = Shape {
        heading_shift: 2,
        ..Shape::READING
    };
    let html = of_nodes(&[heading(1), heading(3), heading(6)], shape);
    assert_eq!(html, "<h3>a</h3><h5>a</h5><h6>a</h6>");
}

#[test]
fn the_editor_gets_handles_fillers_and_runs_of_their_own() {
    let item = Node::blocks(BlockKind::ListItem, vec![Node::paragraph("")]);
    let nodes = [
        paragraph(vec![
            run("a", &[Mark::Bold]),
            run("b", &[Mark::Bold, Mark::Italic]),
            Span::Break,
        ]),
        Node::blocks(BlockKind::BulletList, vec![item]),
        Node {
            content: NodeContent::Nothing,
            ..Node::rule()
        },
    ];
    assert_eq!(
        of_nodes(&nodes, Shape::EDITOR),
        "<p data-b=\"0\" dir=\"auto\"><strong>a</strong><strong><em>b</em></strong><br data-a><br></p>\
         <ul data-b=\"1\"><li data-b=\"2\"><p data-b=\"3\" dir=\"auto\"><br></p></li></ul>\
         <hr data-b=\"4\">"
    );
}
