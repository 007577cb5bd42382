//! Reads a PDF again as a screen reader does: the tree of its structure with the text of each
//! part, and what stands on each page.
#![allow(clippy::unwrap_used, dead_code)]

use hayro_cmap::BfString;
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, GlyphDrawMode, Image, InterpreterCache,
    InterpreterSettings, Paint, PathDrawMode, SoftMask, font::Glyph, interpret_page,
};
use hayro_syntax::{
    Pdf,
    object::{Array, Dict, Name, Object, Stream},
};
use kurbo::{Affine, BezPath, Point, Rect};
use std::collections::HashMap;

/// What a reader finds.
pub struct Read {
    pub lang: String,
    pub title: String,
    pub marked: bool,
    /// The metadata, as XML.
    pub xmp: String,
    /// All text of each page in the order in which it is painted.
    pub pages: Vec<String>,
    /// Each part with its depth, its kind and the text that is its own.
    pub parts: Vec<Part>,
    /// Names of fonts, and whether they are inside.
    pub fonts: Vec<(String, bool)>,
    /// Letters without a meaning.
    pub unknown: usize,
    /// Addresses of links.
    pub links: Vec<String>,
    /// Where the last letter of the widest line begins, in points.
    pub most_right: f64,
}

#[derive(Debug)]
pub struct Part {
    pub depth: usize,
    pub kind: String,
    pub text: String,
    pub lang: Option<String>,
}

impl Read {
    pub fn of(bytes: Vec<u8>) -> Read {
        let pdf = Pdf::new(bytes).unwrap();
        let root: Dict = pdf.xref().get(pdf.xref().root_id()).unwrap();
        let mut pages = Vec::new();
        let mut marked = HashMap::new();
        let mut fonts = Vec::new();
        let mut links = Vec::new();
        let (mut unknown, mut most_right) = (0, 0.0_f64);
        for (number, page) in pdf.pages().iter().enumerate() {
            let cache = InterpreterCache::new();
            let settings = InterpreterSettings::default();
            let around = Rect::new(0.0, 0.0, 1.0, 1.0);
            let mut context = Context::new(Affine::IDENTITY, around, &cache, pdf.xref(), settings);
            let mut device = Texts::default();
            interpret_page(page, &mut context, &mut device);
            pages.push(device.all);
            unknown += device.unknown;
            most_right = most_right.max(device.most_right);
            let id = page.raw().obj_id().unwrap().obj_number;
            for (mark, text) in device.marked {
                marked.insert((id, mark), text);
            }
            assert!(number < 100_000);
            add_fonts(&mut fonts, page.raw());
            let notes = page.raw().get::<Array>("Annots");
            let notes = notes.iter().flat_map(|notes| notes.iter::<Dict>());
            let actions = notes.filter_map(|note| note.get::<Dict>("A"));
            links.extend(actions.filter_map(|action| Some(text_of(action.get("URI")?))));
        }
        let mut parts = Vec::new();
        let tree: Dict = root.get("StructTreeRoot").unwrap();
        walk(&tree, 0, None, &marked, &mut parts);
        let xmp = root.get::<Stream>("Metadata").unwrap();
        let title = pdf.metadata().title.clone();
        Read {
            lang: text_of(root.get("Lang").unwrap()),
            title: decoded(&title.unwrap_or_default()),
            marked: root
                .get::<Dict>("MarkInfo")
                .and_then(|info| info.get::<bool>("Marked"))
                .unwrap_or_default(),
            xmp: String::from_utf8(xmp.decoded().unwrap().into_owned()).unwrap(),
            pages,
            parts,
            fonts,
            unknown,
            links,
            most_right,
        }
    }

    /// The text of all parts of a kind, each with what stands in it.
    pub fn of_kind(&self, kind: &str) -> Vec<String> {
        let begins = (0..self.parts.len()).filter(|at| self.parts[*at].kind == kind);
        begins.map(|at| self.within(at)).collect()
    }

    /// The text of a part and of everything in it.
    pub fn within(&self, at: usize) -> String {
        let depth = self.parts[at].depth;
        let inside = self.parts[at + 1..].iter();
        let inside = inside.take_while(|part| part.depth > depth);
        std::iter::once(&self.parts[at])
            .chain(inside)
            .map(|part| part.text.as_str())
            .collect()
    }

    /// Everything that is read out, without the places where a long word may be broken.
    pub fn text(&self) -> String {
        let parts = self.parts.iter().map(|part| part.text.as_str());
        let text: String = parts.collect::<Vec<_>>().join("\n");
        text.replace('\u{200b}', "")
    }

    /// The tree as an outline, for comparing.
    pub fn outline(&self) -> String {
        let line = |part: &Part| {
            let text = match part.text.is_empty() {
                true => String::new(),
                false => format!(" {:?}", part.text),
            };
            format!("{}{}{text}\n", "  ".repeat(part.depth), part.kind)
        };
        self.parts.iter().map(line).collect()
    }
}

fn walk(
    element: &Dict,
    depth: usize,
    page: Option<i32>,
    marked: &HashMap<(i32, i32), String>,
    parts: &mut Vec<Part>,
) {
    let kind = element.get::<Name>("S").map(|it| it.as_str().to_owned());
    let page = element.get_ref("Pg").map_or(page, |it| Some(it.obj_number));
    let (at, inner) = (parts.len(), depth + usize::from(kind.is_some()));
    if let Some(kind) = kind {
        let lang = element.get("Lang").map(text_of);
        let text = String::new();
        parts.push(Part {
            depth,
            kind,
            text,
            lang,
        });
    }
    let kids = match element.get::<Object>("K") {
        Some(Object::Array(kids)) => kids.iter::<Object>().collect(),
        Some(kid) => vec![kid],
        None => Vec::new(),
    };
    for kid in kids {
        let (page, mark) = match kid {
            Object::Number(number) => (page, number.as_i64() as i32),
            Object::Dict(dict) if dict.contains_key("MCID") => {
                let page = dict.get_ref("Pg").map_or(page, |it| Some(it.obj_number));
                (page, dict.get::<i32>("MCID").unwrap())
            }
            Object::Dict(dict) => {
                walk(&dict, inner, page, marked, parts);
                continue;
            }
            _ => continue,
        };
        let text = page.and_then(|page| marked.get(&(page, mark)));
        let text = text.map(String::as_str).unwrap_or_default();
        // What follows an inner part is the outer one's, but is read after it.
        match parts.len() == at + 1 {
            true => parts[at].text.push_str(text),
            false => parts.push(Part {
                depth: inner,
                kind: "text".to_owned(),
                text: text.to_owned(),
                lang: None,
            }),
        }
    }
}

fn add_fonts(fonts: &mut Vec<(String, bool)>, page: &Dict) {
    let resources: Option<Dict> = page.get("Resources");
    let Some(all) = resources.and_then(|it| it.get::<Dict>("Font")) else {
        return;
    };
    for key in all.keys() {
        let font: Dict = all.get(&*key).unwrap();
        let name = font.get::<Name>("BaseFont").unwrap().as_str().to_owned();
        let below = font.get::<Array>("DescendantFonts").unwrap();
        let below = below.iter::<Dict>().next().unwrap();
        let descriptor: Dict = below.get("FontDescriptor").unwrap();
        let files = ["FontFile", "FontFile2", "FontFile3"];
        let inside = files.iter().any(|file| descriptor.contains_key(file));
        if fonts.iter().all(|(known, _)| *known != name) {
            fonts.push((name, inside));
        }
    }
}

fn text_of(text: hayro_syntax::object::String) -> String {
    decoded(text.as_bytes())
}

/// UTF-16 with its mark, or letters of one byte.
fn decoded(bytes: &[u8]) -> String {
    match bytes.strip_prefix(b"\xfe\xff") {
        Some(units) => {
            let units = units.chunks_exact(2);
            let units: Vec<u16> = units.map(|it| u16::from_be_bytes([it[0], it[1]])).collect();
            String::from_utf16_lossy(&units)
        }
        None => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}

#[derive(Default)]
struct Texts {
    all: String,
    marked: HashMap<i32, String>,
    open: Vec<Option<i32>>,
    unknown: usize,
    most_right: f64,
}

impl<'a> Device<'a> for Texts {
    fn draw_glyph(
        &mut self,
        glyph: &Glyph<'a>,
        place: Affine,
        within: Affine,
        _: &Paint<'a>,
        _: &GlyphDrawMode,
    ) {
        let text = match glyph.as_unicode() {
            Some(BfString::Char(c)) => c.to_string(),
            Some(BfString::String(text)) => text,
            None => {
                self.unknown += 1;
                return;
            }
        };
        self.all.push_str(&text);
        let right = (place * within * Point::ZERO).x;
        self.most_right = self.most_right.max(right);
        if let Some(mark) = self.open.iter().rev().find_map(|mark| *mark) {
            self.marked.entry(mark).or_default().push_str(&text);
        }
    }
    fn begin_marked_content(&mut self, _: &[u8], mark: Option<i32>) {
        self.open.push(mark);
    }
    fn end_marked_content(&mut self) {
        self.open.pop();
    }
    fn set_soft_mask(&mut self, _: Option<SoftMask<'a>>) {}
    fn set_blend_mode(&mut self, _: BlendMode) {}
    fn draw_path(&mut self, _: &BezPath, _: Affine, _: &Paint<'a>, _: &PathDrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(
        &mut self,
        _: f32,
        _: Option<hayro_interpret::SoftMask<'a>>,
        _: BlendMode,
    ) {
    }
    fn draw_image(&mut self, _: Image<'a, '_>, _: Affine) {}
    fn pop_clip_path(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
