//! What lies on the desk.

use super::Later;
use crate::{
    editor::{
        browser, color,
        composition::{Asked, Composition},
        drafting::Drafting,
        finding::Finding,
        input::Typing,
        painting::Paint,
        suggesting::{Outbox, Steps},
        view::View,
    },
    sync::wire::Wire,
};
use gloo_events::EventListener;
use leptos::prelude::*;
use litemap::LiteMap;
use model::{
    document::{draft::Draft, position::Selection, projection::Projection, schema::Marks},
    ids::{AccountId, OrganisationId, ThreadId},
    proposal::{FieldName, ProposalPage},
};
use std::sync::Arc;
use web_sys::HtmlElement;

/// Who sits here.
#[derive(Clone, Debug)]
pub struct Me {
    pub account: AccountId,
    pub name: String,
    pub side: Option<OrganisationId>,
    /// `#rrggbb`, as the others see it.
    pub color: String,
    /// The sides in their order, for the colours.
    sides: Vec<OrganisationId>,
}

impl Me {
    /// The viewer of a page; none for a visitor.
    pub fn of(page: &ProposalPage) -> Option<Me> {
        let viewer = page.me.as_ref()?;
        let mut me = Me {
            account: viewer.account,
            name: viewer.name.clone(),
            side: viewer.side,
            color: String::new(),
            sides: page.organisations.iter().map(|it| it.id).collect(),
        };
        me.color = me.color_of(viewer.side, viewer.account);
        Some(me)
    }

    /// `#rrggbb` of a person who stands for this side.
    pub fn color_of(&self, side: Option<OrganisationId>, account: AccountId) -> String {
        let place = self.sides.iter().position(|it| Some(*it) == side);
        color::of(place, account).to_owned()
    }
}

/// A host element that waits until the draft is whole.
pub struct Waiting {
    pub host: HtmlElement,
    pub overlay: HtmlElement,
    pub editable: bool,
}

/// An empty copy of the draft for this page.
pub fn new_draft(client: u64) -> Draft {
    Draft::for_browser(client, Arc::new(|| browser::now_ms() as u64))
}

/// Something that was asked for and is done later.
pub type Wish = Box<dyn FnOnce(&mut Desk)>;

/// What lies on the desk.
pub struct Desk {
    pub(super) this: Later,
    pub(super) closed: bool,
    /// Whether the page is in the document; nobody is at it otherwise.
    pub is_shown: bool,
    pub drafting: Drafting,
    pub proposal: String,
    /// The fields in the order of the page.
    pub(super) fields: Vec<FieldName>,
    pub me: Option<Me>,
    pub draft: Draft,
    pub wire: Wire,
    pub views: LiteMap<FieldName, View>,
    pub waiting: LiteMap<FieldName, Waiting>,
    /// What this person has selected, also while the focus is in the toolbar.
    pub selection: Option<(FieldName, Selection)>,
    /// Marks that the next letter gets, chosen with nothing selected.
    pub stored_marks: Option<Marks>,
    /// What the browser was let type and the model has not seen yet.
    pub typing: Option<Typing>,
    pub composition: Option<Composition>,
    /// An act that waits for the end of the composition.
    pub asked: Option<Asked>,
    /// When the last composition ended, in milliseconds of the page's clock.
    pub composed_ms: f64,
    /// Escape was pressed: the next Tab leaves a list or a table, so that nobody is trapped.
    pub tab_leaves: bool,
    /// The thread on whose words the caret stands.
    pub caret_thread: Option<ThreadId>,
    /// Whether the selection was made by a triple click.
    pub triple_click: bool,
    /// Where the selected words are being dragged from.
    pub dragged: Option<FieldName>,
    /// The field in which the browser may just now do what it was told not to.
    pub distrusted: Option<FieldName>,
    pub paint: Paint,
    pub finding: Finding,
    /// Suggestions that the server lacks, and what can be taken back of them.
    pub outbox: Outbox,
    pub steps: Steps,
    /// Whether the browser was let delete what stands behind the caret.
    pub deletes_forward: bool,
    /// What was asked for before the second file is there.
    pub until_second_file: Vec<Wish>,
    pub presence: super::presence::Told,
    pub(super) timers: super::online::Timers,
    pub(super) news: super::news::Hearing,
    pub(super) rights: super::rights::Rights,
    pub(super) refused: super::refused::RefusedWords,
    pub(super) listeners: Vec<EventListener>,
}

impl Desk {
    pub(super) fn new(drafting: Drafting, page: &ProposalPage) -> Desk {
        let client = browser::client_id();
        let fields = page.fields.iter().map(|view| view.field.clone());
        Desk {
            this: Later::default(),
            closed: false,
            is_shown: true,
            drafting,
            proposal: page.proposal.id.to_string(),
            fields: fields.collect(),
            me: Me::of(page),
            draft: new_draft(client),
            wire: Wire::new(client),
            views: LiteMap::new(),
            waiting: LiteMap::new(),
            selection: None,
            stored_marks: None,
            typing: None,
            composition: None,
            asked: None,
            composed_ms: f64::MIN,
            tab_leaves: false,
            caret_thread: None,
            triple_click: false,
            dragged: None,
            distrusted: None,
            paint: Paint::default(),
            finding: Finding::default(),
            until_second_file: Vec::new(),
            outbox: Outbox::default(),
            steps: Steps::default(),
            deletes_forward: false,
            presence: super::presence::Told::default(),
            timers: super::online::Timers::default(),
            news: super::news::Hearing::of(page),
            rights: super::rights::Rights::of(drafting),
            refused: super::refused::RefusedWords::default(),
            listeners: Vec::new(),
        }
    }

    /// A handle for what happens later.
    pub fn later(&self) -> Later {
        self.this.clone()
    }

    /// The field's blocks as they are now.
    pub fn projection(&self, field: &FieldName) -> &Projection {
        self.draft.projection(field)
    }

    /// Puts a field's host on the desk; it becomes live as soon as the draft is whole.
    pub fn attach(&mut self, field: FieldName, waiting: Waiting) {
        if self.drafting.ready.get_untracked() {
            self.adopt(field, waiting);
        } else {
            self.waiting.insert(field, waiting);
        }
    }

    fn adopt(&mut self, field: FieldName, waiting: Waiting) {
        self.draft.open(&field);
        let view = View::adopt(&self.this, &field, waiting, self.draft.projection(&field));
        self.views.insert(field.clone(), view);
        self.count(&field);
        self.refresh_suggestions();
        self.paint_all();
    }

    /// Takes a field's host off the desk.
    pub fn detach(&mut self, field: &FieldName) {
        self.read_back();
        self.waiting.remove(field);
        self.views.remove(field);
        self.paint_all();
    }

    /// The draft is whole: every host that waits becomes live.
    pub fn become_ready(&mut self) {
        if self.drafting.ready.get_untracked() {
            return;
        }
        self.drafting.ready.set(true);
        for (field, waiting) in std::mem::take(&mut self.waiting) {
            self.adopt(field, waiting);
        }
        self.recall_suggestions();
        self.threads_changed();
        // Words may have been selected before anybody heard of it.
        self.this.next_task(Desk::selection_moved);
    }

    /// Whether the person may change this field now.
    pub fn set_editable(&mut self, field: &FieldName, editable: bool) {
        if let Some(waiting) = self.waiting.get_mut(field) {
            waiting.editable = editable;
        }
        if let Some(view) = self.views.get_mut(field) {
            view.editable = editable;
        }
        self.refresh_toolbar();
    }

    /// Whether the field is on the page and may be changed.
    pub fn is_editable(&self, field: &FieldName) -> bool {
        // What was put aside comes back before anything else is written.
        !self.refused.is_waiting() && self.views.get(field).is_some_and(|view| view.editable)
    }

    /// Tells the page how many characters a field has.
    pub fn count(&self, field: &FieldName) {
        let whole = || self.projection(field).chars() as isize;
        let chars = self.views.get(field).map_or_else(whole, |view| view.chars);
        let chars = u32::try_from(chars).unwrap_or_default();
        let known = self
            .drafting
            .counts
            .with_untracked(|counts| counts.get(field).copied());
        if known != Some(chars) {
            self.drafting.counts.update(|counts| {
                counts.insert(field.clone(), chars);
            });
        }
    }
}
