//! What the parts of a proposal's page share: the page, the draft, and what this viewer looks at.

use super::{threads::ThreadFilter, waiting::Queue};
use crate::{
    editor::{Anchored, Drafting},
    parts::side::side_class,
};
use leptos::prelude::*;
use model::{
    ids::{AccountId, OrganisationId, ProposalId, ThreadId},
    language::Language,
    partnership::{Member, Organisation},
    proposal::{FieldName, ProposalPage, Section, SectionKey},
    role::Role,
    thread::Thread,
};

/// Stands in the Leptos context of the page.
#[derive(Clone, Copy)]
pub struct ProposalContext {
    pub page: StoredValue<ProposalPage>,
    pub drafting: Drafting,
    /// In which language the text is shown and written.
    pub language: RwSignal<Language>,
    /// A second language beside it, to compare.
    pub beside: RwSignal<Option<Language>>,
    /// The words of a comment that is being written.
    pub composing: RwSignal<Option<Anchored>>,
    /// Where these words stand, in CSS pixels within the column.
    pub composing_top: RwSignal<f64>,
    pub decided_shown: RwSignal<bool>,
    pub thread_filter: RwSignal<ThreadFilter>,
    /// Whether the bar for looking for words is open.
    pub finding: RwSignal<bool>,
    /// Whether the threads are open as a sheet, where there is no room beside the text.
    pub sheet_open: RwSignal<bool>,
    /// Told whenever the page comes into the document again.
    #[cfg(feature = "hydrate")]
    pub shown: RwSignal<()>,
    /// What this person has written that the server has not been told yet.
    pub queue: Queue,
    /// Whether nothing but the text is shown.
    pub calm: RwSignal<bool>,
    /// The section at the top of the screen.
    pub in_view: RwSignal<Option<SectionKey>>,
}

impl ProposalContext {
    /// Makes it and its draft, and puts both into the Leptos context.
    pub fn provide(page: ProposalPage, language: Language) -> ProposalContext {
        let context = ProposalContext {
            drafting: Drafting::provide(&page),
            language: RwSignal::new(language),
            beside: RwSignal::new(None),
            composing: RwSignal::new(None),
            composing_top: RwSignal::new(0.0),
            decided_shown: RwSignal::new(false),
            thread_filter: RwSignal::default(),
            finding: RwSignal::new(false),
            sheet_open: RwSignal::new(false),
            #[cfg(feature = "hydrate")]
            shown: RwSignal::new(()),
            queue: Queue::default(),
            calm: RwSignal::new(false),
            in_view: RwSignal::new(None),
            page: StoredValue::new(page),
        };
        provide_context(context);
        context
    }

    pub fn proposal(self) -> ProposalId {
        self.page.with_value(|page| page.proposal.id)
    }

    pub fn languages(self) -> Vec<Language> {
        self.page.with_value(|page| page.proposal.languages.clone())
    }

    pub fn sections(self) -> Vec<Section> {
        self.page.with_value(|page| page.proposal.sections.clone())
    }

    pub fn organisations(self) -> Vec<Organisation> {
        self.page.with_value(|page| page.organisations.clone())
    }

    pub fn me(self) -> Option<Member> {
        self.page.with_value(|page| page.me.clone())
    }

    pub fn side_class(self, side: Option<OrganisationId>) -> &'static str {
        self.page
            .with_value(|page| side_class(&page.organisations, side))
    }

    /// Under which name this person's browser keeps what is being written here.
    pub fn writing_name(self, what: &str) -> String {
        let account = self.me().map(|me| me.account.to_string());
        format!("{}/{}/{what}", account.unwrap_or_default(), self.proposal())
    }

    /// The accent of a person: of the side the member stands for.
    pub fn person_class(self, account: Option<AccountId>) -> &'static str {
        self.page.with_value(|page| {
            let member = page.members.iter().find(|it| Some(it.account) == account);
            side_class(&page.organisations, member.and_then(|it| it.side))
        })
    }

    /// The server's HTML of a field.
    pub fn html(self, field: &FieldName) -> String {
        self.page.with_value(|page| {
            let view = page.fields.iter().find(|view| view.field == *field);
            view.map(|view| view.html.clone()).unwrap_or_default()
        })
    }

    /// Shows the text in this language; the address and the browser keep it.
    pub fn show(self, language: Language) {
        self.language.set(language);
        super::languages::keep(language);
        self.beside
            .update(|beside| *beside = beside.filter(|it| *it != language));
    }

    pub fn may(self, rule: fn(Role) -> bool) -> bool {
        self.drafting.role.get().is_some_and(rule)
    }

    /// Puts a thread as the server has it now into the list.
    pub fn put_thread(self, thread: Thread) {
        self.drafting.put_thread(thread);
    }

    pub fn thread(self, id: ThreadId) -> Option<Thread> {
        self.drafting
            .threads
            .with(|threads| threads.iter().find(|it| it.id == id).cloned())
    }

    /// How many threads are open in a language.
    pub fn open_in(self, language: Language) -> u32 {
        let counts = |thread: &&Thread| thread.is_open() && thread.field.language == language;
        self.drafting
            .threads
            .with(|threads| threads.iter().filter(counts).count() as u32)
    }

    /// How many threads of a section are open in the language that is shown.
    pub fn open_threads(self, section: &SectionKey) -> u32 {
        let language = self.language.get();
        let counts = |thread: &&Thread| {
            thread.is_open()
                && thread.field.section == *section
                && thread.field.language == language
        };
        self.drafting
            .threads
            .with(|threads| threads.iter().filter(counts).count() as u32)
    }

    /// Characters of a section in the language that is shown.
    pub fn chars(self, section: &SectionKey) -> u32 {
        let field = FieldName {
            section: section.clone(),
            language: self.language.get(),
        };
        self.drafting
            .counts
            .with(|counts| counts.get(&field).copied().unwrap_or_default())
    }
}
