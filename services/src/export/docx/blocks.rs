//! Blocks: paragraphs, lists, quotes, code, rules and tables.

use super::{
    lists::{List, Lists},
    notes::Notes,
    parts, runs, styles,
};
use docx_rs::{
    BorderType, Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, Shading,
    Table, TableCell, TableRow, VMergeType, WidthType,
};
use model::document::{
    projection::{Node, NodeContent, Span},
    schema::BlockKind,
};

const HEADER_FILL: &str = "EFEFEF";
/// The page between its margins, in twentieths of a point.
const TEXT_WIDTH: usize = 9_638;
/// A table without a limit could claim any number of columns.
const MOST_COLUMNS: usize = 60;

/// What stands in a document or a cell.
pub(super) enum Piece {
    Paragraph(Box<Paragraph>),
    Table(Box<Table>),
}

/// Where a block stands.
#[derive(Clone, Copy, Default)]
struct Place {
    list: Option<List>,
    /// Whether it is the first of its item, which has the sign.
    first: bool,
    quoted: bool,
}

/// Turns blocks into pieces and gathers the numberings that they need.
pub(super) struct BlockWriter<'a> {
    pub lists: Lists,
    notes: Notes<'a>,
}

impl<'a> BlockWriter<'a> {
    pub fn new(notes: Notes<'a>) -> BlockWriter<'a> {
        BlockWriter {
            lists: Lists::default(),
            notes,
        }
    }

    /// The heading of a section, with what is said about words that are gone.
    pub fn heading(&self, level: u8, words: &str, loose: &[usize]) -> Piece {
        let paragraph = Paragraph::new()
            .style(&styles::heading(level))
            .keep_next(true);
        let begun = loose
            .iter()
            .fold(paragraph, |it, talk| self.notes.begin(it, *talk));
        let said = runs::add(begun, &[Span::plain(words)]);
        let ended = loose
            .iter()
            .fold(said, |it, talk| self.notes.end(it, *talk));
        piece(ended, Place::default())
    }

    /// A textblock's words, with what is said and suggested in them.
    fn text(&self, paragraph: Paragraph, node: &Node) -> Paragraph {
        match self.notes.of(node) {
            Some(pieces) => runs::add_pieces(paragraph, pieces, &self.notes),
            None => runs::add(paragraph, node.spans()),
        }
    }

    /// The pieces of blocks at the root.
    pub fn blocks(&mut self, nodes: &[Node]) -> Vec<Piece> {
        self.within(nodes, Place::default())
    }

    fn within(&mut self, nodes: &[Node], place: Place) -> Vec<Piece> {
        nodes
            .iter()
            .flat_map(|node| self.block(node, place))
            .collect()
    }

    fn block(&mut self, node: &Node, place: Place) -> Vec<Piece> {
        match &node.kind {
            BlockKind::Foreign { .. } => Vec::new(),
            BlockKind::Heading { level } => {
                let paragraph = Paragraph::new()
                    .style(&styles::heading(*level))
                    .keep_next(true);
                vec![piece(self.text(paragraph, node), Place::default())]
            }
            BlockKind::CodeBlock { .. } => {
                let paragraph = Paragraph::new().style(styles::CODE);
                vec![piece(self.text(paragraph, node), place)]
            }
            BlockKind::Paragraph | BlockKind::Stray => {
                let plain = Paragraph::new();
                let paragraph = if place.quoted {
                    plain.style(styles::QUOTE)
                } else {
                    plain
                };
                vec![piece(self.text(paragraph, node), place)]
            }
            BlockKind::Rule => vec![piece(rule(), Place::default())],
            BlockKind::Quote => self.within(
                children(node),
                Place {
                    quoted: true,
                    ..place
                },
            ),
            BlockKind::BulletList | BlockKind::OrderedList { .. } => self.list(node, place),
            BlockKind::Table => self.table(node),
            BlockKind::ListItem
            | BlockKind::TableRow
            | BlockKind::TableCell(_)
            | BlockKind::TableHeader(_) => self.within(children(node), place),
        }
    }

    fn list(&mut self, node: &Node, place: Place) -> Vec<Piece> {
        let list = Some(self.lists.begin(&node.kind, place.list));
        let mut pieces = Vec::new();
        for item in children(node) {
            for (number, block) in children(item).iter().enumerate() {
                let place = Place {
                    list,
                    first: number == 0,
                    ..place
                };
                pieces.extend(self.block(block, place));
            }
        }
        pieces
    }

    fn table(&mut self, node: &Node) -> Vec<Piece> {
        let mut open = Open::default();
        let columns = columns_of(node);
        let width = TEXT_WIDTH / columns;
        let mut rows: Vec<TableRow> = Vec::new();
        let mut at_top = true;
        for row in children(node) {
            at_top &= is_head(row);
            let mut cells = Vec::new();
            let mut column = 0;
            for cell in children(row) {
                cells.extend(open.continued(&mut column, width));
                let columns = span_of(cell).0;
                let written = self.cell(cell, column, &mut open);
                cells.push(written.width(width * columns, WidthType::Dxa));
                column += columns;
            }
            cells.extend(open.continued(&mut column, width));
            let row = TableRow::new(cells);
            rows.push(if at_top { parts::head_row(row) } else { row });
            open.next_row();
        }
        // Word needs a paragraph behind a table.
        let table = Table::new(rows)
            .set_grid(vec![width; columns])
            .width(width * columns, WidthType::Dxa);
        vec![
            Piece::Table(Box::new(table)),
            piece(Paragraph::new(), Place::default()),
        ]
    }

    fn cell(&mut self, node: &Node, column: usize, open: &mut Open) -> TableCell {
        let (columns, rows) = span_of(node);
        let mut cell = TableCell::new();
        if columns > 1 {
            cell = cell.grid_span(columns);
        }
        if rows > 1 {
            cell = cell.vertical_merge(VMergeType::Restart);
            open.begin(column, columns, rows);
        }
        let pieces = self.blocks(children(node));
        if matches!(node.kind, BlockKind::TableHeader(_)) {
            cell = cell.shading(Shading::new().fill(HEADER_FILL));
        }
        if pieces.is_empty() {
            return cell.add_paragraph(Paragraph::new());
        }
        pieces.into_iter().fold(cell, |cell, piece| match piece {
            Piece::Paragraph(paragraph) => cell.add_paragraph(*paragraph),
            Piece::Table(table) => cell.add_table(*table),
        })
    }
}

/// Cells of earlier rows that reach down.
#[derive(Default)]
struct Open {
    /// First column, columns, rows still to come.
    cells: Vec<(usize, usize, usize)>,
    begun: Vec<(usize, usize, usize)>,
}

impl Open {
    fn begin(&mut self, column: usize, columns: usize, rows: usize) {
        self.begun.push((column, columns, rows - 1));
    }

    /// The lower parts of cells that reach into this column.
    fn continued(&mut self, column: &mut usize, width: usize) -> Vec<TableCell> {
        let mut cells = Vec::new();
        while let Some((_, columns, _)) = self.cells.iter().find(|cell| cell.0 == *column) {
            let lower = TableCell::new()
                .vertical_merge(VMergeType::Continue)
                .width(width * columns, WidthType::Dxa);
            let lower = if *columns > 1 {
                lower.grid_span(*columns)
            } else {
                lower
            };
            cells.push(lower.add_paragraph(Paragraph::new()));
            *column += columns;
        }
        cells
    }

    fn next_row(&mut self) {
        for cell in &mut self.cells {
            cell.2 -= 1;
        }
        self.cells.append(&mut self.begun);
        self.cells.retain(|cell| cell.2 > 0);
    }
}

/// Whether a row names the columns.
fn is_head(row: &Node) -> bool {
    let mut cells = children(row).iter().peekable();
    cells.peek().is_some() && cells.all(|cell| matches!(cell.kind, BlockKind::TableHeader(_)))
}

/// How many columns the widest row has; cells that reach down from above count in their own row.
fn columns_of(table: &Node) -> usize {
    let widths = children(table).iter().map(|row| {
        let cells = children(row).iter();
        cells.map(|cell| span_of(cell).0).sum::<usize>()
    });
    widths.max().unwrap_or(1).clamp(1, MOST_COLUMNS)
}

fn span_of(node: &Node) -> (usize, usize) {
    let spans = node
        .kind
        .cell()
        .map(|cell| (cell.colspan as usize, cell.rowspan as usize));
    let (columns, rows) = spans.unwrap_or((1, 1));
    (columns.clamp(1, MOST_COLUMNS), rows.max(1))
}

fn piece(paragraph: Paragraph, place: Place) -> Piece {
    Piece::Paragraph(Box::new(match place.list {
        Some(list) if place.first => list.first(paragraph),
        Some(list) => list.further(paragraph),
        None => paragraph,
    }))
}

fn rule() -> Paragraph {
    let line = ParagraphBorder::new(ParagraphBorderPosition::Bottom).val(BorderType::Single);
    Paragraph::new().set_borders(ParagraphBorders::with_empty().set(line))
}

fn children(node: &Node) -> &[Node] {
    match &node.content {
        NodeContent::Blocks(children) => children,
        _ => &[],
    }
}
