//! What the typesetter may see: one template, one file of data, the fonts. No disk, no network, no
//! clock.

use crate::{
    Failed,
    fonts::{FONTS, Fonts},
};
use std::sync::LazyLock;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

const TEMPLATE: &str = include_str!("report.typ");

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| LazyHash::new(Library::default()));

/// The files of one report.
pub(crate) struct Desk {
    template: Source,
    data: (FileId, Bytes),
}

impl Desk {
    pub fn with(data: Vec<u8>) -> Result<Desk, Failed> {
        Ok(Desk {
            template: Source::new(file("report.typ")?, TEMPLATE.to_owned()),
            data: (file("report.json")?, Bytes::new(data)),
        })
    }
}

fn file(name: &str) -> Result<FileId, Failed> {
    let path = VirtualPath::new(name).map_err(|_| Failed::Template(format!("no path: {name}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        let fonts: &Fonts = &FONTS;
        &fonts.book
    }

    fn main(&self) -> FileId {
        self.template.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        match id == self.template.id() {
            true => Ok(self.template.clone()),
            false => Err(missing(id)),
        }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        match id == self.data.0 {
            true => Ok(self.data.1.clone()),
            false => Err(missing(id)),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }

    fn today(&self, _offset: Option<Duration>) -> Option<Datetime> {
        None
    }
}
