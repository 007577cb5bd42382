#![allow(clippy::unwrap_used)]

use super::*;
use crate::{
    document::{
        html::{
            Shape,
            node::{Gather, TooMuch},
            render::{of_nodes, of_slice},
        },
        notation::{parse as notation, write_nodes},
        projection::Slice,
    },
    limits::{NESTING_DEPTH, PASTE_NODES},
};
use html5ever::{parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Parses HTML as a browser's `DOMParser` does, and walks it as the editor walks its tree.
pub(super) fn tree(html: &str) -> Result<Vec<HtmlNode>, TooMuch> {
    let dom = parse_document(RcDom::default(), Default::default()).one(html);
    let mut gather = Gather::new();
    let mut stack: Vec<Option<Handle>> = dom
        .document
        .children
        .borrow()
        .iter()
        .rev()
        .cloned()
        .map(Some)
        .collect();
    while let Some(step) = stack.pop() {
        let Some(node) = step else {
            gather.close();
            continue;
        };
        match &node.data {
            NodeData::Text { contents } => gather.text(&contents.borrow())?,
            NodeData::Element { name, attrs, .. } => {
                let attributes = attrs.borrow();
                let attributes = attributes
                    .iter()
                    .map(|attr| (&*attr.name.local, &*attr.value));
                gather.open(&name.local, attributes)?;
                stack.push(None);
                stack.extend(node.children.borrow().iter().rev().cloned().map(Some));
            }
            _ => {}
        }
    }
    Ok(gather.finish())
}

pub(super) fn slice(html: &str) -> Slice {
    slice_from(&tree(html).unwrap())
}

pub(super) fn read(html: &str) -> String {
    write_nodes(&slice(html).nodes)
}

fn check(rows: &[(&str, &str)]) {
    for (html, expected) in rows {
        assert_eq!(read(html), *expected, "{html}");
    }
}

#[test]
fn blocks_of_pages_become_blocks() {
    check(&[
        ("a", "<p>a</p>"),
        ("<p>a</p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
        ("<h1>a</h1><h4>b</h4>", "<h1>a</h1><h4>b</h4>"),
        (
            "<blockquote>a<p>b</p></blockquote>",
            "<quote><p>a</p><p>b</p></quote>",
        ),
        (
            "<ul><li>a<li><p>b</p></ul>",
            "<ul><li><p>a</p></li><li><p>b</p></li></ul>",
        ),
        ("<ol start=3><li>a</ol>", "<ol 3><li><p>a</p></li></ol>"),
        (
            "<ul><li>a</li><ul><li>b</li></ul></ul>",
            "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
        ),
        (
            "<ul><li>a<ul><li>b</ul></ul>",
            "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>",
        ),
        ("<li>a</li>", "<ul><li><p>a</p></li></ul>"),
        ("<ul><li><h2>a</h2></li></ul>", "<ul><li><p>a</p></li></ul>"),
        ("<ul><li></li></ul>", "<ul><li><p></p></li></ul>"),
        (
            "<pre><code class=language-rust>a\n  b\n</code></pre>",
            "<pre rust>a\n  b</pre>",
        ),
        ("<pre>a<b>b</b><br>c</pre>", "<pre>ab\nc</pre>"),
        ("a<hr>b", "<p>a</p><hr><p>b</p>"),
        ("<dl><dt>a<dd>b</dl>", "<p>a</p><p>b</p>"),
        ("<p></p>", "<p></p>"),
        ("<p><br></p>", "<p></p>"),
        ("<div><br></div>", "<p></p>"),
        ("", ""),
        ("<style>p{}</style><script>x</script><img src=x>", ""),
    ]);
}

#[test]
fn space_is_read_as_a_browser_shows_it() {
    check(&[
        ("<p>\n a\n  <b>b </b> c\n</p>", "<p>a <b>b </b>c</p>"),
        ("<p>a<br>\n b<br></p>", "<p>a<br>b</p>"),
        ("<p>a&nbsp;b</p>", "<p>a\u{a0}b</p>"),
        ("<p>a&nbsp; b &nbsp;c&nbsp;&nbsp;d</p>", "<p>a b c d</p>"),
        ("<p>&nbsp;</p>", "<p></p>"),
        ("<p>a <span> b</span></p>", "<p>a b</p>"),
        (
            "<div style='white-space:pre-wrap'>a  b\nc</div>",
            "<p>a  b<br>c</p>",
        ),
        ("a<br class=Apple-interchange-newline>", "<p>a</p>"),
    ]);
}

#[test]
fn marks_are_read_from_tags_and_styles() {
    check(&[
        ("<b>a</b><strong>b</strong>", "<p><b>ab</b></p>"),
        ("<i>a</i><em>b</em>", "<p><i>ab</i></p>"),
        ("<u>a</u><s>b</s><del>c</del>", "<p><u>a</u><s>bc</s></p>"),
        ("<code>a</code><kbd>b</kbd>", "<p><code>ab</code></p>"),
        ("<b><code>a</code></b>", "<p><code>a</code></p>"),
        ("<span style='font-weight: 700'>a</span>", "<p><b>a</b></p>"),
        ("<span style='FONT-WEIGHT:500'>a</span>", "<p>a</p>"),
        (
            "<b style='font-weight:normal'>a<b>b</b></b>",
            "<p>a<b>b</b></p>",
        ),
        (
            "<span style='font-style:italic;text-decoration:underline line-through'>a</span>",
            "<p><i><u><s>a</s></u></i></p>",
        ),
        (
            "<span style='font-family:\"Courier New\"'>a</span>",
            "<p><code>a</code></p>",
        ),
        (
            "<a href='https://x'>a<b>b</b></a>",
            "<p><a https://x>a<b>b</b></a></p>",
        ),
        (
            "<a href='https://x' style='text-decoration:none'><span style='text-decoration:underline'>a</span></a>",
            "<p><a https://x>a</a></p>",
        ),
        (
            "<font color=red><span style='color:red;background:url(x)'>a</span></font>",
            "<p>a</p>",
        ),
    ]);
}

#[test]
fn tables_fill_their_grid() {
    check(&[
        (
            "<table><tr><th>a<th>b<tr><td>c</table>",
            "<table><tr><th><p>a</p></th><th><p>b</p></th></tr><tr><td><p>c</p></td><td><p></p></td></tr></table>",
        ),
        (
            "<table><tr><td rowspan=2>a<td>b<tr><td>c</table>",
            "<table><tr><td 1x2><p>a</p></td><td><p>b</p></td></tr><tr><td><p>c</p></td></tr></table>",
        ),
        (
            "<table><tr><td colspan=2>a<tr><td>b<td>c</table>",
            "<table><tr><td 2x1><p>a</p></td></tr><tr><td><p>b</p></td><td><p>c</p></td></tr></table>",
        ),
        (
            "<table><tr><td colspan=900 rowspan=900>a<td>b</table>",
            "<table><tr><td><p>a</p></td><td><p>b</p></td></tr></table>",
        ),
        (
            "<table><caption>t</caption><tr><td>a</table>",
            "<p>t</p><p>a</p>",
        ),
        (
            "<table><tr><td><p>a</p><ul><li>b</ul></table>",
            "<p>a</p><ul><li><p>b</p></li></ul>",
        ),
        (
            "<table><tr><td>a<td><table><tr><td>b<td>c</table></table>",
            "<table><tr><td><p>a</p></td><td><p>b</p><p>c</p></td></tr></table>",
        ),
    ]);
}

#[test]
fn nothing_hostile_gets_in() {
    check(&[
        ("<a href='javascript:alert(1)'>a</a>", "<p>a</p>"),
        ("<a href='JAVA\tscript:alert(1)'>a</a>", "<p>a</p>"),
        (
            "<a href='data:text/html,x'>a</a><a href='/x'>b</a>",
            "<p>ab</p>",
        ),
        (
            "<p onclick=alert(1) id=x class=y data-z=1>a</p>",
            "<p>a</p>",
        ),
        (
            "a<script>alert(1)</script><iframe src=x>i</iframe><svg><text>s</text></svg>b",
            "<p>ab</p>",
        ),
        ("<p style='display:none'>a</p><p hidden>b</p>c", "<p>c</p>"),
        (
            "<template>a</template><noscript>b</noscript><textarea>c</textarea>",
            "",
        ),
        (
            "<pre><code class='language-\"><script>'>a</code></pre>",
            "<pre>a</pre>",
        ),
        (
            "<ol start=99999999999999999999><li>a</ol>",
            "<ol><li><p>a</p></li></ol>",
        ),
        (
            "<math><mi><style><img src=x onerror=alert(1)></style></mi></math>a",
            "<p>a</p>",
        ),
    ]);
}

#[test]
fn deep_html_keeps_its_text() {
    for tag in ["div", "b", "blockquote", "ul", "span", "table"] {
        let html = format!("{}deep{}", format!("<{tag}>").repeat(1_000), "</x>");
        let read = read(&html);
        assert!(
            read.contains("deep"),
            "{tag}: {}",
            &read[..read.len().min(200)]
        );
        assert!(
            slice(&html)
                .nodes
                .iter()
                .all(|node| node.depth() <= NESTING_DEPTH)
        );
    }
}

#[test]
fn large_html_is_refused() {
    assert_eq!(tree(&"<p>a".repeat(PASTE_NODES)), Err(TooMuch));
    assert_eq!(
        tree(&"x".repeat(crate::limits::PASTE_BYTES + 1)),
        Err(TooMuch)
    );
    let wide = format!(
        "<table>{}</table>",
        "<tr><td colspan=1000>a<td>b</tr>".repeat(3_000)
    );
    assert!(
        slice(&wide).nodes.len() == 1,
        "a wide table is cut down to its columns"
    );
    let steps: String = (0..150)
        .map(|row| format!("<tr>{}</tr>", "<td colspan=3>a".repeat(row % 60)))
        .collect();
    assert!(!slice(&format!("<table>{steps}</table>")).nodes.is_empty());
}

#[test]
fn ends_are_open_where_text_stands() {
    for (html, expected) in [
        ("a", (1, 1)),
        ("<p>a</p><hr>", (1, 0)),
        ("<ul><li>a</ul>", (0, 0)),
        ("<p data-tk-slice='1 1'>a</p>", (1, 1)),
        (
            "<meta charset=utf-8><ul data-pm-slice='3 3 []'><li><p>a</p></li></ul>",
            (3, 3),
        ),
        ("<ul data-pm-slice='x'><li>a</ul>", (0, 0)),
    ] {
        let slice = slice(html);
        assert_eq!((slice.open_start, slice.open_end), expected, "{html}");
    }
}

#[test]
fn what_is_copied_is_what_is_pasted() {
    for line in [
        "<p>a<b>b</b><i><u>c</u></i><code>d</code><a https://x>e</a><br>f</p>",
        "<h2>a</h2><p></p><hr><pre rust>a\n  b</pre>",
        "<ol 3><li><p>a</p><ul><li><p>b</p></li></ul></li></ol>",
        "<quote><p>a</p></quote><p>b</p>",
        "<table><tr><th 2x1><p>a</p></th></tr><tr><td><p>b</p></td><td><p>c</p></td></tr></table>",
        "<p>a\u{a0}b</p>",
    ] {
        let nodes = notation(line).nodes;
        assert_eq!(read(&of_nodes(&nodes, Shape::READING)), line);
        if !line.contains("rust") {
            assert_eq!(read(&of_nodes(&nodes, Shape::EDITOR)), line);
        }
        let copied = Slice {
            nodes,
            open_start: 2,
            open_end: 1,
        };
        assert_eq!(slice(&of_slice(&copied)), copied, "{line}");
    }
}

const PARTS: &[&str] = &[
    "<p>",
    "</p>",
    "<ul>",
    "</ul>",
    "<li>",
    "<ol start=-1>",
    "<table>",
    "<tr>",
    "<td colspan=3 rowspan=2>",
    "</td>",
    "</table>",
    "<b>",
    "</b>",
    "<a href='https://x'>",
    "<a href='javascript:x'>",
    "</a>",
    "text ",
    "<br>",
    "<hr>",
    "<pre>",
    "</pre>",
    "<blockquote>",
    "</blockquote>",
    "<div style='white-space:pre'>",
    "</div>",
    "&nbsp;",
    "\n",
    "<h3>",
    "</h3>",
    "<p style='mso-list:l0 level4 lfo1'>",
    "<span style='mso-list:Ignore'>1.",
    "</span>",
    "<li data-aria-level=7>",
    "<th>",
    "<caption>",
    "<code>",
    "</code>",
    "🐝",
    "<svg>",
    "<![if !x]>",
    "<!--",
];

#[test]
fn random_tags_never_panic_and_never_make_other_than_legal_blocks() {
    let mut seed = 1_u64;
    for _ in 0..3_000 {
        let mut html = String::new();
        for _ in 0..40 {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            html.push_str(PARTS[(seed >> 20) as usize % PARTS.len()]);
        }
        let nodes = slice(&html).nodes;
        assert_eq!(crate::document::mend(nodes.clone()), nodes, "{html}");
        let out = of_nodes(&nodes, Shape::READING);
        assert!(
            !out.contains("javascript:") && !out.contains("style="),
            "{out}"
        );
        let copied = Slice {
            nodes,
            open_start: 1,
            open_end: 1,
        };
        assert_eq!(
            slice(&of_slice(&copied)).nodes,
            copied.nodes,
            "{html}
{out}"
        );
    }
}
