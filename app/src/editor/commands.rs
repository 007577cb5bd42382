//! Commands of buttons, menus and keys, as operations; and what the toolbar shows of the selection.

use super::{
    browser,
    command::{Command, TableCommand},
    composition::Asked,
    decide::Act,
    link,
    second_file::second_file,
    session::Desk,
    state::{Note, ToolbarState},
};
use leptos::prelude::*;
use model::{
    document::{
        edit::{EditRefused, Op, TableOp, typing_marks},
        position::{Range, Selection},
        projection::{Block, Projection, Span},
        schema::{BlockKind, Link, Mark, Marks},
    },
    proposal::FieldName,
};

/// How long something told in passing stands.
const NOTE_MS: u32 = 6_000;

impl Desk {
    /// Does what a button, a menu or a key asks for.
    pub fn run(&mut self, command: Command) {
        self.end_composition();
        self.read_back();
        if self.suggests() {
            return match command {
                Command::Undo => self.take_back_suggested(true),
                Command::Redo => self.take_back_suggested(false),
                _ => self.tell(Note::NotSuggested),
            };
        }
        if let Some(field) = self.empty_field_in_focus() {
            self.begin(&field);
        }
        if let Some(mark) = mark_of(&command) {
            return self.toggle_mark(mark);
        }
        let op = match command {
            Command::Undo => return self.take_back(true),
            Command::Redo => return self.take_back(false),
            Command::Link => return self.drafting.link_dialog.set(true),
            Command::SetLink(address) => return self.set_link(&address),
            Command::ClearMarks => {
                self.stored_marks = None;
                Op::ClearMarks
            }
            Command::Paragraph => Op::SetBlock(BlockKind::Paragraph),
            Command::Heading(level) => self.block_op(BlockKind::Heading { level }),
            Command::CodeBlock => self.block_op(BlockKind::CODE),
            Command::BulletList => Op::ToggleList(BlockKind::BulletList),
            Command::OrderedList => Op::ToggleList(BlockKind::ORDERED),
            Command::Quote => Op::ToggleQuote,
            Command::Rule => Op::InsertRule,
            Command::LineBreak => Op::InsertBreak,
            Command::Indent => Op::Indent,
            Command::Outdent => Op::Outdent,
            Command::Table(command) => Op::Table(table_op(command)),
            Command::Bold
            | Command::Italic
            | Command::Underline
            | Command::Strike
            | Command::Code => return,
        };
        self.edit(&op);
    }

    /// An empty address removes the link; with nothing selected the address itself is written.
    fn set_link(&mut self, address: &str) {
        if address.is_empty() {
            self.edit(&Op::SetLink(None));
            return;
        }
        let Some(meant) = link::meant(address) else {
            return;
        };
        let is_caret = self.selection.as_ref().is_some_and(|(_, it)| it.is_caret());
        let op = match is_caret && self.link_at_caret().is_none() {
            true => Op::InsertText {
                text: address.to_owned(),
                marks: Some(self.typing_marks().linked(Link::to(meant))),
            },
            false => Op::SetLink(Some(Link::to(meant))),
        };
        self.edit(&op);
    }

    /// The marks that the next letter takes on.
    fn typing_marks(&self) -> Marks {
        let head = self
            .selection
            .as_ref()
            .and_then(|(_, selection)| selection.head());
        let block = self.caret_block().zip(head);
        let around = block.map(|(block, head)| typing_marks(block, head.offset));
        self.stored_marks.clone().or(around).unwrap_or_default()
    }

    /// The link that the caret is in or touches.
    fn link_at_caret(&self) -> Option<Link> {
        let head = self.selection.as_ref()?.1.head()?;
        let mut at = 0;
        for span in self.caret_block()?.spans() {
            let start = at;
            at += span.units();
            if let Span::Text {
                marks: Marks {
                    link: Some(link), ..
                },
                ..
            } = span
                && (start..=at).contains(&head.offset)
            {
                return Some(link.clone());
            }
        }
        None
    }

    /// Asking for the kind that a block has already makes it a paragraph again.
    fn block_op(&self, kind: BlockKind) -> Op {
        let has_it = self.caret_block().is_some_and(|block| block.kind == kind);
        Op::SetBlock(if has_it { BlockKind::Paragraph } else { kind })
    }

    /// The block that the caret stands in.
    pub fn caret_block(&self) -> Option<&Block> {
        let (field, selection) = self.selection.as_ref()?;
        self.projection(field).block(selection.head()?.block)
    }

    fn toggle_mark(&mut self, mark: Mark) {
        let is_caret = self.selection.as_ref().is_some_and(|(_, it)| it.is_caret());
        if !is_caret {
            self.edit(&Op::ToggleMark(mark));
            return;
        }
        let Some(block) = self
            .caret_block()
            .filter(|block| !matches!(block.kind, BlockKind::CodeBlock { .. }))
        else {
            return;
        };
        let head = self
            .selection
            .as_ref()
            .and_then(|(_, selection)| selection.head());
        let offset = head.map_or(0, |head| head.offset);
        let now = self
            .stored_marks
            .clone()
            .unwrap_or_else(|| typing_marks(block, offset));
        let mut marks = now.clone();
        marks.set(mark, !now.has(mark));
        self.stored_marks = Some(marks);
        self.refresh_toolbar();
    }

    fn take_back(&mut self, undo: bool) {
        let Some(second_file) = second_file() else {
            return self
                .until_second_file
                .push(Box::new(move |desk| desk.take_back(undo)));
        };
        let restore = if undo {
            second_file.undo
        } else {
            second_file.redo
        };
        let done = restore(&mut self.draft);
        match done {
            Ok(edited) => {
                self.stored_marks = None;
                let field = edited.field.clone();
                self.done(edited);
                if let Some(view) = self.views.get(&field) {
                    view.focus();
                }
                self.show_selection();
            }
            Err(EditRefused::OthersWroteHere) => self.tell(Note::UndoRefused),
            Err(_) => {}
        }
        self.refresh_toolbar();
    }

    /// Tells the person something in passing.
    pub fn tell(&mut self, note: Note) {
        self.drafting.note.set(Some(note));
        self.later().after(NOTE_MS, move |desk| {
            if desk.drafting.note.get_untracked() == Some(note) {
                desk.drafting.note.set(None);
            }
        });
    }

    /// What the model does instead of the browser.
    pub fn perform(
        &mut self,
        field: &FieldName,
        act: Act,
        target: Option<Range>,
        data: Option<String>,
    ) {
        if self.composition.is_some() {
            let field = field.clone();
            return self.ask_after_composition(Asked { field, act, data });
        }
        self.act(field, act, target, data);
        if browser::platform().android {
            self.distrust(field);
        }
    }

    /// Android's Chrome may delete although it was told not to: what it did is put right.
    fn distrust(&mut self, field: &FieldName) {
        self.distrusted = Some(field.clone());
        let field = field.clone();
        self.later().next_task(move |desk| {
            desk.distrusted = None;
            desk.restore(&field);
        });
    }

    pub fn act(
        &mut self,
        field: &FieldName,
        act: Act,
        target: Option<Range>,
        data: Option<String>,
    ) {
        if self.suggests() && self.projection(field).is_empty() {
            return self.tell(Note::NothingToSuggestTo);
        }
        self.begin(field);
        match act {
            Act::Type => self.type_over(target, data.unwrap_or_default()),
            Act::TypeLines => self.type_lines(target, &data.unwrap_or_default()),
            Act::Enter => {
                self.edit(&Op::Split);
            }
            Act::LineBreak => {
                self.edit(&Op::InsertBreak);
            }
            Act::Backward => {
                self.edit(&Op::JoinBackward);
            }
            Act::Forward => {
                self.edit(&Op::JoinForward);
            }
            Act::DeleteTarget { forward } => {
                let step = if forward {
                    Op::JoinForward
                } else {
                    Op::JoinBackward
                };
                let op = target
                    .filter(|range| !range.is_empty())
                    .map_or(step, Op::Delete);
                self.edit(&op);
            }
            Act::DeleteSelection => self.delete_selection(),
            Act::Run(command) => self.run(command),
        }
    }

    /// A first paragraph for a field in which nobody has written.
    pub fn begin(&mut self, field: &FieldName) {
        if self.suggests() || !self.projection(field).is_empty() {
            return;
        }
        let nowhere = Selection::at(model::document::position::Position::new(
            model::document::position::BlockId::NOWHERE,
            0,
        ));
        if self.is_editable(field)
            && let Ok(edited) = self.draft.edit(field, &Op::Begin, nowhere)
        {
            self.done(edited);
        }
    }

    fn type_over(&mut self, target: Option<Range>, text: String) {
        let marks = self.stored_marks.take();
        self.select(target);
        self.edit(&Op::InsertText {
            text: super::input::clean(&text),
            marks,
        });
    }

    /// Text with line ends, one paragraph a line.
    pub fn type_lines(&mut self, target: Option<Range>, text: &str) {
        if self.suggests() && text.contains('\n') {
            return self.tell(Note::NotSuggested);
        }
        self.select(target);
        for (index, line) in text.replace("\r\n", "\n").split('\n').enumerate() {
            if index > 0 {
                self.edit(&Op::Split);
            }
            if !line.is_empty() {
                let text = super::input::clean(line);
                self.edit(&Op::InsertText { text, marks: None });
            }
        }
    }

    /// The browser may mean more or less than what is selected.
    fn select(&mut self, target: Option<Range>) {
        if let (Some(range), Some((_, selection))) = (target, &mut self.selection) {
            *selection = Selection::text(range.from, range.to);
        }
    }

    /// Removes what is selected.
    pub fn delete_selection(&mut self) {
        let range = self
            .selection
            .as_ref()
            .and_then(|(field, selection)| match *selection {
                Selection::Text { anchor, head } => self.projection(field).range(anchor, head),
                _ => None,
            });
        match range {
            Some(range) if !range.is_empty() => self.edit(&Op::Delete(range)),
            Some(_) => false,
            None => self.edit(&Op::JoinBackward),
        };
    }

    /// Shows the state of the selection in the toolbar.
    pub fn refresh_toolbar(&mut self) {
        let state = self.toolbar_state();
        if self
            .drafting
            .toolbar
            .with_untracked(|known| *known != state)
        {
            self.drafting.toolbar.set(state);
        }
    }

    /// The field that has the focus, when nobody has written in it yet.
    fn empty_field_in_focus(&self) -> Option<FieldName> {
        let in_focus = self.views.iter().find(|(field, view)| {
            view.editable && self.projection(field).is_empty() && view.has_focus()
        });
        in_focus.map(|(field, _)| field.clone())
    }

    fn toolbar_state(&self) -> ToolbarState {
        let mut state = ToolbarState {
            can_undo: self.draft.can_undo(),
            can_redo: self.draft.can_redo(),
            enabled: self.empty_field_in_focus().is_some(),
            ..ToolbarState::default()
        };
        if self.suggests() {
            return ToolbarState {
                can_undo: self.steps.can_undo(),
                can_redo: self.steps.can_redo(),
                ..ToolbarState::default()
            };
        }
        let Some((field, Selection::Text { anchor, head })) = &self.selection else {
            return state;
        };
        let projection = self.projection(field);
        let Some(range) = projection.range(*anchor, *head) else {
            return state;
        };
        state.enabled |= self.is_editable(field);
        let marks = match &self.stored_marks {
            Some(marks) => marks.clone(),
            None => marks_in(projection, range),
        };
        let at_caret = range.is_empty().then(|| self.link_at_caret()).flatten();
        let around = at_caret.or_else(|| marks.link.clone());
        state.link = around
            .as_ref()
            .map(|link| link.href.to_string())
            .unwrap_or_default();
        let shown = [
            (Command::Bold, marks.bold),
            (Command::Italic, marks.italic),
            (Command::Underline, marks.underline),
            (Command::Strike, marks.strike),
            (Command::Code, marks.code),
            (Command::Link, around.is_some()),
        ];
        state.pressed = shown
            .into_iter()
            .filter(|(_, on)| *on)
            .map(|(command, _)| command)
            .collect();
        for block in projection.ancestors(Some(head.block)) {
            state.pressed.extend(command_of(&block.kind));
            state.in_table |= block.kind == BlockKind::Table;
        }
        state
    }
}

fn mark_of(command: &Command) -> Option<Mark> {
    Some(match command {
        Command::Bold => Mark::Bold,
        Command::Italic => Mark::Italic,
        Command::Underline => Mark::Underline,
        Command::Strike => Mark::Strike,
        Command::Code => Mark::Code,
        _ => return None,
    })
}

fn table_op(command: TableCommand) -> TableOp {
    match command {
        TableCommand::Insert => TableOp::Insert {
            rows: 3,
            columns: 3,
            header: true,
        },
        TableCommand::RowAbove => TableOp::AddRow { after: false },
        TableCommand::RowBelow => TableOp::AddRow { after: true },
        TableCommand::ColumnBefore => TableOp::AddColumn { after: false },
        TableCommand::ColumnAfter => TableOp::AddColumn { after: true },
        TableCommand::DeleteRow => TableOp::RemoveRow,
        TableCommand::DeleteColumn => TableOp::RemoveColumn,
        TableCommand::ToggleHeader => TableOp::ToggleHeaderRow,
        TableCommand::DeleteTable => TableOp::RemoveTable,
    }
}

fn command_of(kind: &BlockKind) -> Option<Command> {
    Some(match kind {
        BlockKind::Paragraph => Command::Paragraph,
        BlockKind::Heading { level } => Command::Heading(*level),
        BlockKind::CodeBlock { .. } => Command::CodeBlock,
        BlockKind::Quote => Command::Quote,
        BlockKind::BulletList => Command::BulletList,
        BlockKind::OrderedList { .. } => Command::OrderedList,
        _ => return None,
    })
}

/// The marks that all of the range has; at a caret those that typing takes on, and the link it is in.
fn marks_in(projection: &Projection, range: Range) -> Marks {
    if range.is_empty() {
        return projection
            .block(range.from.block)
            .map_or_else(Marks::none, |block| typing_marks(block, range.from.offset));
    }
    let mut common: Option<Marks> = None;
    for id in projection.textblocks_between(range.from.block, range.to.block) {
        let Some(block) = projection.block(id) else {
            continue;
        };
        let from = if id == range.from.block {
            range.from.offset
        } else {
            0
        };
        let to = if id == range.to.block {
            range.to.offset
        } else {
            block.units()
        };
        let mut at = 0;
        for span in block.spans() {
            let (start, end) = (at, at + span.units());
            at = end;
            if let Span::Text { marks, .. } = span
                && start < to
                && end > from
            {
                common = Some(match common {
                    Some(common) => shared(common, marks),
                    None => marks.clone(),
                });
            }
        }
    }
    common.unwrap_or_default()
}

fn shared(mut common: Marks, other: &Marks) -> Marks {
    for mark in Mark::ALL {
        if !other.has(mark) {
            common.set(mark, false);
        }
    }
    if common.link != other.link {
        common.link = None;
    }
    common
}
