//! The buttons of the toolbar as a table: what they do, what they are called, how they look.

use crate::editor::command::{Command, TableCommand};
use model::text::{Key, key};

/// One button.
pub struct Tool {
    pub command: Command,
    pub label: Key,
    /// As `aria-keyshortcuts` spells it; empty when there is none.
    pub shortcut: &'static str,
    /// SVG path data in a box of 24 by 24, drawn as lines.
    pub icon: &'static str,
    /// Whether it shows as pressed when the selection has its effect already.
    pub toggles: bool,
    /// Whether a gap stands before it.
    pub opens_group: bool,
}

impl Tool {
    const fn of(command: Command, label: Key, shortcut: &'static str, icon: &'static str) -> Self {
        Tool {
            command,
            label,
            shortcut,
            icon,
            toggles: false,
            opens_group: false,
        }
    }

    const fn toggling(mut self) -> Self {
        self.toggles = true;
        self
    }

    const fn first(mut self) -> Self {
        self.opens_group = true;
        self
    }
}

/// All buttons in their order.
pub static TOOLS: [Tool; 15] = [
    Tool::of(
        Command::Undo,
        key::EDITOR_UNDO,
        "Control+Z",
        "M9 5 4 10l5 5M4 10h10a6 5 0 0 1 0 10h-4",
    ),
    Tool::of(
        Command::Redo,
        key::EDITOR_REDO,
        "Control+Shift+Z",
        "m15 5 5 5-5 5M20 10H10a6 5 0 0 0 0 10h4",
    ),
    Tool::of(
        Command::Bold,
        key::EDITOR_BOLD,
        "Control+B",
        "M7 4h6a4 4 0 0 1 0 8H7zM7 12h7a4 4 0 0 1 0 8H7z",
    )
    .toggling()
    .first(),
    Tool::of(
        Command::Italic,
        key::EDITOR_ITALIC,
        "Control+I",
        "M10 4h8M6 20h8M15 4 9 20",
    )
    .toggling(),
    Tool::of(
        Command::Underline,
        key::EDITOR_UNDERLINE,
        "Control+U",
        "M7 4v7a5 5 0 0 0 10 0V4M5 20h14",
    )
    .toggling(),
    Tool::of(
        Command::Strike,
        key::EDITOR_STRIKE,
        "Control+Shift+X",
        "M17 7c-1-2-3-3-5-3-3 0-5 2-5 4 0 6 10 3 10 8 0 2-2 4-5 4-2 0-4-1-5-3M4 12h16",
    )
    .toggling(),
    Tool::of(
        Command::Link,
        key::EDITOR_LINK,
        "Control+K",
        "M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1",
    )
    .toggling(),
    Tool::of(
        Command::ClearMarks,
        key::EDITOR_CLEAR,
        "",
        "M6 4h13M12 4 9 14M4 20h9M15 14l5 6M20 14l-5 6",
    ),
    Tool::of(
        Command::BulletList,
        key::EDITOR_BULLET_LIST,
        "Control+Shift+8",
        "M9 6h11M9 12h11M9 18h11M4 6h1M4 12h1M4 18h1",
    )
    .toggling()
    .first(),
    Tool::of(
        Command::OrderedList,
        key::EDITOR_ORDERED_LIST,
        "Control+Shift+7",
        "M10 6h10M10 12h10M10 18h10M4 4l1-1v5M3 14c0-3 4-2 3 0l-3 4h3.500",
    )
    .toggling(),
    Tool::of(
        Command::Outdent,
        key::EDITOR_OUTDENT,
        "Shift+Tab",
        "M11 6h9M11 12h9M11 18h9M7 9l-3 3 3 3",
    ),
    Tool::of(
        Command::Indent,
        key::EDITOR_INDENT,
        "Tab",
        "M11 6h9M11 12h9M11 18h9M4 9l3 3-3 3",
    ),
    Tool::of(
        Command::Quote,
        key::EDITOR_QUOTE,
        "Control+Shift+9",
        "M5 5v14M10 7h10M10 12h10M10 17h6",
    )
    .toggling()
    .first(),
    Tool::of(Command::Rule, key::EDITOR_RULE, "", "M4 12h16M8 6h8M8 18h8"),
    Tool::of(
        Command::Table(TableCommand::Insert),
        key::EDITOR_TABLE_INSERT,
        "",
        "M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14M15 5v14",
    ),
];

/// What a table can be asked for, while the caret is in one.
pub const TABLE_TOOLS: [(TableCommand, Key); 8] = [
    (TableCommand::RowAbove, key::EDITOR_ROW_ABOVE),
    (TableCommand::RowBelow, key::EDITOR_ROW_BELOW),
    (TableCommand::ColumnBefore, key::EDITOR_COLUMN_BEFORE),
    (TableCommand::ColumnAfter, key::EDITOR_COLUMN_AFTER),
    (TableCommand::ToggleHeader, key::EDITOR_TOGGLE_HEADER),
    (TableCommand::DeleteRow, key::EDITOR_DELETE_ROW),
    (TableCommand::DeleteColumn, key::EDITOR_DELETE_COLUMN),
    (TableCommand::DeleteTable, key::EDITOR_DELETE_TABLE),
];
