//! What all exports say, before it takes a form.

use super::{Annex, Download, Which};
use crate::{
    Services,
    access::Rights,
    error::Result,
    partnerships,
    proposals::{Shown, final_of, numbered, progress_shown, shown},
    texts::Text,
    threads, versions,
};
use model::{
    document::{
        plain,
        projection::{Node, NodeContent, Projection, Span},
        schema::{BlockKind, Cell, Link, Mark, Marks},
    },
    ids::{ProposalId, Timestamp, VersionId},
    invisible::{fits_xml, is_invisible},
    language::Language,
    ledger::LedgerRow,
    partnership::Organisation,
    proposal::{FieldName, SignOff},
    text::{
        day::{day_on_text, day_text, iso_day},
        key, person, say, say_with,
    },
    thread::{Decision, Thread},
    workflow::State,
};
use std::sync::Arc;

/// Most characters of a file's name before its ending.
const FILE_NAME_CHARS: usize = 80;
/// The level of the shallowest heading inside a section: below the title and the section's own.
const FIRST_LEVEL: u8 = 3;
const DEEPEST_LEVEL: u8 = 6;

/// A proposal in one language, ready to be written once it has its text.
pub(super) struct Edition {
    pub language: Language,
    pub title: String,
    pub partnership: String,
    /// RFC 3339.
    pub made_at: String,
    /// Version and state.
    pub standing: String,
    /// Who signed this text off.
    pub signed: Vec<String>,
    pub cover: Cover,
    pub sections: Vec<EditionSection>,
    /// None for visitors: they read the final, not how it came about; and where nobody asked for it.
    pub annex: Option<Vec<AnnexRow>>,
    /// For who reads the annex; those that have no section here stand in the annex only.
    pub threads: Vec<Thread>,
    /// Of a final: what stands at its very end.
    pub verify: Option<Verify>,
}

/// Where anybody can look up whether a text is the final that it says it is.
pub(super) struct Verify {
    pub hash: String,
    pub address: String,
}

impl Verify {
    /// None where the text is no final.
    pub fn of(s: &Services, shown: &Shown) -> Option<Verify> {
        let version = shown.version.as_ref();
        let version = version.filter(|it| it.state == State::Final.code())?;
        Some(Verify {
            hash: version.hash.clone(),
            address: format!("{}/verify/{}", s.config.base_url, version.hash),
        })
    }

    /// What the fingerprint is, and where it is looked up: the address follows the second.
    pub fn words(language: Language) -> [String; 2] {
        [key::EXPORT_FINGERPRINT, key::EXPORT_VERIFY].map(|it| say(language, it))
    }

    fn nodes(&self, language: Language) -> [Node; 2] {
        let [fingerprint, at] = Verify::words(language);
        let marks = Marks::none().linked(Link::to(self.address.as_str()));
        let link = Span::Text {
            text: self.address.clone(),
            marks,
        };
        let spans = vec![Span::plain(format!("{at} ")), link];
        [
            Node::paragraph(&format!("{fingerprint} {}", self.hash)),
            Node::text(BlockKind::Paragraph, spans),
        ]
    }
}

/// What stands on a title page, besides the titles.
#[derive(Default)]
pub(super) struct Cover {
    /// Empty for visitors: it is no part of what was signed.
    pub programme: String,
    pub sides: Vec<CoverSide>,
    /// Version and stage, without the fingerprint.
    pub standing: String,
    pub facts: Vec<CoverFact>,
    /// None for a text that is no version.
    pub hash: Option<String>,
}

/// An organisation, what it is in the partnership, and where it is.
pub(super) struct CoverSide {
    pub role: String,
    pub name: String,
    pub place: String,
}

/// What something is called, and what it is.
pub(super) type CoverFact = (String, String);

/// A section with its text.
pub(super) struct EditionSection {
    pub field: FieldName,
    pub heading: String,
    pub text: Vec<Node>,
}

/// A row of the ledger: words, comment, decision, reason, by.
pub(super) type AnnexRow = [String; 5];

/// The proposal as the account, or a visitor, may read it, without its text, and what that is made
/// from. A language that the proposal does not have falls back to its first.
pub(super) async fn of(
    s: &Services,
    rights: &Rights,
    id: ProposalId,
    wanted: (Language, Annex),
    which: Which,
) -> Result<(Edition, Shown, Arc<Text>)> {
    let shown = shown_as(s, rights, id, which).await?;
    let (shown, text) = shown.decoded(s).await?;
    let edition = around(s, rights, &shown, wanted).await?;
    Ok((edition, shown, text))
}

/// What stands around a text that is shown to who has these rights.
pub(super) async fn around(
    s: &Services,
    rights: &Rights,
    shown: &Shown,
    (language, annex): (Language, Annex),
) -> Result<Edition> {
    let proposal = &shown.proposal;
    let language = match proposal.languages.contains(&language) {
        true => language,
        false => proposal.languages.first().copied().unwrap_or(language),
    };
    let rows = match annex {
        Annex::None => None,
        Annex::Decisions | Annex::Answers => ledger(s, rights, proposal.id).await?,
    };
    let made_at = shown
        .version
        .as_ref()
        .map_or(s.now(), |it| Timestamp(it.at));
    let standing = standing(s, shown).await?;
    let mut cover = cover(shown, &standing, language);
    if rights.member.is_some() {
        let facts = partnerships::facts_of(&s.db, proposal.partnership).await?;
        cover.programme = facts.programme.best(language).to_owned();
    }
    Ok(Edition {
        language,
        title: proposal.title.best(language).to_owned(),
        partnership: shown.partnership.best(language).to_owned(),
        made_at: format!("{}T00:00:00Z", iso_day(made_at)),
        standing: standing.said(language),
        cover,
        signed: signed(s, rights, shown, language).await?,
        sections: Vec::new(),
        annex: rows.map(|rows| self::annex(rows, language, annex == Annex::Answers)),
        threads: threads_for(s, rights, proposal.id).await?,
        verify: Verify::of(s, shown),
    })
}

/// One of the proposal's texts, as the account may read it.
pub(crate) async fn shown_as(
    s: &Services,
    rights: &Rights,
    id: ProposalId,
    which: Which,
) -> Result<Shown> {
    match which {
        Which::Shown => shown(s, rights, id).await,
        Which::Final => final_of(s, rights, id).await,
        Which::Version(number) => numbered(s, rights, id, number).await,
    }
}

fn parts(shown: &Shown, text: &Text, language: Language) -> Vec<EditionSection> {
    let part = |section: &model::proposal::Section| {
        let field = FieldName {
            section: section.key.clone(),
            language,
        };
        EditionSection {
            heading: section.heading.best(language).to_owned(),
            text: text
                .field(&field)
                .map(Projection::nodes)
                .unwrap_or_default(),
            field,
        }
    };
    shown.proposal.sections.iter().map(part).collect()
}

/// None for visitors.
pub(super) async fn ledger(
    s: &Services,
    rights: &Rights,
    id: ProposalId,
) -> Result<Option<Vec<LedgerRow>>> {
    Ok(match (&rights.member, rights.former) {
        (Some(_), _) => Some(threads::ledger_of(&s.db, id).await?),
        (None, Some(until)) => Some(threads::ledger_until(&s.db, id, until).await?),
        (None, None) => None,
    })
}

/// None for visitors.
async fn threads_for(s: &Services, rights: &Rights, id: ProposalId) -> Result<Vec<Thread>> {
    Ok(match (&rights.member, rights.former) {
        (Some(_), _) => threads::all(&s.db, id).await?,
        (None, Some(until)) => threads::until(threads::all(&s.db, id).await?, until),
        (None, None) => Vec::new(),
    })
}

impl Edition {
    /// The same edition with its text, and without what no XML document holds: all formats say the
    /// same.
    pub fn with_text(mut self, shown: &Shown, text: &Text) -> Edition {
        self.sections = parts(shown, text, self.language);
        below_sections(&mut self.sections);
        let cells = self.annex.iter_mut().flatten().flatten();
        let facts = [&mut self.title, &mut self.partnership, &mut self.standing];
        let covers = self.cover.texts();
        for text in facts
            .into_iter()
            .chain(&mut self.signed)
            .chain(cells)
            .chain(covers)
        {
            text.retain(fits_xml);
        }
        for part in &mut self.sections {
            part.heading.retain(fits_xml);
            part.text.iter_mut().for_each(clean);
        }
        self
    }

    /// The edition as a file.
    pub fn download(&self, ending: &str, content_type: &'static str, bytes: Vec<u8>) -> Download {
        Download {
            file_name: format!(
                "{}.{}.{ending}",
                file_name(&self.title),
                self.language.code()
            ),
            content_type,
            bytes,
        }
    }

    /// Everything as blocks, for the forms that have no structure of their own around the text.
    pub fn nodes(&self) -> Vec<Node> {
        let mut nodes = self.front();
        for part in &self.sections {
            nodes.push(heading(2, &part.heading));
            nodes.extend(self.text_of(part));
        }
        nodes.extend(self.back());
        nodes.extend(self.end());
        nodes
    }

    /// What stands before the first section.
    pub fn front(&self) -> Vec<Node> {
        let mut nodes = vec![
            heading(1, &self.title),
            Node::paragraph(&self.partnership),
            Node::paragraph(&self.standing),
        ];
        nodes.extend(self.signed.iter().map(|line| Node::paragraph(line)));
        nodes
    }

    /// A section's text, or that there is none yet.
    pub fn text_of(&self, part: &EditionSection) -> Vec<Node> {
        match part.is_empty() {
            true => {
                let empty = say(self.language, key::EXPORT_SECTION_EMPTY);
                vec![marked(&empty, Mark::Italic)]
            }
            false => part.text.clone(),
        }
    }

    /// What stands behind the last section.
    pub fn back(&self) -> Vec<Node> {
        let Some(rows) = &self.annex else {
            return Vec::new();
        };
        let title = heading(2, &say(self.language, key::EXPORT_DECISIONS));
        vec![title, self.annex_node(rows)]
    }

    /// What stands at the very end.
    pub fn end(&self) -> Vec<Node> {
        let Some(verify) = &self.verify else {
            return Vec::new();
        };
        let mut nodes = vec![Node::rule()];
        nodes.extend(verify.nodes(self.language));
        nodes
    }

    /// In which section a thread stands.
    pub fn section_of(&self, thread: &Thread) -> Option<usize> {
        let mut sections = self.sections.iter();
        sections.position(|part| part.field == thread.field)
    }

    fn annex_node(&self, rows: &[AnnexRow]) -> Node {
        if rows.is_empty() {
            return Node::paragraph(&say(self.language, key::EXPORT_DECISIONS_NONE));
        }
        let head = row(&self.columns(), BlockKind::TableHeader);
        let rows = rows.iter().map(|cells| row(cells, BlockKind::TableCell));
        Node::blocks(
            BlockKind::Table,
            std::iter::once(head).chain(rows).collect(),
        )
    }

    /// The heads of the annex's columns.
    pub fn columns(&self) -> AnnexRow {
        [
            key::EXPORT_COLUMN_WORDS,
            key::EXPORT_COLUMN_COMMENT,
            key::EXPORT_COLUMN_DECISION,
            key::EXPORT_COLUMN_REASON,
            key::EXPORT_COLUMN_BY,
        ]
        .map(|column| say(self.language, column))
    }
}

/// A title as the beginning of a file's name.
pub(crate) fn file_name(title: &str) -> String {
    let may_stand = |c: &char| !c.is_control() && !is_invisible(*c) && !"/\\:*?\"<>|".contains(*c);
    let name: String = title
        .chars()
        .filter(may_stand)
        .take(FILE_NAME_CHARS)
        .collect();
    name.trim().to_owned()
}

impl Cover {
    /// What people wrote on it.
    fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let sides = self.sides.iter_mut();
        let sides = sides.flat_map(|side| [&mut side.name, &mut side.place]);
        std::iter::once(&mut self.programme).chain(sides)
    }
}

impl EditionSection {
    /// Whether nobody has written anything in it.
    pub fn is_empty(&self) -> bool {
        plain::of_nodes(&self.text).trim().is_empty()
    }
}

pub(super) fn heading(level: u8, text: &str) -> Node {
    Node::text(BlockKind::Heading { level }, vec![Span::plain(text)])
}

/// A text of several lines, as what somebody said may be.
pub(super) fn lines(text: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    for (number, line) in text.split('\n').enumerate() {
        if number > 0 {
            spans.push(Span::Break);
        }
        if !line.is_empty() {
            spans.push(Span::plain(line));
        }
    }
    spans
}

fn marked(text: &str, mark: Mark) -> Node {
    let marks = Marks::none().with(mark);
    Node::text(
        BlockKind::Paragraph,
        vec![Span::Text {
            text: text.to_owned(),
            marks,
        }],
    )
}

fn row(cells: &AnnexRow, kind: fn(Cell) -> BlockKind) -> Node {
    let cell = |text: &String| {
        let text = Node::text(BlockKind::Paragraph, lines(text));
        Node::blocks(kind(Cell::default()), vec![text])
    };
    Node::blocks(BlockKind::TableRow, cells.iter().map(cell).collect())
}

/// Which version and state the text is.
struct Standing {
    state: State,
    /// None for a text that is no version.
    number: Option<u32>,
    hash: String,
    /// When the version was kept; now for a text that is none.
    day: String,
}

impl Standing {
    fn state(&self, language: Language) -> String {
        say_with(language, key::STATE, &[("state", self.state.code().into())])
    }

    /// Version and state; a text that is no version says its day instead.
    fn short(&self, language: Language) -> String {
        let state = self.state(language);
        let Some(number) = self.number else {
            return format!("{state}, {}", day_on_text(language, &self.day));
        };
        let values = [("number", number.into()), ("state", (&state).into())];
        say_with(language, key::EXPORT_VERSION, &values)
    }

    /// The same with the version's fingerprint.
    fn said(&self, language: Language) -> String {
        match self.number {
            Some(_) => format!("{} · SHA-256 {}", self.short(language), self.hash),
            None => self.short(language),
        }
    }
}

async fn standing(s: &Services, shown: &Shown) -> Result<Standing> {
    let (hash, at) = match &shown.version {
        Some(version) => (version.hash.clone(), Timestamp(version.at)),
        None => (shown.view.hash.clone(), s.now()),
    };
    let number = match &shown.version {
        Some(version) => Some(version.number as u32),
        None => versions::list(&s.db, shown.proposal.id)
            .await?
            .first()
            .filter(|it| it.hash == hash)
            .map(|it| it.number),
    };
    Ok(Standing {
        state: shown.proposal.state,
        number,
        hash,
        day: iso_day(at),
    })
}

fn cover(shown: &Shown, standing: &Standing, language: Language) -> Cover {
    let side = |side: &Organisation| {
        let role = match side.applicant {
            true => key::PARTNERSHIP_APPLICANT,
            false => key::PARTNERSHIP_PARTNER,
        };
        let country = [("country", side.country.as_str().into())];
        CoverSide {
            role: say(language, role),
            name: side.name.best(language).to_owned(),
            place: say_with(language, key::COUNTRY, &country),
        }
    };
    let number = standing.number.map(|number| number.to_string());
    let facts = [
        (key::EXPORT_STAGE, Some(standing.state(language))),
        (key::EXPORT_NUMBER, number),
        (key::EXPORT_DAY, Some(day_text(language, &standing.day))),
    ];
    let facts = facts
        .into_iter()
        .filter_map(|(name, text)| Some((say(language, name), text?)));
    Cover {
        programme: String::new(),
        sides: shown.organisations.iter().map(side).collect(),
        standing: standing.short(language),
        facts: facts.collect(),
        hash: standing.number.map(|_| standing.hash.clone()),
    }
}

/// Who signed this text off, as they were called then.
async fn signed(
    s: &Services,
    rights: &Rights,
    shown: &Shown,
    language: Language,
) -> Result<Vec<String>> {
    let line = |sign_off: &SignOff| {
        let side = sign_off.side_name.best(language);
        let label = say(language, key::EXPORT_SIGNED);
        let day = day_on_text(language, &iso_day(sign_off.at));
        format!(
            "{label}: {}, {side}, {day}",
            person(language, &sign_off.name)
        )
    };
    let sign_offs = match &shown.version {
        Some(version) => versions::of_final(&s.db, VersionId(version.id)).await?,
        None => progress_shown(s, rights, shown).await?.sign_offs,
    };
    let counting = sign_offs.iter().filter(|it| it.changed_places == 0);
    Ok(counting.map(line).collect())
}

fn annex(ledger: Vec<LedgerRow>, language: Language, answers: bool) -> Vec<AnnexRow> {
    let rows = ledger.into_iter().flat_map(|row| {
        let said = comment_of(&row, language, answers);
        let open = row.is_open.then(|| open_row(&row, &said, language));
        let decided = row
            .decisions
            .iter()
            .map(|one| decided_row(&row, &said, one, language));
        decided.chain(open).collect::<Vec<_>>()
    });
    rows.collect()
}

/// Who said what; with the answers, each on a line of its own.
fn comment_of(row: &LedgerRow, language: Language, answers: bool) -> String {
    let name = person(language, row.name());
    let mut said = format!("{name}: {}", row.said(language));
    for answer in row.answers().iter().filter(|_| answers) {
        let (name, day) = (
            person(language, &answer.name),
            day_on_text(language, &iso_day(answer.at)),
        );
        said += &format!("\n{name}, {day}: {}", answer.body);
    }
    said
}

fn open_row(row: &LedgerRow, said: &str, language: Language) -> AnnexRow {
    let open = say(language, key::EXPORT_OPEN);
    let (quote, said) = (row.quote.clone(), said.to_owned());
    [quote, said, open, String::new(), String::new()]
}

fn decided_row(row: &LedgerRow, said: &str, decision: &Decision, language: Language) -> AnnexRow {
    let outcome = [("outcome", decision.outcome.code().into())];
    [
        row.quote.clone(),
        said.to_owned(),
        say_with(language, key::OUTCOME, &outcome),
        decision.reason.clone(),
        format!(
            "{}, {}",
            person(language, &decision.name),
            day_on_text(language, &iso_day(decision.at))
        ),
    ]
}

/// Takes out what no XML document holds.
fn clean(node: &mut Node) {
    if let BlockKind::CodeBlock {
        language: Some(language),
    } = &mut node.kind
    {
        *language = language
            .chars()
            .filter(|c| fits_xml(*c))
            .collect::<String>()
            .into();
    }
    match &mut node.content {
        NodeContent::Blocks(children) => children.iter_mut().for_each(clean),
        NodeContent::Text(spans) => {
            for span in spans {
                if let Span::Text { text, .. } = span {
                    text.retain(fits_xml);
                }
            }
        }
        NodeContent::Nothing => {}
    }
}

/// Moves the headings inside sections so that the shallowest comes right below a section's own.
fn below_sections(sections: &mut [EditionSection]) {
    let levels = sections
        .iter()
        .flat_map(|part| part.text.iter().filter_map(shallowest));
    let shallowest = levels.min().unwrap_or(FIRST_LEVEL);
    for node in sections.iter_mut().flat_map(|part| &mut part.text) {
        shift_headings(node, shallowest);
    }
}

fn shift_headings(node: &mut Node, shallowest: u8) {
    if let BlockKind::Heading { level } = &mut node.kind {
        *level = (*level + FIRST_LEVEL)
            .saturating_sub(shallowest)
            .min(DEEPEST_LEVEL);
    }
    if let NodeContent::Blocks(children) = &mut node.content {
        for child in children {
            shift_headings(child, shallowest);
        }
    }
}

fn shallowest(node: &Node) -> Option<u8> {
    match (&node.kind, &node.content) {
        (BlockKind::Heading { level }, _) => Some(*level),
        (_, NodeContent::Blocks(children)) => children.iter().filter_map(shallowest).min(),
        _ => None,
    }
}
