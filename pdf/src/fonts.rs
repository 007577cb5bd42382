//! The letters that the report can show.

use std::sync::LazyLock;
use typst::{
    foundations::Bytes,
    text::{Font, FontBook},
    utils::LazyHash,
};

macro_rules! font {
    ($file:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $file)).as_slice()
    };
}

const SERIF: [&[u8]; 4] = [
    font!("serif.otf"),
    font!("serif-bold.otf"),
    font!("serif-italic.otf"),
    font!("serif-bold-italic.otf"),
];
const MONO: &[u8] = font!("mono.ttf");

/// All fonts, parsed once.
pub(crate) struct Fonts {
    pub book: LazyHash<FontBook>,
    pub all: Vec<Font>,
}

pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let files = SERIF.into_iter().chain([MONO]);
    let all: Vec<Font> = files
        .flat_map(|file| Font::iter(Bytes::new(file)))
        .collect();
    Fonts {
        book: LazyHash::new(FontBook::from_fonts(&all)),
        all,
    }
});

impl Fonts {
    /// Whether a letter has a shape in every style.
    pub fn show(&self, c: char) -> bool {
        let has = |font: &Font| font.info().coverage.contains(c.into());
        let (serif, others) = self.all.split_at(SERIF.len().min(self.all.len()));
        others.iter().any(has) || serif.iter().all(has)
    }
}
