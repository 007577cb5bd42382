//! Comments and open suggestions in their places in the text, as word processors have them: remarks
//! with answers on a passage, and tracked changes.

use super::edition::{Edition, EditionSection};
use crate::texts::Text;
use model::{
    document::{
        anchor::{Resolved, ranges, resolve},
        draft::Draft,
        position::{BlockId, Position, Range},
        projection::{Projection, Span},
    },
    ids::{ThreadId, Timestamp},
    invisible::fits_xml,
    language::Language,
    suggestion::{Placed, ShownRun, runs},
    text::{day::iso_moment, key, person, say, say_with},
    thread::{Decision, Severity, Thread},
};
use std::collections::{BTreeMap, HashMap, HashSet};

/// The client id of a copy that is read only: it never writes, so it never appears.
const READING_CLIENT: u64 = 1;

/// All of them.
#[derive(Default)]
pub(super) struct Talks {
    /// Those with something to say, by their number in the text.
    pub all: Vec<Talk>,
    /// The textblocks in which one stands.
    pub blocks: HashMap<BlockId, Vec<TalkPiece>>,
    /// Per section those whose words are gone: they stand at its heading.
    pub loose: Vec<Vec<usize>>,
}

/// A thread.
pub(super) struct Talk {
    /// The first one opened it, the others are answers; the decision is the last.
    pub messages: Vec<Message>,
    pub resolved: bool,
}

/// One message of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Message {
    pub author: String,
    /// RFC 3339.
    pub at: String,
    /// Lines end with `\n`.
    pub text: String,
}

/// Who changes the text, and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Author {
    pub name: String,
    /// RFC 3339.
    pub at: String,
}

/// A part of a textblock in which somebody said or suggests something.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TalkPiece {
    /// The passage of a thread begins.
    Begin(usize),
    End(usize),
    Kept(Span),
    Inserted(Span, Author),
    Deleted(Span, Author),
}

impl Talks {
    /// The threads of the edition, where they stand in this text.
    pub fn of(edition: &Edition, text: &Text) -> Talks {
        let mut talks = Talks {
            loose: vec![Vec::new(); edition.sections.len()],
            ..Talks::default()
        };
        let has_threads = edition
            .threads
            .iter()
            .any(|it| edition.section_of(it).is_some());
        // A text that cannot be read again has been read before; then all stand at the headings.
        let draft = has_threads.then(|| Draft::load(READING_CLIENT, [text.whole.as_slice()]));
        let draft = draft.and_then(Result::ok);
        for (number, section) in edition.sections.iter().enumerate() {
            let mine = edition.threads.iter();
            let mine = mine.filter(|it| it.field == section.field);
            let mine: Vec<&Thread> = mine.filter(|it| !it.is_withdrawn()).collect();
            if !mine.is_empty() {
                talks.place(edition.language, number, section, draft.as_ref(), &mine);
            }
        }
        talks
    }

    fn place(
        &mut self,
        language: Language,
        number: usize,
        section: &EditionSection,
        draft: Option<&Draft>,
        threads: &[&Thread],
    ) {
        let mut here = Here::default();
        let projection = draft.map(|draft| draft.projection(&section.field));
        for thread in threads {
            let place = draft
                .filter(|_| !thread.detached)
                .map(|draft| resolve(draft, &section.field, &thread.anchor))
                .and_then(Resolved::range);
            let at = place.zip(projection);
            let is_change = at.is_some_and(|(place, text)| here.takes(thread, place, text));
            let messages = messages(thread, is_change, language);
            if messages.is_empty() {
                continue;
            }
            let talk = self.all.len();
            self.all.push(Talk {
                messages,
                resolved: !thread.is_open(),
            });
            match at {
                Some((place, text)) => here.spans(talk, place, text),
                None => self.loose[number].push(talk),
            }
        }
        if let Some(projection) = projection {
            self.blocks.extend(here.into_pieces(projection, language));
        }
    }
}

/// What stands in the blocks of one section.
#[derive(Default)]
struct Here<'a> {
    /// Suggestions by block, with where their words begin.
    changes: HashMap<BlockId, Vec<(u32, u32, &'a Thread)>>,
    /// By block and place: ends before begins.
    borders: HashMap<BlockId, BTreeMap<u32, Vec<TalkPiece>>>,
}

impl<'a> Here<'a> {
    /// Whether the thread is a suggestion that can be shown as a change: open, on the words that it
    /// was made on, and not on those of another.
    fn takes(&mut self, thread: &'a Thread, place: Range, text: &Projection) -> bool {
        let Some(suggestion) = thread.suggestion.as_ref().filter(|_| thread.is_open()) else {
            return false;
        };
        let (
            Position {
                block,
                offset: from,
            },
            to,
        ) = (place.from, place.to.offset);
        let words = |block| words_in(text, block, from, to);
        if place.to.block != block || words(block).as_deref() != Some(suggestion.was.as_str()) {
            return false;
        }
        let others = self.changes.entry(block).or_default();
        let is_free = others
            .iter()
            .all(|(begin, end, _)| to <= *begin || from >= *end);
        if is_free {
            others.push((from, to, thread));
        }
        is_free
    }

    /// Marks the passage: from its first block to its last.
    fn spans(&mut self, talk: usize, place: Range, text: &Projection) {
        let blocks = ranges(text, place);
        let first = blocks.first().map(|(block, range)| (block.id, range.start));
        let last = blocks.last().map(|(block, range)| (block.id, range.end));
        let caret = (place.from.block, place.from.offset);
        let (begin, end) = (first.unwrap_or(caret), last.unwrap_or(caret));
        self.border(begin, TalkPiece::Begin(talk));
        self.border(end, TalkPiece::End(talk));
    }

    fn border(&mut self, (block, offset): (BlockId, u32), piece: TalkPiece) {
        let at = self.borders.entry(block).or_default().entry(offset);
        at.or_default().push(piece);
    }

    fn into_pieces(
        mut self,
        text: &Projection,
        language: Language,
    ) -> HashMap<BlockId, Vec<TalkPiece>> {
        let changed = std::mem::take(&mut self.changes);
        let touched: HashSet<BlockId> =
            self.borders.keys().chain(changed.keys()).copied().collect();
        let mut blocks = HashMap::new();
        for id in touched {
            let Some(block) = text.block(id) else {
                continue;
            };
            let changes = changed.get(&id).map(Vec::as_slice).unwrap_or_default();
            let placed = changes.iter().filter_map(|(from, _, thread)| {
                Some(Placed {
                    id: thread.id,
                    from: *from,
                    pieces: &thread.suggestion.as_ref()?.pieces,
                })
            });
            let runs = runs(block, &placed.collect::<Vec<_>>());
            let authors = changes
                .iter()
                .map(|(_, _, it)| (it.id, author(it, language)));
            let authors: HashMap<ThreadId, Author> = authors.collect();
            let borders = self.borders.remove(&id).unwrap_or_default();
            blocks.insert(id, pieces(runs, borders, &authors));
        }
        blocks
    }
}

/// The runs with the borders of passages between them.
fn pieces(
    runs: Vec<ShownRun>,
    mut borders: BTreeMap<u32, Vec<TalkPiece>>,
    authors: &HashMap<ThreadId, Author>,
) -> Vec<TalkPiece> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for run in runs {
        let end = at + run.base_units();
        let mut rest = run.span.clone();
        while let Some(border) = borders.keys().next().copied().filter(|it| *it <= at) {
            pieces.extend(borders.remove(&border).into_iter().flatten());
        }
        while let Some(border) = borders.keys().next().copied().filter(|it| *it < end) {
            let (before, after) = split(rest, border - at);
            pieces.push(piece(before, &run, authors));
            pieces.extend(borders.remove(&border).into_iter().flatten());
            (rest, at) = (after, border);
        }
        pieces.push(piece(rest, &run, authors));
        at = end;
    }
    pieces.extend(borders.into_values().flatten());
    pieces
}

fn piece(mut span: Span, run: &ShownRun, authors: &HashMap<ThreadId, Author>) -> TalkPiece {
    if let Span::Text { text, .. } = &mut span {
        text.retain(fits_xml);
    }
    let author = |id: &ThreadId| authors.get(id).cloned();
    match (
        run.inserted.as_ref().and_then(author),
        run.deleted.first().and_then(author),
    ) {
        (Some(by), _) => TalkPiece::Inserted(span, by),
        (None, Some(by)) => TalkPiece::Deleted(span, by),
        (None, None) => TalkPiece::Kept(span),
    }
}

/// The span before and after a number of UTF-16 units.
fn split(span: Span, units: u32) -> (Span, Span) {
    let Span::Text { text, marks } = span else {
        return (span, Span::plain(""));
    };
    let mut left = units as usize;
    let end = text.char_indices().find_map(|(at, c)| {
        let found = (left == 0).then_some(at);
        left = left.saturating_sub(c.len_utf16());
        found
    });
    let (before, after) = text.split_at(end.unwrap_or(text.len()));
    let part = |text: &str| Span::Text {
        text: text.to_owned(),
        marks: marks.clone(),
    };
    (part(before), part(after))
}

fn words_in(text: &Projection, block: BlockId, from: u32, to: u32) -> Option<String> {
    let units: Vec<u16> = text.block(block)?.text().encode_utf16().collect();
    let words = units.get(from as usize..to as usize)?;
    Some(String::from_utf16_lossy(words))
}

fn author(thread: &Thread, language: Language) -> Author {
    let first = thread.comments.first();
    Author {
        name: first.map_or_else(String::new, |it| clean(&person(language, &it.name))),
        at: iso_moment(first.map_or(Timestamp(0), |it| it.at)),
    }
}

/// What was said. Of a suggestion that is shown as a change only what was said about it.
fn messages(thread: &Thread, is_change: bool, language: Language) -> Vec<Message> {
    let said = thread.comments.iter().enumerate().map(|(number, comment)| {
        let text = match number {
            0 => first_words(thread, &comment.body, is_change, language),
            _ => comment.body.clone(),
        };
        message(&comment.name, comment.at, &text, language)
    });
    let decided = thread.decision.as_ref().map(|it| decided(it, language));
    let mut messages: Vec<Message> = said.chain(decided).collect();
    messages.retain(|message| !message.text.trim().is_empty());
    messages
}

fn first_words(thread: &Thread, body: &str, is_change: bool, language: Language) -> String {
    let suggested = thread.suggestion.as_ref().filter(|_| !is_change).map(|it| {
        let (was, wants) = (it.was.as_str(), it.wants());
        let values = [("was", was.into()), ("wants", (&wants).into())];
        say_with(language, key::LEDGER_SUGGESTION, &values)
    });
    let weight = [("severity", thread.severity.code().into())];
    let weight = match (thread.severity, &thread.suggestion) {
        (Severity::Remark, _) | (_, Some(_)) => None,
        _ => Some(say_with(language, key::SEVERITY, &weight)),
    };
    let lines = weight.into_iter().chain(suggested);
    let lines = lines.chain((!body.is_empty()).then(|| body.to_owned()));
    lines.collect::<Vec<_>>().join("\n")
}

fn decided(decision: &Decision, language: Language) -> Message {
    let outcome = [("outcome", decision.outcome.code().into())];
    let outcome = say_with(language, key::OUTCOME, &outcome);
    let heading = say(language, key::EXPORT_COLUMN_DECISION);
    let text = match decision.reason.is_empty() {
        true => format!("{heading}: {outcome}"),
        false => format!("{heading}: {outcome}\n{}", decision.reason),
    };
    message(&decision.name, decision.at, &text, language)
}

fn message(name: &str, at: Timestamp, text: &str, language: Language) -> Message {
    Message {
        author: clean(&person(language, name)),
        at: iso_moment(at),
        text: clean(text),
    }
}

fn clean(text: &str) -> String {
    text.chars().filter(|c| fits_xml(*c)).collect()
}
