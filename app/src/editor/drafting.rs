//! The seam between the proposal's page and the editor.

use super::{
    command::Command,
    state::{Anchored, Denial, Found, Note, Peer, Placed, SaveState, Selected, ToolbarState},
};
use leptos::prelude::*;
use litemap::LiteMap;
use model::{
    ids::ThreadId,
    proposal::{FieldName, Progress, ProposalPage},
    role::Role,
    thread::Thread,
};

/// One page's share in a draft: signals out, commands in. Stands in the Leptos context.
#[derive(Clone, Copy)]
pub struct Drafting {
    pub save_state: RwSignal<SaveState>,
    /// Words of this person that the server did not take; empty when there are none.
    pub refused: RwSignal<String>,
    /// What this person suggested and the server did not take; empty when there is nothing.
    pub refused_suggestions: RwSignal<String>,
    /// The others who have this proposal open, ordered by name.
    pub peers: RwSignal<Vec<Peer>>,
    /// None when nothing is selected.
    pub selection: RwSignal<Option<Selected>>,
    pub placed: RwSignal<LiteMap<ThreadId, Placed>>,
    /// Seeded from the page, kept by the events of the server.
    pub threads: RwSignal<Vec<Thread>>,
    /// Seeded from the page, kept by the events of the server.
    pub progress: RwSignal<Progress>,
    /// None for a visitor.
    pub role: RwSignal<Option<Role>>,
    /// Characters of every field, counted as Unicode scalar values.
    pub counts: RwSignal<LiteMap<FieldName, u32>>,
    pub toolbar: RwSignal<ToolbarState>,
    /// The thread whose words are under the caret or were asked for.
    pub active_thread: RwSignal<Option<ThreadId>>,
    /// The field that holds the caret.
    pub active_field: RwSignal<Option<FieldName>>,
    /// Whether the text is live; before that it is what the server rendered.
    pub ready: RwSignal<bool>,
    /// What the person is told in passing; the toolbar says it.
    pub note: RwSignal<Option<Note>>,
    /// What came of the search for words.
    pub found: RwSignal<Found>,
    /// The Yjs client id of the person whose view is followed.
    pub following: RwSignal<Option<u64>>,
    /// Whether the link dialog is open.
    pub link_dialog: RwSignal<bool>,
    /// Whether the program for suggesting is there (`super::suggesting`); on the server it always is.
    pub can_suggest: RwSignal<bool>,
    /// Whether who may write chose to suggest instead.
    pub suggesting: RwSignal<bool>,
    /// Whether suggestions are shown in the text.
    pub marked: RwSignal<bool>,
    #[cfg(feature = "hydrate")]
    session: StoredValue<Option<super::session::Session>, LocalStorage>,
}

impl Drafting {
    /// Seeds the signals from the page, puts them into the context and, in the browser, starts the
    /// session once the text is in the page.
    pub fn provide(page: &ProposalPage) -> Drafting {
        let mut counts = LiteMap::new();
        for view in &page.fields {
            counts.insert(view.field.clone(), view.chars);
        }
        let drafting = Drafting {
            save_state: RwSignal::default(),
            refused: RwSignal::default(),
            refused_suggestions: RwSignal::default(),
            peers: RwSignal::default(),
            selection: RwSignal::default(),
            placed: RwSignal::default(),
            threads: RwSignal::new(page.threads.clone()),
            progress: RwSignal::new(page.progress.clone()),
            role: RwSignal::new(page.me.as_ref().map(|me| me.role)),
            counts: RwSignal::new(counts),
            toolbar: RwSignal::default(),
            active_thread: RwSignal::default(),
            active_field: RwSignal::default(),
            ready: RwSignal::default(),
            note: RwSignal::default(),
            found: RwSignal::default(),
            following: RwSignal::default(),
            link_dialog: RwSignal::default(),
            can_suggest: RwSignal::new(cfg!(feature = "ssr")),
            suggesting: RwSignal::default(),
            marked: RwSignal::new(true),
            #[cfg(feature = "hydrate")]
            session: StoredValue::new_local(None),
        };
        provide_context(drafting);
        #[cfg(feature = "hydrate")]
        super::session::open(drafting, drafting.session, page);
        drafting
    }

    /// Whether the viewer may change the text now.
    pub fn may_edit(self) -> bool {
        let state = self.progress.with(|progress| progress.state);
        self.role
            .get()
            .is_some_and(|role| model::workflow::may_write(role, state))
    }

    /// Whether the viewer may suggest changes of the text now.
    pub fn may_suggest(self) -> bool {
        let state = self.progress.with(|progress| progress.state);
        self.role
            .get()
            .is_some_and(|role| model::workflow::may_suggest(role, state))
    }

    /// Whether what the viewer types is a suggestion: by choice, or because nothing else is allowed.
    pub fn is_suggesting(self) -> bool {
        self.can_suggest.get() && self.may_suggest() && (self.suggesting.get() || !self.may_edit())
    }

    /// Whether the viewer may type in the text, be it as a suggestion.
    pub fn may_type(self) -> bool {
        self.may_edit() || (self.can_suggest.get() && self.may_suggest())
    }

    /// A thread as it is known here.
    pub fn thread(self, id: ThreadId) -> Option<Thread> {
        let threads = self.threads.read_untracked();
        threads.iter().find(|it| it.id == id).cloned()
    }

    /// Puts a thread as the server has it into the list, unless a newer one is there.
    pub fn put_thread(self, thread: Thread) {
        self.threads
            .update(|threads| model::feed::put_thread(threads, thread));
    }

    /// Whether the viewer was removed from the partnership while the page was open.
    pub fn is_removed(self) -> bool {
        let why = Denial::Removed;
        self.save_state.get() == SaveState::Denied { why }
    }

    /// Does what a button, a menu or a key asks for, on the present selection.
    pub fn run(self, command: Command) {
        self.with(|desk| desk.run(command));
    }

    /// The selected words as an anchor, for a new thread; none when nothing is selected.
    pub fn anchor_of_selection(self) -> Option<Anchored> {
        self.with(|desk| desk.anchor_of_selection()).flatten()
    }

    /// Makes the thread active and brings its words into view.
    pub fn go_to_thread(self, thread: ThreadId) {
        self.active_thread.set(Some(thread));
        self.reveal_thread(thread);
    }

    /// Brings the words of a thread into view.
    pub fn reveal_thread(self, thread: ThreadId) {
        self.with(|desk| desk.reveal_thread(thread));
    }

    /// Brings the field into view and, where it may be edited, puts the caret into it.
    pub fn go_to_field(self, field: &FieldName) {
        self.with(|desk| desk.go_to_field(field));
    }

    /// Gives the focus back to the text, with the selection it had.
    pub fn focus_text(self) {
        self.with(|desk| desk.focus_text());
    }

    /// Looks for words and shows the first place.
    pub fn find(self, words: String) {
        self.with(|desk| desk.find(words));
    }

    /// Shows the next place of the words, or the one before.
    pub fn find_next(self, forward: bool) {
        self.with(|desk| desk.find_next(forward));
    }

    /// Ends the search with the words selected.
    pub fn find_end(self) {
        self.with(|desk| desk.find_end());
    }

    /// Keeps another person's caret in view until one scrolls or writes; asked again, no longer.
    pub fn follow(self, client: u64) {
        self.with(|desk| desk.follow(client));
    }

    /// The page went out of the document, or came back into it.
    #[cfg(feature = "hydrate")]
    pub fn set_shown(self, shown: bool) {
        self.with(|desk| desk.set_shown(shown));
    }

    /// Hears what the server has written for this page since.
    #[cfg(feature = "hydrate")]
    pub fn hear_page(self, page: ProposalPage) {
        self.with(|desk| desk.hear_page(page));
    }

    /// Whether everything that was typed is on the server's disk.
    #[cfg(feature = "hydrate")]
    pub fn is_safe(self) -> bool {
        self.with(|desk| desk.is_safe()).unwrap_or_default()
    }

    /// Takes an own suggestion back.
    pub fn withdraw(self, id: ThreadId) {
        self.with(|desk| {
            desk.withdraw_here(id);
            desk.threads_changed();
        });
    }

    #[cfg(feature = "hydrate")]
    pub(super) fn with<R>(self, act: impl FnOnce(&mut super::session::Desk) -> R) -> Option<R> {
        self.session
            .try_with_value(|session| session.as_ref()?.with(act))?
    }

    /// On the server nobody asks for anything.
    #[cfg(not(feature = "hydrate"))]
    fn with<R>(self, _: impl FnOnce(&mut Nobody) -> R) -> Option<R> {
        None
    }
}

/// Stands for the open draft where there is none: nothing of this type ever exists.
#[cfg(not(feature = "hydrate"))]
enum Nobody {}

#[cfg(not(feature = "hydrate"))]
impl Nobody {
    fn run(&mut self, _: Command) {}
    fn anchor_of_selection(&mut self) -> Option<Anchored> {
        match *self {}
    }
    fn reveal_thread(&mut self, _: ThreadId) {}
    fn go_to_field(&mut self, _: &FieldName) {}
    fn focus_text(&mut self) {}
    fn find(&mut self, _: String) {}
    fn find_next(&mut self, _: bool) {}
    fn find_end(&mut self) {}
    fn withdraw_here(&mut self, _: ThreadId) {}
    fn threads_changed(&mut self) {}
    fn follow(&mut self, _: u64) {}
}
