//! A draft that is live in a page: first its text, then what stands around it.

use super::unpacked;
use crate::{
    editor::{browser::document, second_file},
    pages::proposal::{AROUND, ProposalContext, TEXT},
};
use gloo_timers::future::TimeoutFuture;
use leptos::{
    mount::{UnmountHandle, mount_to},
    prelude::*,
    tachys::view::any_view::AnyViewState,
};
use model::{language::Language, proposal::ProposalPage};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement, NodeList};

/// Between two looks at whether the text is live.
const LOOK_MS: u32 = 20;
/// Without a connection and with nothing kept here, the text does not become live.
const PATIENCE_MS: u32 = 1_000;
/// In which attribute of the text's place the server hands the page over.
const PAGE: &str = "data-page";

/// What stands in its place until this is dropped.
pub type Mounted = UnmountHandle<AnyViewState>;

/// What the server hands over with a page: the proposal, and in which language it is shown.
pub struct HandedOver {
    page: Box<ProposalPage>,
    language: Language,
}

/// A draft with everything that is mounted for it; dropping it leaves the draft.
pub struct OpenDraft {
    /// The proposal's id.
    pub proposal: String,
    pub context: ProposalContext,
    parts: Rc<RefCell<Parts>>,
}

/// The live parts of a page. `root` owns the context, and with it the draft.
struct Parts {
    main: HtmlElement,
    mounted: Vec<Mounted>,
    root: Owner,
}

impl HandedOver {
    /// Takes it out of a page; none where that has no draft.
    pub fn of(main: &HtmlElement) -> Option<HandedOver> {
        let place = place(main, TEXT.0)?;
        let (page, language) = unpacked(&place.get_attribute(PAGE)?)?;
        let _ = place.remove_attribute(PAGE);
        Some(HandedOver { page, language })
    }

    /// The proposal's id.
    pub fn proposal(&self) -> String {
        self.page.proposal.id.to_string()
    }

    /// Whether a live page shows the same sections to the same people. What happens to text, threads
    /// and state a live page hears by itself.
    fn is_shown_by(&self, live: &ProposalPage) -> bool {
        let page = &*self.page;
        let (new, old) = (&page.proposal, &live.proposal);
        let fields = page.fields.iter().map(|view| &view.field);
        (&new.title, &new.languages, &new.sections) == (&old.title, &old.languages, &old.sections)
            && page.partnership_title == live.partnership_title
            && page.organisations == live.organisations
            && page.members == live.members
            && page.me == live.me
            && fields.eq(live.fields.iter().map(|view| &view.field))
    }
}

impl OpenDraft {
    /// Makes the text of a page live.
    pub fn open(main: &HtmlElement, handed_over: HandedOver) -> Option<OpenDraft> {
        let place = place(main, TEXT.0)?;
        let proposal = handed_over.proposal();
        let HandedOver { page, language } = handed_over;
        let made = Rc::new(Cell::new(None));
        let making = made.clone();
        let text = put(&place, move || {
            let context = ProposalContext::provide(*page, language);
            making.set(Owner::current().map(|root| (context, root)));
            TEXT.1()
        });
        let (context, root) = made.take()?;
        let parts = Rc::new(RefCell::new(Parts {
            main: main.clone(),
            mounted: vec![text],
            root,
        }));
        Some(OpenDraft {
            proposal,
            context,
            parts,
        })
    }

    /// Waits until the text can be typed into, or as long as makes sense.
    pub fn is_live(&self) -> impl Future<Output = ()> + use<> {
        let ready = self.context.drafting.ready;
        async move {
            let mut waited = 0;
            while waited < PATIENCE_MS && ready.try_get_untracked() == Some(false) {
                TimeoutFuture::new(LOOK_MS).await;
                waited += LOOK_MS;
            }
        }
    }

    /// Makes live what stands around the text, when that is.
    pub fn surround(&self) {
        let (is_live, parts) = (self.is_live(), Rc::downgrade(&self.parts));
        let drafting = self.context.drafting;
        spawn_local(async move {
            is_live.await;
            // The draft may have been left meanwhile.
            let Some(parts) = parts.upgrade() else { return };
            let (main, root) = (parts.borrow().main.clone(), parts.borrow().root.clone());
            second_file::arrive(drafting);
            for (name, view) in AROUND {
                if let Some(place) = place(&main, name) {
                    let part = root.with(|| put(&place, view));
                    parts.borrow_mut().mounted.push(part);
                }
            }
        });
    }

    /// Goes on in a page that the server has written since; none where that shows something else, which
    /// leaves the draft.
    pub fn into_main(
        self,
        main: &HtmlElement,
        handed_over: HandedOver,
    ) -> Result<OpenDraft, HandedOver> {
        let context = self.context;
        if !context
            .page
            .with_value(|live| handed_over.is_shown_by(live))
        {
            return Err(handed_over);
        }
        // By the names in the page: what they are made of is in the second file.
        for written in all(main, "[data-part]") {
            let name = written.get_attribute("data-part").unwrap_or_default();
            if let Some(live) = place(&self.parts.borrow().main, &name) {
                let _ = written.replace_with_with_node_1(&live);
            }
        }
        self.parts.borrow_mut().main = main.clone();
        context.drafting.hear_page(*handed_over.page);
        Ok(self)
    }

    /// The page is in the document again, or out of it.
    pub fn set_shown(&self, shown: bool) {
        self.context.drafting.set_shown(shown);
        if shown {
            self.context.shown.set(());
        }
    }

    /// Shows the text in the language of this code, if the proposal has it.
    pub fn show_language(&self, code: &str) {
        let languages = self.context.languages();
        if let Some(language) = languages.into_iter().find(|it| it.code() == code) {
            self.context.language.set(language);
        }
    }
}

impl Drop for Parts {
    fn drop(&mut self) {
        while let Some(part) = self.mounted.pop() {
            drop(part);
        }
    }
}

/// The place of a part in a page.
fn place(main: &HtmlElement, name: &str) -> Option<HtmlElement> {
    let place = main.query_selector(&format!("[data-part={name}]"));
    place.ok().flatten().and_then(|it| it.dyn_into().ok())
}

/// Puts a live part in the place of the written one, before anything is painted. The keyboard stays
/// where it was: both have the same things to stand on. Menus and folds that are open stay open.
pub fn put(place: &HtmlElement, view: impl FnOnce() -> AnyView + 'static) -> Mounted {
    let held = document().active_element();
    let held = stops(place).iter().position(|it| Some(it) == held.as_ref());
    let open = place.query_selector(":popover-open").ok().flatten();
    let unfolded: Vec<_> = folds(place)
        .map(|fold| fold.has_attribute("open"))
        .collect();
    place.set_inner_html("");
    let mounted = mount_to(place.clone(), view);
    for (fold, _) in folds(place).zip(unfolded).filter(|(_, open)| *open) {
        let _ = fold.set_attribute("open", "");
    }
    if let Some(menu) = open.and_then(|menu| document().get_element_by_id(&menu.id())) {
        let _ = menu.unchecked_into::<HtmlElement>().show_popover();
    }
    if let Some(stop) = held.and_then(|at| stops(place).into_iter().nth(at)) {
        let _ = stop.unchecked_into::<HtmlElement>().focus();
    }
    mounted
}

/// What the Tab key stops at.
fn stops(place: &HtmlElement) -> Vec<Element> {
    all(place, "a, button, input, select, summary, textarea")
}

fn folds(place: &HtmlElement) -> impl Iterator<Item = Element> {
    all(place, "details").into_iter()
}

fn all(within: &HtmlElement, selector: &str) -> Vec<Element> {
    let found = within.query_selector_all(selector);
    let count = found.as_ref().map_or(0, NodeList::length);
    let found = (0..count).filter_map(|at| found.as_ref().ok()?.item(at));
    found.map(JsCast::unchecked_into).collect()
}
