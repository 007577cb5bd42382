//! What a person may ask the editor to do, from a button, a menu or a key.

/// One wish; what it means is decided by the selection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    Bold,
    Italic,
    Underline,
    Strike,
    Code,
    ClearMarks,
    /// Opens the link dialog.
    Link,
    /// Sets the address of the selected words; an empty one removes the link.
    SetLink(String),
    Paragraph,
    /// Level 1 to 6.
    Heading(u8),
    BulletList,
    OrderedList,
    Quote,
    CodeBlock,
    Rule,
    LineBreak,
    Indent,
    Outdent,
    Undo,
    Redo,
    Table(TableCommand),
}

/// Changes to the shape of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableCommand {
    Insert,
    RowAbove,
    RowBelow,
    ColumnBefore,
    ColumnAfter,
    DeleteRow,
    DeleteColumn,
    ToggleHeader,
    DeleteTable,
}
