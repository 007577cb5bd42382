//! Marks: what a run of text looks like and where it leads.

use super::attribute;
use crate::order::sort_short;
use std::{
    collections::HashMap,
    hash::{Hash, Hasher},
    mem::discriminant,
    sync::Arc,
};
use yrs::{Any, Number, types::Attrs};

const LINK: &str = "link";
const LINK_TARGET: &str = "_blank";
const LINK_REL: &str = "noopener noreferrer nofollow";

/// A mark that is either there or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Mark {
    Bold,
    Italic,
    Underline,
    Strike,
    Code,
}

impl Mark {
    /// All simple marks, in the order in which they nest.
    pub const ALL: [Mark; 5] = [
        Mark::Bold,
        Mark::Italic,
        Mark::Underline,
        Mark::Strike,
        Mark::Code,
    ];

    pub(crate) fn key(self) -> &'static str {
        match self {
            Mark::Bold => "bold",
            Mark::Italic => "italic",
            Mark::Underline => "underline",
            Mark::Strike => "strike",
            Mark::Code => "code",
        }
    }
}

/// A link with the five attributes that y-prosemirror compares.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Link {
    /// As written by whoever wrote it: sanitise it when it is shown.
    pub href: Arc<str>,
    pub target: Option<Arc<str>>,
    pub rel: Option<Arc<str>>,
    pub class: Option<Arc<str>>,
    pub title: Option<Arc<str>>,
}

impl Link {
    /// A link as Tiptap writes it.
    pub fn to(href: impl Into<Arc<str>>) -> Link {
        Link {
            href: href.into(),
            target: Some(LINK_TARGET.into()),
            rel: Some(LINK_REL.into()),
            class: None,
            title: None,
        }
    }

    fn read(value: &Any) -> Link {
        let map = match value {
            Any::Map(map) => Some(map),
            _ => None,
        };
        let text = |key: &str| match map.and_then(|map| map.get(key)) {
            Some(Any::String(text)) => Some(text.clone()),
            _ => None,
        };
        Link {
            href: text(attribute::HREF).unwrap_or_default(),
            target: text(attribute::TARGET),
            rel: text(attribute::REL),
            class: text(attribute::CLASS),
            title: text(attribute::TITLE),
        }
    }

    fn value(&self) -> Any {
        let text = |text: &Option<Arc<str>>| match text {
            Some(text) => Any::String(text.clone()),
            None => Any::Null,
        };
        Any::Map(Arc::new(HashMap::from([
            (attribute::HREF.to_owned(), Any::String(self.href.clone())),
            (attribute::TARGET.to_owned(), text(&self.target)),
            (attribute::REL.to_owned(), text(&self.rel)),
            (attribute::CLASS.to_owned(), text(&self.class)),
            (attribute::TITLE.to_owned(), text(&self.title)),
        ])))
    }
}

/// A mark that this version does not write: kept as it came.
#[derive(Clone, Debug, PartialEq)]
pub struct ForeignMark {
    pub(crate) key: Arc<str>,
    pub(crate) value: Any,
}

impl Hash for ForeignMark {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.key.hash(hasher);
        hash(&self.value, hasher);
    }
}

/// Equal values have equal hashes: an integer equals the same fraction, and the order of a map says nothing.
fn hash<H: Hasher>(value: &Any, hasher: &mut H) {
    discriminant(value).hash(hasher);
    match value {
        Any::Null | Any::Undefined => (),
        Any::Bool(value) => value.hash(hasher),
        Any::Number(Number::Int(number)) => hash_number(*number as f64, hasher),
        Any::Number(Number::Float(number)) => hash_number(*number, hasher),
        Any::String(text) => text.hash(hasher),
        Any::Buffer(bytes) => bytes.hash(hasher),
        Any::Array(values) => {
            values.len().hash(hasher);
            values.iter().for_each(|value| hash(value, hasher));
        }
        Any::Map(map) => {
            let mut entries: Vec<_> = map.iter().collect();
            entries.sort_unstable_by_key(|(key, _)| *key);
            entries.len().hash(hasher);
            for (key, value) in entries {
                key.hash(hasher);
                hash(value, hasher);
            }
        }
    }
}

fn hash_number<H: Hasher>(number: f64, hasher: &mut H) {
    // -0 equals 0.
    (number + 0.0).to_bits().hash(hasher);
}

/// The marks of one run of text.
#[derive(Clone, Debug, Default, PartialEq, Hash)]
pub struct Marks {
    pub bold: bool,
    pub italic: bool,
    pub underline: bool,
    pub strike: bool,
    pub code: bool,
    pub link: Option<Link>,
    /// Overlapping and unknown marks, sorted by key.
    pub(crate) foreign: Vec<ForeignMark>,
}

impl Marks {
    /// No marks.
    pub fn none() -> Marks {
        Marks::default()
    }

    /// Whether there is no mark at all.
    pub fn is_empty(&self) -> bool {
        *self == Marks::default()
    }

    /// Whether the mark is there.
    pub fn has(&self, mark: Mark) -> bool {
        match mark {
            Mark::Bold => self.bold,
            Mark::Italic => self.italic,
            Mark::Underline => self.underline,
            Mark::Strike => self.strike,
            Mark::Code => self.code,
        }
    }

    /// Adds or removes a mark; code excludes every other mark.
    pub fn set(&mut self, mark: Mark, on: bool) {
        if on && mark == Mark::Code {
            *self = Marks::default();
        } else if on {
            self.code = false;
        }
        match mark {
            Mark::Bold => self.bold = on,
            Mark::Italic => self.italic = on,
            Mark::Underline => self.underline = on,
            Mark::Strike => self.strike = on,
            Mark::Code => self.code = on,
        }
    }

    /// The same marks and this one.
    pub fn with(mut self, mark: Mark) -> Marks {
        self.set(mark, true);
        self
    }

    /// The same marks and this link.
    pub fn linked(mut self, link: Link) -> Marks {
        self.code = false;
        self.link = Some(link);
        self
    }

    pub(crate) fn read(attrs: Option<&Attrs>) -> Marks {
        let mut marks = Marks::default();
        for (key, value) in attrs.into_iter().flatten() {
            if matches!(value, Any::Null | Any::Undefined) {
                continue;
            }
            if key.as_ref() == LINK {
                marks.link = Some(Link::read(value));
                continue;
            }
            match Mark::ALL
                .into_iter()
                .find(|mark| mark.key() == key.as_ref())
            {
                Some(Mark::Bold) => marks.bold = true,
                Some(Mark::Italic) => marks.italic = true,
                Some(Mark::Underline) => marks.underline = true,
                Some(Mark::Strike) => marks.strike = true,
                Some(Mark::Code) => marks.code = true,
                None => marks.foreign.push(ForeignMark {
                    key: key.clone(),
                    value: value.clone(),
                }),
            }
        }
        sort_short(&mut marks.foreign, |a, b| a.key < b.key);
        marks
    }

    /// The formatting attributes of text with exactly these marks.
    pub(crate) fn attrs(&self) -> Attrs {
        let mut attrs = Attrs::new();
        for mark in Mark::ALL {
            if self.has(mark) {
                attrs.insert(mark.key().into(), mark_value());
            }
        }
        if let Some(link) = &self.link {
            attrs.insert(LINK.into(), link.value());
        }
        for mark in &self.foreign {
            attrs.insert(mark.key.clone(), mark.value.clone());
        }
        attrs
    }

    /// What `format` needs to turn these marks into `wanted`.
    pub(crate) fn change_to(&self, wanted: &Marks) -> Attrs {
        let before = self.attrs();
        let mut change = wanted.attrs();
        change.retain(|key, value| before.get(key) != Some(value));
        for key in before.into_keys() {
            if !change.contains_key(&key) && !wanted.writes(&key) {
                change.insert(key, Any::Null);
            }
        }
        change
    }

    /// The same marks without those that a foreign editor would destroy the text for.
    pub(crate) fn known(&self) -> Marks {
        let mut marks = self.clone();
        marks.foreign.retain(|mark| is_known_mark(&mark.key));
        marks
    }

    /// Whether every mark is one that StarterKit knows, overlapping ones included.
    pub(crate) fn are_known(&self) -> bool {
        self.foreign.iter().all(|mark| is_known_mark(&mark.key))
    }

    fn writes(&self, key: &str) -> bool {
        match Mark::ALL.into_iter().find(|mark| mark.key() == key) {
            Some(mark) => self.has(mark),
            None if key == LINK => self.link.is_some(),
            None => self.foreign.iter().any(|mark| mark.key.as_ref() == key),
        }
    }
}

/// Overlapping marks are keyed `name--` and eight characters of a hash.
fn is_known_mark(key: &str) -> bool {
    const HASH_CHARS: usize = 8;
    let name = match key.rsplit_once("--") {
        Some((name, hash)) if hash.len() == HASH_CHARS => name,
        _ => key,
    };
    name == LINK || Mark::ALL.iter().any(|mark| mark.key() == name)
}

fn mark_value() -> Any {
    Any::Map(Arc::new(HashMap::new()))
}
