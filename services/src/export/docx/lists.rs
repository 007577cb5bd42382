//! Lists: each ordered one counts for itself, so each has a numbering of its own.

use docx_rs::{
    AbstractNumbering, Docx, IndentLevel, Level, LevelJc, LevelOverride, LevelText, NumberFormat,
    Numbering, NumberingId, Paragraph, SpecialIndentType, Start,
};
use model::document::schema::BlockKind;

/// Word has nine levels; deeper lists stay on the last.
const LEVELS: usize = 9;
const BULLETS: usize = 10;
const NUMBERS: usize = 11;
/// In twentieths of a point, a level.
const INDENT: i32 = 425;

/// The numberings that the document needs.
pub(super) struct Lists {
    numberings: Vec<Numbering>,
}

/// A list whose items are being written.
#[derive(Clone, Copy)]
pub(super) struct List {
    numbering: usize,
    level: usize,
}

impl Default for Lists {
    fn default() -> Self {
        Lists {
            numberings: vec![Numbering::new(BULLETS, BULLETS)],
        }
    }
}

impl Lists {
    /// Begins a list inside `outer`.
    pub fn begin(&mut self, kind: &BlockKind, outer: Option<List>) -> List {
        let level = outer.map_or(0, |outer| (outer.level + 1).min(LEVELS - 1));
        let BlockKind::OrderedList { start, .. } = kind else {
            return List {
                numbering: BULLETS,
                level,
            };
        };
        let start = usize::try_from(*start).unwrap_or(1).min(i32::MAX as usize);
        let numbering = NUMBERS + self.numberings.len();
        let first = LevelOverride::new(level).start(start);
        self.numberings
            .push(Numbering::new(numbering, NUMBERS).add_override(first));
        List { numbering, level }
    }

    /// The document with all numberings.
    pub fn add_to(self, docx: Docx) -> Docx {
        let docx = docx
            .add_abstract_numbering(levels(BULLETS, "bullet", |_| "•".to_owned()))
            .add_abstract_numbering(levels(NUMBERS, "decimal", |level| {
                format!("%{}.", level + 1)
            }));
        self.numberings.into_iter().fold(docx, Docx::add_numbering)
    }
}

impl List {
    /// The paragraph with the item's sign.
    pub fn first(self, paragraph: Paragraph) -> Paragraph {
        paragraph.numbering(
            NumberingId::new(self.numbering),
            IndentLevel::new(self.level),
        )
    }

    /// Another paragraph of the same item.
    pub fn further(self, paragraph: Paragraph) -> Paragraph {
        paragraph.indent(Some(indent(self.level)), None, None, None)
    }
}

fn indent(level: usize) -> i32 {
    INDENT * (level as i32 + 1)
}

fn levels(id: usize, format: &str, text: impl Fn(usize) -> String) -> AbstractNumbering {
    (0..LEVELS).fold(AbstractNumbering::new(id), |numbering, level| {
        let sign = LevelText::new(text(level));
        let format = NumberFormat::new(format);
        let left = LevelJc::new("left");
        let hanging = Some(SpecialIndentType::Hanging(INDENT));
        numbering.add_level(Level::new(level, Start::new(1), format, sign, left).indent(
            Some(indent(level)),
            hanging,
            None,
            None,
        ))
    })
}
