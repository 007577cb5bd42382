//! The Tab key: levels of a list, cells of a table, and the way out of both.

use super::session::Desk;
use model::{
    document::{
        edit::{Op, TableOp},
        position::{BlockId, Selection},
        schema::BlockKind,
    },
    proposal::FieldName,
};
use web_sys::KeyboardEvent;

impl Desk {
    /// In a list Tab changes the level, in a table the cell; elsewhere it leaves the editor.
    pub fn tab(&mut self, field: &FieldName, event: &KeyboardEvent) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() || !self.is_editable(field) {
            return;
        }
        self.read_back();
        self.notice_selection();
        let Some(block) = self.caret_block().map(|block| block.id) else {
            return;
        };
        if std::mem::take(&mut self.tab_leaves) {
            return;
        }
        let around: Vec<BlockKind> = self
            .projection(field)
            .ancestors(Some(block))
            .map(|it| it.kind.clone())
            .collect();
        if around.contains(&BlockKind::ListItem) {
            let op = if event.shift_key() {
                Op::Outdent
            } else {
                Op::Indent
            };
            self.edit(&op);
            event.prevent_default();
        } else if around.iter().any(BlockKind::is_cell) {
            self.next_cell(field, block, event.shift_key());
            event.prevent_default();
        }
    }

    /// From one cell of a table into another; behind the last one a row is added.
    fn next_cell(&mut self, field: &FieldName, from: BlockId, back: bool) {
        let projection = self.projection(field);
        let cell_of = |block: BlockId| {
            let cell = projection
                .ancestors(Some(block))
                .find(|it| it.kind.is_cell());
            cell.map(|cell| cell.id)
        };
        let here = cell_of(from);
        let mut at = from;
        let next = loop {
            let step = match back {
                true => projection.previous_text(at),
                false => projection.next_text(at),
            };
            match step.map(|block| block.id) {
                Some(block) if cell_of(block) == here => at = block,
                Some(block) => break cell_of(block).map(|_| block),
                None => break None,
            }
        };
        match next {
            Some(block) => {
                self.selection = Some((field.clone(), Selection::caret(block, 0)));
                self.show_selection();
                self.selection_changed();
            }
            None if !back => {
                self.edit(&Op::Table(TableOp::AddRow { after: true }));
            }
            None => {}
        }
    }
}
