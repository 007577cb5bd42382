//! What one person does in the block with a word.

use super::{parse, room::Room};
use crate::document::{
    edit::{Op, TableOp},
    notation::field,
    position::{BlockId, Position, Range, Selection, Side},
    projection::{Block, Projection, Slice},
    schema::{BlockKind, Mark},
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gesture {
    Type,
    TypeAtEnd,
    Enter,
    Backspace,
    Delete,
    Tab,
    ShiftTab,
    List,
    Numbers,
    Heading,
    Quote,
    RowInsert,
    RowDelete,
    ColumnInsert,
    ColumnDelete,
    Paste,
    PasteBlocks,
    Move,
    ShiftEnter,
    UndoType,
    UndoHeading,
    UndoEnter,
    Bold,
    DeleteWord,
    /// The whole block.
    DeleteBlock,
    /// What was done last, whatever it was.
    Undo,
    Redo,
}

pub(super) const ACTS: [Gesture; 22] = [
    Gesture::Type,
    Gesture::TypeAtEnd,
    Gesture::Enter,
    Gesture::Backspace,
    Gesture::Delete,
    Gesture::Tab,
    Gesture::ShiftTab,
    Gesture::List,
    Gesture::Numbers,
    Gesture::Heading,
    Gesture::Quote,
    Gesture::RowInsert,
    Gesture::RowDelete,
    Gesture::ColumnInsert,
    Gesture::ColumnDelete,
    Gesture::Paste,
    Gesture::PasteBlocks,
    Gesture::Move,
    Gesture::ShiftEnter,
    Gesture::UndoType,
    Gesture::UndoHeading,
    Gesture::UndoEnter,
];

/// The words that an act wrote, and those that it named to go.
#[derive(Debug, Default)]
pub(super) struct Done {
    pub(super) typed: Vec<String>,
    pub(super) gone: Vec<String>,
}

/// Where a word stands: its block, and the offset behind it.
fn place(projection: &Projection, word: &str) -> Option<(Block, u32)> {
    let block = projection
        .textblocks()
        .find(|block| block.text().contains(word))?;
    let at = block.text().find(word)? + word.len();
    Some((block.clone(), at as u32))
}

fn typed(word: &str) -> Op {
    let text = format!(" {word}");
    Op::InsertText { text, marks: None }
}

/// What has to have happened before, so that it can be taken back.
pub(super) fn prepare(room: &mut Room, number: usize, act: Gesture, word: &str) {
    let op = match act {
        Gesture::UndoType => typed(["annundone", "benundone"][number]),
        Gesture::UndoHeading => Op::SetBlock(BlockKind::Heading { level: 2 }),
        Gesture::UndoEnter => Op::Split,
        _ => return,
    };
    run(room, number, &op, word, |_, at| at);
}

/// Carries out an operation in the block with a word; none when it is refused.
fn run(
    room: &mut Room,
    number: usize,
    op: &Op,
    word: &str,
    offset: impl FnOnce(&Block, u32) -> u32,
) -> Option<()> {
    let draft = &mut room.people[number].draft;
    let (block, behind) = place(draft.projection(&field()), word)?;
    let at = Selection::caret(block.id, offset(&block, behind));
    let edited = draft.edit(&field(), op, at).ok()?;
    room.says(number, edited.update);
    Some(())
}

/// Whether it can take away or bring back anything that this person wrote.
pub(super) fn takes_back(act: Gesture) -> bool {
    let all = [
        Gesture::Undo,
        Gesture::Redo,
        Gesture::UndoType,
        Gesture::UndoHeading,
        Gesture::UndoEnter,
    ];
    all.contains(&act)
}

/// Does it; none when it makes no sense there.
pub(super) fn act(room: &mut Room, number: usize, act: Gesture, word: &str) -> Option<Done> {
    let name = room.fresh(number);
    let mut done = Done::default();
    let table = |op| Op::Table(op);
    let after = true;
    let (op, offset): (Op, fn(&Block, u32) -> u32) = match act {
        Gesture::Type => {
            done.typed = vec![format!("{name}typed")];
            (typed(&done.typed[0]), |_, at| at)
        }
        Gesture::TypeAtEnd => {
            done.typed = vec![format!("{name}typed")];
            (typed(&done.typed[0]), |block, _| block.units())
        }
        Gesture::Enter => (Op::Split, |_, at| at),
        Gesture::ShiftEnter => (Op::InsertBreak, |_, at| at),
        Gesture::Backspace => (Op::JoinBackward, |_, _| 0),
        Gesture::Delete => (Op::JoinForward, |block, _| block.units()),
        Gesture::Tab => (Op::Indent, |_, at| at),
        Gesture::ShiftTab => (Op::Outdent, |_, at| at),
        Gesture::List => (Op::ToggleList(BlockKind::BulletList), |_, at| at),
        Gesture::Numbers => (Op::ToggleList(BlockKind::ORDERED), |_, at| at),
        Gesture::Heading => (Op::SetBlock(BlockKind::Heading { level: 2 }), |_, at| at),
        Gesture::Quote => (Op::ToggleQuote, |_, at| at),
        Gesture::RowInsert => (table(TableOp::AddRow { after }), |_, at| at),
        Gesture::ColumnInsert => (table(TableOp::AddColumn { after }), |_, at| at),
        Gesture::RowDelete | Gesture::ColumnDelete => {
            let projection = room.people[number].draft.projection(&field());
            done.gone = in_line(projection, word, act == Gesture::RowDelete)?;
            let row = act == Gesture::RowDelete;
            let op = if row {
                TableOp::RemoveRow
            } else {
                TableOp::RemoveColumn
            };
            (table(op), |_, at| at)
        }
        Gesture::Paste => {
            done.typed = vec![format!("{name}pasted")];
            let mut slice = slice(&format!("<p> {name}pasted</p>"));
            (slice.open_start, slice.open_end) = (1, 1);
            (Op::InsertSlice(slice), |_, at| at)
        }
        Gesture::PasteBlocks => {
            done.typed = vec![format!("{name}first"), format!("{name}second")];
            let line = format!("<p>{name}first</p><p>{name}second</p>");
            (Op::InsertSlice(slice(&line)), |_, at| at)
        }
        Gesture::Move => return move_word(room, number, word).map(|()| done),
        Gesture::Bold | Gesture::DeleteWord | Gesture::DeleteBlock => {
            done.gone = on_words(room, number, act, word)?;
            return Some(done);
        }
        Gesture::UndoType
        | Gesture::UndoHeading
        | Gesture::UndoEnter
        | Gesture::Undo
        | Gesture::Redo => {
            done.gone = undo_or_redo(room, number, act)?;
            return Some(done);
        }
    };
    run(room, number, &op, word, offset)?;
    Some(done)
}

/// Takes the last step back or does it again; answers what goes.
fn undo_or_redo(room: &mut Room, number: usize, act: Gesture) -> Option<Vec<String>> {
    let draft = &mut room.people[number].draft;
    let edited = match act {
        Gesture::Redo => draft.redo().ok()?,
        _ => draft.undo().ok()?,
    };
    room.says(number, edited.update);
    let gone = (act == Gesture::UndoType).then(|| ["annundone", "benundone"][number].to_owned());
    Some(gone.into_iter().collect())
}

/// Does something with a selected word, or with the block that it stands in; answers what goes.
fn on_words(room: &mut Room, number: usize, act: Gesture, word: &str) -> Option<Vec<String>> {
    let draft = &mut room.people[number].draft;
    let projection = draft.projection(&field());
    let (block, behind) = place(projection, word)?;
    let mut range = Range::within(block.id, behind - word.len() as u32, behind);
    let mut gone = vec![word.to_owned()];
    if act == Gesture::DeleteBlock {
        let before = projection.previous_text(block.id)?;
        range.from = Position::new(before.id, before.units());
        range.to = Position::new(block.id, block.units());
        gone = block.text().split_whitespace().map(str::to_owned).collect();
    }
    let op = match act {
        Gesture::Bold => Op::ToggleMark(Mark::Bold),
        _ => Op::Delete(range),
    };
    let selected = Selection::text(range.from, range.to);
    let edited = draft.edit(&field(), &op, selected).ok()?;
    room.says(number, edited.update);
    Some(if act == Gesture::Bold {
        Vec::new()
    } else {
        gone
    })
}

fn slice(line: &str) -> Slice {
    let nodes = parse(line).nodes;
    Slice {
        nodes,
        ..Slice::default()
    }
}

/// The words in the row or the column of a word.
fn in_line(projection: &Projection, word: &str, row: bool) -> Option<Vec<String>> {
    let (block, _) = place(projection, word)?;
    let cell = projection
        .ancestors(Some(block.id))
        .find(|it| it.kind.is_cell())?;
    let column = projection.index(cell.id)?;
    let mut cells: Vec<BlockId> = projection.children(cell.parent).to_vec();
    if !row {
        let table = projection.block(cell.parent?)?.parent;
        let rows = projection.children(table);
        let at = |row: &BlockId| projection.children(Some(*row)).get(column).copied();
        cells = rows.iter().filter_map(at).collect();
    }
    let inside = |block: &&Block| {
        let mut around = projection.ancestors(Some(block.id));
        around.any(|it| cells.contains(&it.id))
    };
    let texts = projection.textblocks().filter(inside).map(Block::text);
    let words = texts.flat_map(|text| {
        text.split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    });
    Some(words.collect())
}

/// Drags a word to the end of the document, as the editor does it.
fn move_word(room: &mut Room, number: usize, word: &str) -> Option<()> {
    let draft = &mut room.people[number].draft;
    let projection = draft.projection(&field());
    let (block, behind) = place(projection, word)?;
    let words = Range::within(block.id, behind - word.len() as u32, behind);
    let last = projection.textblocks().last()?;
    let to = Position::new(last.id, last.units());
    let slice = projection.slice(words);
    let held = draft.relative(&field(), to, Side::Before)?;
    draft.undo_as_one(true);
    let selected = Selection::text(words.from, words.to);
    let taken = draft.edit(&field(), &Op::Delete(words), selected).unwrap();
    let (_, to) = draft.absolute(&held)?;
    let put = draft.edit(&field(), &Op::InsertSlice(slice), Selection::at(to));
    draft.undo_as_one(false);
    room.says(number, taken.update);
    room.says(number, put.unwrap().update);
    Some(())
}
