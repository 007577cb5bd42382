//! What all exports say, before it takes a form.

use super::{Download, Which};
use crate::{
    Services,
    access::Rights,
    error::Result,
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
    proposal::{FieldName, SignOff},
    text::{
        day::{day_on_text, iso_day},
        key, person, say, say_with,
    },
    thread::{Decision, LedgerRow},
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
    pub sections: Vec<EditionSection>,
    /// None for visitors: they read the final, not how it came about.
    pub annex: Option<Vec<AnnexRow>>,
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

/// A section with its text.
pub(super) struct EditionSection {
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
    language: Language,
    which: Which,
) -> Result<(Edition, Shown, Arc<Text>)> {
    let shown = shown_as(s, rights, id, which).await?;
    let (shown, text) = shown.decoded(s).await?;
    let edition = around(s, rights, &shown, language).await?;
    Ok((edition, shown, text))
}

/// What stands around a text that is shown to who has these rights.
pub(super) async fn around(
    s: &Services,
    rights: &Rights,
    shown: &Shown,
    language: Language,
) -> Result<Edition> {
    let proposal = &shown.proposal;
    let language = match proposal.languages.contains(&language) {
        true => language,
        false => proposal.languages.first().copied().unwrap_or(language),
    };
    let annex = ledger(s, rights, proposal.id).await?;
    let made_at = shown
        .version
        .as_ref()
        .map_or(s.now(), |it| Timestamp(it.at));
    Ok(Edition {
        language,
        title: proposal.title.best(language).to_owned(),
        partnership: shown.partnership.best(language).to_owned(),
        made_at: format!("{}T00:00:00Z", iso_day(made_at)),
        standing: standing(s, shown, language).await?,
        signed: signed(s, rights, shown, language).await?,
        sections: Vec::new(),
        annex: annex.map(|rows| self::annex(rows, language)),
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

impl Edition {
    /// The same edition with its text, and without what no XML document holds: all formats say the
    /// same.
    pub fn with_text(mut self, shown: &Shown, text: &Text) -> Edition {
        self.sections = parts(shown, text, self.language);
        below_sections(&mut self.sections);
        let cells = self.annex.iter_mut().flatten().flatten();
        let facts = [&mut self.title, &mut self.partnership, &mut self.standing];
        for text in facts.into_iter().chain(&mut self.signed).chain(cells) {
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
        let mut nodes = vec![
            heading(1, &self.title),
            Node::paragraph(&self.partnership),
            Node::paragraph(&self.standing),
        ];
        nodes.extend(self.signed.iter().map(|line| Node::paragraph(line)));
        for part in &self.sections {
            nodes.push(heading(2, &part.heading));
            if part.is_empty() {
                let empty = say(self.language, key::EXPORT_SECTION_EMPTY);
                nodes.push(marked(&empty, Mark::Italic));
            } else {
                nodes.extend(part.text.iter().cloned());
            }
        }
        if let Some(rows) = &self.annex {
            nodes.push(heading(2, &say(self.language, key::EXPORT_DECISIONS)));
            nodes.push(self.annex_node(rows));
        }
        if let Some(verify) = &self.verify {
            nodes.push(Node::rule());
            nodes.extend(verify.nodes(self.language));
        }
        nodes
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

impl EditionSection {
    /// Whether nobody has written anything in it.
    pub fn is_empty(&self) -> bool {
        plain::of_nodes(&self.text).trim().is_empty()
    }
}

fn heading(level: u8, text: &str) -> Node {
    Node::text(BlockKind::Heading { level }, vec![Span::plain(text)])
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
    let cell = |text: &String| Node::blocks(kind(Cell::default()), vec![Node::paragraph(text)]);
    Node::blocks(BlockKind::TableRow, cells.iter().map(cell).collect())
}

/// Which version and state the text is, with its fingerprint; a text that is no version says its day
/// instead.
async fn standing(s: &Services, shown: &Shown, language: Language) -> Result<String> {
    let id = shown.proposal.id;
    let hash = match &shown.version {
        Some(version) => version.hash.clone(),
        None => shown.view.hash.clone(),
    };
    let rows = versions::list(&s.db, id).await?;
    let number = match &shown.version {
        Some(version) => Some(version.number as u32),
        None => rows
            .first()
            .filter(|it| it.hash == hash)
            .map(|it| it.number),
    };
    let code = shown.proposal.state.code();
    let state = say_with(language, key::STATE, &[("state", code.into())]);
    let Some(number) = number else {
        return Ok(format!(
            "{state}, {}",
            day_on_text(language, &iso_day(s.now()))
        ));
    };
    let values = [("number", number.into()), ("state", (&state).into())];
    let version = say_with(language, key::EXPORT_VERSION, &values);
    Ok(format!("{version} · SHA-256 {hash}"))
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

fn annex(ledger: Vec<LedgerRow>, language: Language) -> Vec<AnnexRow> {
    let rows = ledger.into_iter().flat_map(|row| {
        let open = row.is_open.then(|| open_row(&row, language));
        let decided = row
            .decisions
            .iter()
            .map(|one| decided_row(&row, one, language));
        decided.chain(open).collect::<Vec<_>>()
    });
    rows.collect()
}

fn comment_of(row: &LedgerRow, language: Language) -> String {
    format!("{}: {}", person(language, &row.name), row.said(language))
}

fn open_row(row: &LedgerRow, language: Language) -> AnnexRow {
    let open = say(language, key::EXPORT_OPEN);
    [
        row.quote.clone(),
        comment_of(row, language),
        open,
        String::new(),
        String::new(),
    ]
}

fn decided_row(row: &LedgerRow, decision: &Decision, language: Language) -> AnnexRow {
    let outcome = [("outcome", decision.outcome.code().into())];
    [
        row.quote.clone(),
        comment_of(row, language),
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
