//! What this program knows while pages turn: the page that is shown, those that stay open, the
//! history. One for the whole window.

use super::{
    answer::{self, Ahead, Answer, Written},
    arrival::{self, Start},
    past::{self, Entry, Past},
    way,
};
use crate::{
    editor::browser::{document, window},
    live::{HandedOver, Mounted, OpenDraft, put},
    parts::theme_switch::THEME,
    workspace::{Name, Page, Workspace},
};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Url};

thread_local! {
    static APPLICATION: RefCell<Option<Application>> = const { RefCell::new(None) };
}

/// Stands on the document while a page is awaited.
const TURNING: &str = "data-turning";

/// What becomes of the history when a page turns.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Step {
    Forth,
    Instead,
    /// The browser has gone to this entry by itself.
    To(Entry),
}

/// The pages of this window.
pub struct Application {
    pub page: Page,
    /// Path and query of the page that is shown.
    pub address: String,
    pub past: Past,
    workspace: Workspace,
    written: Written,
    frame: String,
    /// The live part of the header.
    theme: Option<Mounted>,
    announcer: HtmlElement,
    ahead: Option<Ahead>,
    /// Counts turns of pages, so that an answer that comes late changes nothing.
    turns: u32,
}

/// Works on the application; none before it begins, and where an outer event is at it.
pub fn with<R>(act: impl FnOnce(&mut Application) -> R) -> Option<R> {
    APPLICATION.with(|it| it.try_borrow_mut().ok()?.as_mut().map(act))
}

/// Begins with the page that the browser has loaded, and the draft that is live in it.
pub fn begin(draft: Option<OpenDraft>) {
    let document = document();
    let Some(main) = answer::main_of(&document) else {
        return;
    };
    if let Some(draft) = &draft {
        draft.surround();
    }
    let application = Application {
        page: Page {
            title: document.title(),
            draft,
            typed_in: None,
            main,
        },
        address: past::here(),
        past: Past::begin(),
        workspace: Workspace::default(),
        written: Written::of(&document),
        frame: text_of(&answer::frame_of(&document)),
        theme: live_theme(),
        announcer: arrival::announcer(),
        ahead: None,
        turns: 0,
    };
    APPLICATION.with(|it| it.replace(Some(application)));
}

impl Application {
    /// Begins to wait for a page; gives the number of this turn.
    pub fn wait(&mut self) -> u32 {
        self.turns += 1;
        mark(true);
        self.turns
    }

    /// How often a page was turned so far.
    pub fn turns(&self) -> u32 {
        self.turns
    }

    /// Whether nobody has gone elsewhere meanwhile; if so, the wait is over.
    pub fn is_awaited(&self, turn: u32) -> bool {
        let is_awaited = self.turns == turn;
        if is_awaited {
            mark(false);
        }
        is_awaited
    }

    /// Remembers how the present page is left.
    pub fn remember(&mut self) {
        self.past.remember(&self.page.main);
    }

    /// Whether the page that is shown was kept for want of a network.
    pub fn is_kept(&self) -> bool {
        let root = document().document_element();
        root.is_some_and(|root| root.has_attribute(answer::KEPT_AT))
    }

    /// What is open was left long ago.
    pub fn sweep(&mut self) {
        self.workspace.sweep();
    }

    /// Something was sent.
    pub fn grow_old(&mut self) {
        self.ahead = None;
        self.workspace.grow_old();
    }

    /// Whether an answer can be shown beside what is open here.
    pub fn may_show(&self, answer: &Answer) -> bool {
        let written = answer.written();
        let has_drafts = self.page.draft.is_some() || self.workspace.has_drafts();
        written.is_ours(&self.written) && (!has_drafts || written.speaks(&self.written))
    }

    /// The page of an address that stays open here.
    fn open_at(&self, to: &Url, step: Step) -> Option<Name> {
        let entry = match step {
            Step::To(entry) => Some(Name::Entry(entry)),
            Step::Forth | Step::Instead => None,
        };
        let mut names = draft_at(to).map(Name::Draft).into_iter().chain(entry);
        names.find(|name| self.workspace.has_current(name))
    }

    /// Asks ahead for the page of a link that is being pressed.
    pub fn ask_ahead(&mut self, to: &Url) {
        let is_here = draft_at(to).is_some_and(|it| self.page.proposal() == Some(&it));
        if !is_here && self.open_at(to, Step::Forth).is_none() {
            self.ahead = Some(Ahead::ask(&to.href()));
        }
    }

    /// What was asked for ahead, if it is this page.
    pub fn take_ahead(&mut self, address: &str) -> Option<Ahead> {
        self.ahead.take().filter(|ahead| ahead.is_for(address))
    }

    /// Goes to a page that is open here; whether there is one.
    pub fn show_open(&mut self, to: &Url, step: Step) -> bool {
        let open = self.open_at(to, step);
        let Some((page, top)) = open.and_then(|name| self.workspace.take(&name)) else {
            let draft = draft_at(to);
            let is_here = draft.is_some() && draft.as_deref() == self.page.proposal();
            if is_here {
                self.go_within(to, step);
            }
            return is_here;
        };
        mark(false);
        self.turns += 1;
        let from = self.exchange(page);
        self.enter(from, to, step, false);
        self.speak(&to.search());
        arrival::arrive(&self.page, &self.announcer, Start::AtWork(top, &to.hash()));
        true
    }

    /// Another address of the draft that is shown.
    fn go_within(&mut self, to: &Url, step: Step) {
        self.note(to, step);
        self.speak(&to.search());
        let top = window().scroll_y().unwrap_or_default();
        arrival::arrive(&self.page, &self.announcer, Start::AtWork(top, &to.hash()));
    }

    /// Shows the text in the language that an address asks for.
    fn speak(&self, query: &str) {
        if let (Some(draft), Some(code)) = (&self.page.draft, way::field(query, "lang")) {
            draft.show_language(code);
        }
    }

    /// Shows a page that has come: as the answer to a form, or because somebody wants to go there.
    pub fn show(&mut self, answer: Answer, to: &Url, step: Step, was_sent: bool) {
        self.look_like(&answer);
        let title = answer.title();
        let Some(main) = answer.into_main() else {
            return;
        };
        let draft = HandedOver::of(&main).map(|it| self.carry_over(&main, it));
        let (draft, handed_over) = match draft {
            Some(Ok(draft)) => (Some(draft), None),
            Some(Err(handed_over)) => (None, Some(handed_over)),
            None => (None, None),
        };
        let page = Page {
            main,
            title,
            draft,
            typed_in: None,
        };
        let from = self.exchange(page);
        self.enter(from, to, step, was_sent);
        if let Some(handed_over) = handed_over {
            let draft = OpenDraft::open(&self.page.main, handed_over);
            if let Some(draft) = &draft {
                draft.surround();
            }
            self.page.draft = draft;
        }
        let start = match step {
            Step::To(entry) => Start::Past(self.past.left(entry)),
            _ => Start::Top(&to.hash()),
        };
        arrival::arrive(&self.page, &self.announcer, start);
    }

    /// The draft that goes on in a page that has come: the same proposal's, if it is open and still the
    /// same on the server.
    fn carry_over(
        &mut self,
        main: &HtmlElement,
        handed_over: HandedOver,
    ) -> Result<OpenDraft, HandedOver> {
        let proposal = handed_over.proposal();
        let draft = match self.page.proposal() == Some(&proposal) {
            true => self.page.draft.take(),
            false => {
                let kept = self.workspace.take(&Name::Draft(proposal));
                kept.and_then(|(page, _)| page.draft)
            }
        };
        match draft {
            Some(draft) => draft.into_main(main, handed_over),
            None => Err(handed_over),
        }
    }

    /// Puts a page in the place of the present one, and gives that back.
    fn exchange(&mut self, page: Page) -> Page {
        if let Some(draft) = &self.page.draft {
            draft.set_shown(false);
        }
        let _ = self.page.main.replace_with_with_node_1(&page.main);
        if let Some(draft) = &page.draft {
            draft.set_shown(true);
        }
        std::mem::replace(&mut self.page, page)
    }

    /// Notes where one is now, and keeps what was left.
    fn enter(&mut self, from: Page, to: &Url, step: Step, was_sent: bool) {
        let (entry, left) = (self.past.now, self.past.left(self.past.now));
        self.note(to, step);
        let top = left.map_or(0.0, |left| left.top);
        self.workspace.leave(from, entry, top, was_sent);
    }

    fn note(&mut self, to: &Url, step: Step) {
        match step {
            Step::Forth => self.past.forth(&to.href()),
            Step::Instead => self.past.instead(&to.href()),
            Step::To(entry) => self.past.now = entry,
        }
        self.address = to.pathname() + &to.search();
    }

    /// Language, theme and header as the answer has them. Another account ends what is open.
    fn look_like(&mut self, answer: &Answer) {
        let written = answer.written();
        if !written.is_mine(&self.written) {
            self.workspace = Workspace::default();
            self.page.draft = None;
        }
        let document = document();
        if let Some(root) = document.document_element() {
            written.mark_language(&root);
            if let Some(theme) = answer.theme() {
                let _ = root.set_attribute("data-theme", &theme);
            }
            let _ = match answer.kept_at() {
                Some(at) => root.set_attribute(answer::KEPT_AT, &at),
                None => root.remove_attribute(answer::KEPT_AT),
            };
        }
        self.written = written.into_ours(&self.written);
        let frame = answer.frame();
        let text = text_of(&frame);
        if text == self.frame {
            return;
        }
        self.frame = text;
        for old in answer::frame_of(&document) {
            old.remove();
        }
        for element in frame {
            let _ = self.page.main.before_with_node_1(&element);
        }
        self.theme = live_theme();
    }
}

/// The proposal whose draft an address shows, where that says nothing that has just been done.
fn draft_at(to: &Url) -> Option<String> {
    let says_done = way::field(&to.search(), "done").is_some();
    let path = to.pathname();
    let proposal = way::proposal_at(&path).filter(|_| !says_done);
    proposal.map(str::to_owned)
}

/// Makes the theme switch of the header live.
fn live_theme() -> Option<Mounted> {
    let (name, view) = THEME;
    let place = document().query_selector(&format!("[data-part={name}]"));
    let place: HtmlElement = place.ok()??.dyn_into().ok()?;
    Some(put(&place, view))
}

/// The HTML of some elements.
fn text_of(elements: &[Element]) -> String {
    elements.iter().map(Element::outer_html).collect()
}

fn mark(is_turning: bool) {
    if let Some(root) = document().document_element() {
        let _ = match is_turning {
            true => root.set_attribute(TURNING, ""),
            false => root.remove_attribute(TURNING),
        };
    }
}
