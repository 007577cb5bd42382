//! What stays open while pages turn: drafts with socket, caret, undo and the comment under way, and
//! pages on whose forms somebody has typed.
//!
//! A page that is left only goes out of the document. Its draft hears and takes in what others do,
//! paints nothing, and tells them that nobody is at it. Whoever comes back finds it as it was.

use crate::{
    editor::browser,
    live::OpenDraft,
    navigation::{self, Entry},
};
use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlOptionElement, HtmlTextAreaElement, NodeList};

/// How long what was left stays open. Signing out ends it at once, with the program.
pub const KEEP_MS: u32 = 10 * 60 * 1_000;
/// So many pages stay open besides the one that is shown; the oldest gives way.
pub const KEPT_PAGES: usize = 8;

/// A page as it is shown: its `<main>`, and the draft that is live in it.
pub struct Page {
    pub main: HtmlElement,
    pub title: String,
    pub draft: Option<OpenDraft>,
    /// Where somebody typed last.
    pub typed_in: Option<HtmlElement>,
}

/// What somebody comes back to.
#[derive(Clone, Debug, PartialEq)]
pub enum Name {
    /// The drafting page of a proposal, by its id.
    Draft(String),
    /// A page of the browser's history.
    Entry(Entry),
}

struct Kept {
    name: Name,
    page: Page,
    top: f64,
    left_ms: f64,
    /// Whether something was sent since, so that the server may have another page by now.
    is_old: bool,
}

/// The pages that were left and stay open, oldest first.
#[derive(Default)]
pub struct Workspace(Vec<Kept>);

impl Page {
    /// The proposal whose draft is live here.
    pub fn proposal(&self) -> Option<&str> {
        self.draft.as_ref().map(|draft| &draft.proposal[..])
    }

    /// Whether nothing would be lost with it.
    fn is_safe(&self) -> bool {
        let draft = self.draft.as_ref();
        draft.is_none_or(|draft| draft.context.drafting.is_safe())
    }
}

impl Workspace {
    /// Keeps a page that was left, at this place of the history and scrolled so far, if there is
    /// anything in it to come back to: a draft, or what was typed and not sent.
    pub fn leave(&mut self, page: Page, entry: Entry, top: f64, was_sent: bool) {
        let draft = page.proposal().map(|it| Name::Draft(it.to_owned()));
        let is_draft = draft.is_some();
        let name = draft.unwrap_or(Name::Entry(entry));
        self.0.retain(|kept| kept.name != name);
        if !is_draft && (was_sent || !was_typed_in(&page.main)) {
            return;
        }
        self.0.push(Kept {
            name,
            page,
            top,
            left_ms: browser::now_ms(),
            is_old: false,
        });
        if self.0.len() > KEPT_PAGES
            && let Some(oldest) = self.0.iter().position(|kept| kept.page.is_safe())
        {
            self.0.remove(oldest);
        }
        look_again();
    }

    /// The page as it was left, and how far it was scrolled.
    pub fn take(&mut self, name: &Name) -> Option<(Page, f64)> {
        let place = self.0.iter().position(|kept| kept.name == *name)?;
        let kept = self.0.remove(place);
        Some((kept.page, kept.top))
    }

    /// Whether the page is here, and as the server has it. What was typed and not sent is nowhere else.
    pub fn has_current(&self, name: &Name) -> bool {
        let counts = |kept: &Kept| !kept.is_old || kept.page.draft.is_none();
        self.0.iter().any(|kept| kept.name == *name && counts(kept))
    }

    /// Something was sent: what the server writes may be otherwise from now on.
    pub fn grow_old(&mut self) {
        for kept in &mut self.0 {
            kept.is_old = true;
        }
    }

    /// Whether a draft is open.
    pub fn has_drafts(&self) -> bool {
        self.0.iter().any(|kept| kept.page.draft.is_some())
    }

    /// Ends what was left long ago, unless something in it is not safe yet.
    pub fn sweep(&mut self) {
        let now = browser::now_ms();
        let is_over = |kept: &Kept| now - kept.left_ms >= f64::from(KEEP_MS);
        if self
            .0
            .iter()
            .any(|kept| is_over(kept) && !kept.page.is_safe())
        {
            look_again();
        }
        self.0
            .retain(|kept| !(is_over(kept) && kept.page.is_safe()));
    }
}

fn look_again() {
    Timeout::new(KEEP_MS, navigation::sweep).forget();
}

/// Whether a field of a form is otherwise than the server wrote it.
fn was_typed_in(main: &HtmlElement) -> bool {
    let fields = main.query_selector_all("form input, form textarea, form option");
    let count = fields.as_ref().map_or(0, NodeList::length);
    (0..count).any(|index| {
        let Some(field) = fields.as_ref().ok().and_then(|fields| fields.item(index)) else {
            return false;
        };
        if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
            return input.value() != input.default_value()
                || input.checked() != input.default_checked();
        }
        if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
            return area
                .default_value()
                .is_ok_and(|written| area.value() != written);
        }
        let option = field.dyn_ref::<HtmlOptionElement>();
        // Of a list in which the server has chosen nothing the first one counts.
        option.is_some_and(|it| it.default_selected() && !it.selected())
    })
}
