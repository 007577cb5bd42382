//! Blocks: paragraphs, headings, lists, quotes, code, rules and tables.

use super::{
    notes,
    words::{Used, written},
};
use crate::export::{
    grid::{Grid, Placed},
    talks::{TalkPiece, Talks},
};
use model::document::{plain, projection::Node, schema::BlockKind};
use std::fmt::Write;

/// LibreOffice has ten levels of lists; deeper ones stay on the last.
const LEVELS: usize = 10;
const BULLETS: [&str; 3] = ["•", "–", "▪"];
/// The page between its margins.
const TEXT_WIDTH_MM: usize = 170;

const NO_CELL: &str = "<table:table-cell table:style-name=\"Cell\"><text:p/></table:table-cell>";

/// Where a block stands.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Lists around it.
    lists: usize,
    quoted: bool,
    in_table: bool,
    in_head: bool,
}

/// Writes blocks, and gathers what has to be said elsewhere in the file.
pub(super) struct OdtWriter<'a> {
    pub out: String,
    /// What stands before the text about changes.
    pub changes: String,
    /// Levels and words of the headings, whose places are called `h` and their number.
    pub headings: Vec<(u8, String)>,
    talks: &'a Talks,
    used: Used,
    changed: usize,
    tables: Vec<usize>,
}

impl<'a> OdtWriter<'a> {
    pub fn new(talks: &'a Talks) -> OdtWriter<'a> {
        OdtWriter {
            out: String::new(),
            changes: String::new(),
            headings: Vec::new(),
            talks,
            used: Used::default(),
            changed: 0,
            tables: Vec::new(),
        }
    }

    /// The styles that the text needs.
    pub fn styles(&self) -> String {
        let mut styles = self.used.styles();
        let list = |name: &str, level: &dyn Fn(usize) -> String| {
            let levels: String = (1..=LEVELS).map(level).collect();
            format!("<text:list-style style:name=\"{name}\">{levels}</text:list-style>")
        };
        styles += &list("Bullets", &|level| {
            let sign = BULLETS[(level - 1) % BULLETS.len()];
            format!(
                "<text:list-level-style-bullet text:level=\"{level}\" text:bullet-char=\"{sign}\">{}</text:list-level-style-bullet>",
                indent(level)
            )
        });
        styles += &list("Numbers", &|level| {
            format!(
                "<text:list-level-style-number text:level=\"{level}\" style:num-suffix=\".\" style:num-format=\"1\">{}</text:list-level-style-number>",
                indent(level)
            )
        });
        for (number, columns) in self.tables.iter().enumerate() {
            let _ = write!(
                styles,
                "<style:style style:name=\"C{number}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{}mm\"/></style:style>",
                TEXT_WIDTH_MM / (*columns).max(1)
            );
        }
        let table = format!(
            "<style:table-properties style:width=\"{TEXT_WIDTH_MM}mm\" table:align=\"left\"/>"
        );
        let cell =
            "fo:border=\"0.5pt solid #868e88\" fo:padding=\"1mm\" style:vertical-align=\"top\"";
        let _ = write!(
            styles,
            "<style:style style:name=\"Table\" style:family=\"table\">{table}</style:style>\
             <style:style style:name=\"Cell\" style:family=\"table-cell\"><style:table-cell-properties {cell}/></style:style>\
             <style:style style:name=\"Head\" style:family=\"table-cell\"><style:table-cell-properties {cell} fo:background-color=\"#efefef\"/></style:style>"
        );
        styles
    }

    /// Writes blocks that stand in nothing else.
    pub fn blocks(&mut self, nodes: &[Node]) {
        self.within(nodes, Place::default());
    }

    /// Writes the heading of a section, with what is said about words that are gone.
    pub fn heading(&mut self, level: u8, words: &str, loose: &[usize]) {
        let begun: String = loose
            .iter()
            .map(|it| notes::begin(self.talks, *it))
            .collect();
        let ended: String = loose.iter().map(|it| notes::end(self.talks, *it)).collect();
        let inside = format!("{begun}{}{ended}", written(words));
        self.headed(level, words, &inside);
    }

    fn headed(&mut self, level: u8, words: &str, inside: &str) {
        let number = self.headings.len();
        let _ = write!(
            self.out,
            "<text:h text:style-name=\"Heading_20_{level}\" text:outline-level=\"{level}\">\
             <text:bookmark text:name=\"h{number}\"/>{inside}</text:h>"
        );
        self.headings.push((level, words.to_owned()));
    }

    fn within(&mut self, nodes: &[Node], place: Place) {
        for node in nodes {
            self.block(node, place);
        }
    }

    fn block(&mut self, node: &Node, place: Place) {
        match &node.kind {
            BlockKind::Foreign { .. } => {}
            BlockKind::Heading { level } => {
                let inside = self.text(node);
                // A list item holds no heading, and one in a table is none of the text.
                match place.lists == 0 && !place.in_table {
                    true => self.headed(
                        *level,
                        &plain::of_nodes(std::slice::from_ref(node)),
                        &inside,
                    ),
                    false => self.paragraph("Table_20_Heading", &inside),
                }
            }
            BlockKind::CodeBlock { .. } => {
                let inside = self.text(node);
                self.paragraph("Preformatted_20_Text", &inside);
            }
            BlockKind::Paragraph | BlockKind::Stray => {
                let inside = self.text(node);
                self.paragraph(style(place), &inside);
            }
            BlockKind::Rule => self.paragraph("Horizontal_20_Line", ""),
            BlockKind::Quote => {
                let place = Place {
                    quoted: true,
                    ..place
                };
                self.within(node.children(), place);
            }
            BlockKind::BulletList | BlockKind::OrderedList { .. } if place.lists < LEVELS => {
                self.list(node, place);
            }
            // Within a list item stands no table.
            BlockKind::Table if place.lists == 0 => self.table(node, place),
            _ => self.within(node.children(), place),
        }
    }

    fn paragraph(&mut self, style: &str, inside: &str) {
        let _ = write!(
            self.out,
            "<text:p text:style-name=\"{style}\">{inside}</text:p>"
        );
    }

    /// A textblock's words, with what is said and suggested in them.
    fn text(&mut self, node: &Node) -> String {
        let talks = self.talks;
        let pieces = node.taken_from().and_then(|block| talks.blocks.get(&block));
        let Some(pieces) = pieces else {
            let spans = node.spans().iter();
            return spans.map(|span| self.used.span(span)).collect();
        };
        pieces.iter().map(|piece| self.piece(piece)).collect()
    }

    fn piece(&mut self, piece: &TalkPiece) -> String {
        match piece {
            TalkPiece::Begin(talk) => notes::begin(self.talks, *talk),
            TalkPiece::End(talk) => notes::end(self.talks, *talk),
            TalkPiece::Kept(span) => self.used.span(span),
            TalkPiece::Inserted(span, by) => {
                let id = self.changed;
                self.changed += 1;
                self.changes += &notes::change(id, by, None);
                let words = self.used.span(span);
                format!(
                    "<text:change-start text:change-id=\"ct{id}\"/>{words}<text:change-end text:change-id=\"ct{id}\"/>"
                )
            }
            TalkPiece::Deleted(span, by) => {
                let id = self.changed;
                self.changed += 1;
                let words = self.used.span(span);
                self.changes += &notes::change(id, by, Some(&words));
                format!("<text:change text:change-id=\"ct{id}\"/>")
            }
        }
    }

    fn list(&mut self, node: &Node, place: Place) {
        let (style, start) = match node.kind {
            BlockKind::OrderedList { start, .. } => ("Numbers", u32::try_from(start).unwrap_or(1)),
            _ => ("Bullets", 1),
        };
        let inside = Place {
            lists: place.lists + 1,
            ..place
        };
        let _ = write!(self.out, "<text:list text:style-name=\"{style}\">");
        for (number, item) in node.children().iter().enumerate() {
            match (number, start) {
                (0, 2..) => {
                    let _ = write!(self.out, "<text:list-item text:start-value=\"{start}\">");
                }
                _ => self.out.push_str("<text:list-item>"),
            }
            self.within(item.children(), inside);
            self.out.push_str("</text:list-item>");
        }
        self.out.push_str("</text:list>");
    }

    fn table(&mut self, node: &Node, place: Place) {
        let grid = Grid::of(node);
        if grid.cells.is_empty() {
            return;
        }
        let number = self.tables.len();
        self.tables.push(grid.columns);
        let _ = write!(
            self.out,
            "<table:table table:name=\"Table{number}\" table:style-name=\"Table\"><table:table-column \
             table:style-name=\"C{number}\" table:number-columns-repeated=\"{}\"/>",
            grid.columns
        );
        if grid.head > 0 {
            self.out.push_str("<table:table-header-rows>");
        }
        for y in 0..grid.rows {
            self.row(&grid, y, place);
            if y + 1 == grid.head {
                self.out.push_str("</table:table-header-rows>");
            }
        }
        self.out.push_str("</table:table>");
    }

    fn row(&mut self, grid: &Grid<'_>, y: usize, place: Place) {
        self.out.push_str("<table:table-row>");
        for x in 0..grid.columns {
            match grid.at(x, y) {
                Some(cell) if (cell.x, cell.y) == (x, y) => self.cell(cell, place),
                Some(_) => self.out.push_str("<table:covered-table-cell/>"),
                None => self.out.push_str(NO_CELL),
            }
        }
        self.out.push_str("</table:table-row>");
    }

    fn cell(&mut self, cell: &Placed<'_>, place: Place) {
        let is_head = matches!(cell.node.kind, BlockKind::TableHeader(_));
        let style = if is_head { "Head" } else { "Cell" };
        let _ = write!(
            self.out,
            "<table:table-cell table:style-name=\"{style}\" office:value-type=\"string\""
        );
        if (cell.w, cell.h) != (1, 1) {
            let _ = write!(
                self.out,
                " table:number-columns-spanned=\"{}\" table:number-rows-spanned=\"{}\"",
                cell.w, cell.h
            );
        }
        self.out.push('>');
        let inside = Place {
            in_table: true,
            in_head: is_head,
            ..place
        };
        for node in cell.nodes() {
            self.block(node, inside);
        }
        self.out.push_str("</table:table-cell>");
    }
}

fn style(place: Place) -> &'static str {
    match place {
        Place { in_head: true, .. } => "Table_20_Heading",
        Place { in_table: true, .. } => "Table_20_Contents",
        Place { quoted: true, .. } => "Quotations",
        _ => "Text_20_body",
    }
}

fn indent(level: usize) -> String {
    let left = 7 * level;
    format!(
        "<style:list-level-properties text:list-level-position-and-space-mode=\"label-alignment\">\
         <style:list-level-label-alignment text:label-followed-by=\"listtab\" fo:text-indent=\"-7mm\" \
         fo:margin-left=\"{left}mm\"/></style:list-level-properties>"
    )
}
