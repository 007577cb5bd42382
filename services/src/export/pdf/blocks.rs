//! Blocks as the template takes them. What people, or their programs, may write without end is
//! bounded here: levels within each other, columns, and words wider than the page.

use super::{
    columns::{self, Need},
    report::{Block, Run, Sheet, TableCell},
    words::{LINE_CHARS, breakable},
};
use crate::export::grid::{Grid, Placed};
use model::document::{
    html::address::safe_address,
    plain,
    projection::{Node, Span},
    schema::{BlockKind, Mark, Marks},
};

/// Lists and quotes within each other; what is deeper stays on the last level.
const LEVELS: usize = 6;
/// A cell takes about as long as this many letters.
const CELL_CHARS: usize = 100;
/// A section's own heading has the first level, which HTML calls the second.
const HEADING_SHIFT: u8 = 1;

/// Turns blocks into those of the report and counts what they hold.
#[derive(Default)]
pub(super) struct Blocks {
    pub chars: usize,
}

/// Where a block stands.
#[derive(Clone, Copy)]
struct Place {
    level: usize,
    /// The longest word that fits in a line.
    word: usize,
    in_table: bool,
}

impl Blocks {
    /// The blocks of a section.
    pub fn of(&mut self, nodes: &[Node]) -> Vec<Block> {
        let place = Place {
            level: 0,
            word: LINE_CHARS,
            in_table: false,
        };
        self.within(nodes, place)
    }

    /// The blocks of an annex: tables in smaller letters.
    pub fn small(&mut self, nodes: &[Node]) -> Vec<Block> {
        let mut blocks = self.of(nodes);
        for block in &mut blocks {
            if let Block::Table(table) = block {
                table.small = true;
            }
        }
        blocks
    }

    fn within(&mut self, nodes: &[Node], place: Place) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in nodes {
            self.add(&mut blocks, node, place);
        }
        blocks
    }

    fn add(&mut self, blocks: &mut Vec<Block>, node: &Node, place: Place) {
        match &node.kind {
            BlockKind::Foreign { .. } => {}
            BlockKind::Heading { level } => {
                let s = self.runs(node.spans(), place);
                // Within a table it would be read as a heading of the whole text.
                blocks.push(match place.in_table || is_blank(node) {
                    true => Block::Paragraph { s },
                    false => Block::Heading {
                        n: level.saturating_sub(HEADING_SHIFT).max(2),
                        s,
                    },
                });
            }
            BlockKind::CodeBlock { .. } => {
                let t = breakable(&plain::of_nodes(std::slice::from_ref(node)), place.word);
                self.chars += t.chars().count();
                blocks.push(Block::Code { t });
            }
            BlockKind::Paragraph | BlockKind::Stray => {
                let s = self.runs(node.spans(), place);
                blocks.push(Block::Paragraph { s });
            }
            BlockKind::Rule => blocks.push(Block::Rule),
            BlockKind::Quote if place.level < LEVELS => {
                let b = self.within(node.children(), place.deeper());
                blocks.push(Block::Quote { b });
            }
            BlockKind::BulletList | BlockKind::OrderedList { .. } if place.level < LEVELS => {
                let block = self.list(node, place.deeper());
                blocks.extend(block);
            }
            BlockKind::Table if !place.in_table => {
                let block = self.table(node, place);
                blocks.extend(block);
            }
            _ => {
                for child in node.children() {
                    self.add(blocks, child, place);
                }
            }
        }
    }

    fn list(&mut self, node: &Node, place: Place) -> Option<Block> {
        let items = node.children();
        let i: Vec<_> = items
            .iter()
            .map(|item| self.within(item.children(), place))
            .collect();
        let tight = items.iter().all(|item| item.children().len() <= 1);
        if i.is_empty() {
            return None;
        }
        Some(match node.kind {
            BlockKind::OrderedList { start, .. } => Block::Numbers {
                tight,
                n: u32::try_from(start).unwrap_or(1),
                i,
            },
            _ => Block::Bullets { tight, i },
        })
    }

    fn table(&mut self, node: &Node, place: Place) -> Option<Block> {
        let grid = Grid::of(node);
        if grid.cells.is_empty() {
            return None;
        }
        let mut needs = vec![Need::default(); grid.columns];
        for cell in grid.cells.iter().filter(|cell| cell.w == 1) {
            needs[cell.x].add(&plain::of_nodes(cell.node.children()));
        }
        let columns = columns::widths(&needs);
        let mut table = Sheet {
            small: false,
            head: Vec::new(),
            body: Vec::new(),
            columns,
        };
        for cell in &grid.cells {
            let width = table.columns[cell.x..cell.x + cell.w].iter().sum();
            self.chars += CELL_CHARS;
            let inside = Place {
                word: columns::longest_word(width),
                in_table: true,
                ..place
            };
            let written = TableCell {
                x: cell.x,
                y: cell.y,
                w: cell.w,
                h: cell.h,
                head: matches!(cell.node.kind, BlockKind::TableHeader(_)),
                b: self.inside(cell, inside),
            };
            match cell.y < grid.head {
                true => table.head.push(written),
                false => table.body.push(written),
            }
        }
        Some(Block::Table(table))
    }

    fn inside(&mut self, cell: &Placed<'_>, place: Place) -> Vec<Block> {
        let mut blocks = Vec::new();
        for node in cell.nodes() {
            self.add(&mut blocks, node, place);
        }
        blocks
    }

    fn runs(&mut self, spans: &[Span], place: Place) -> Vec<Run> {
        let mut runs = Vec::new();
        for span in spans {
            let Span::Text { text, marks } = span else {
                runs.push(Run::Break { br: true });
                continue;
            };
            self.chars += text.chars().count();
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    runs.push(Run::Break { br: true });
                }
                if !line.is_empty() {
                    runs.push(run(&breakable(line, place.word), marks));
                }
            }
        }
        runs
    }
}

impl Place {
    fn deeper(self) -> Place {
        Place {
            level: self.level + 1,
            word: self.word.saturating_sub(2).max(1),
            ..self
        }
    }
}

fn run(text: &str, marks: &Marks) -> Run {
    let sign = |mark: Mark| match mark {
        Mark::Bold => 'b',
        Mark::Italic => 'i',
        Mark::Underline => 'u',
        Mark::Strike => 's',
        Mark::Code => 'c',
    };
    let address = marks
        .link
        .as_ref()
        .and_then(|link| safe_address(&link.href));
    Run::Text {
        t: text.replace('\t', " "),
        m: Mark::ALL
            .into_iter()
            .filter(|mark| marks.has(*mark))
            .map(sign)
            .collect(),
        l: address.map(|address| address.to_string()),
    }
}

fn is_blank(node: &Node) -> bool {
    plain::of_nodes(std::slice::from_ref(node))
        .trim()
        .is_empty()
}

#[cfg(test)]
mod tests;
