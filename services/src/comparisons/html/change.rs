//! One change, and what stands unchanged between two of them.

use super::{
    super::{Comparison, authors::Authors},
    moment_name,
    words::{Ends, sided, unified},
};
use model::{
    document::{
        diff::{Change, Leaf, Run, accounts::Credit, leaf},
        html::{Shape, of_nodes, render::escape},
        schema::BlockKind,
    },
    ids::AccountId,
    language::Language,
    text::{Key, key, say, say_with},
};
use std::fmt::Write;

/// A shorter stretch of unchanged blocks stands there open, as the context of what changed.
const FOLDED_FROM: usize = 2;

/// Writes the changes of a comparison, one number after the other.
pub(super) struct ChangeWriter<'a> {
    authors: &'a Authors,
    /// Of the words around the texts.
    pub language: Language,
    /// Of the texts.
    text: &'static str,
    heads: [String; 2],
    all: usize,
    number: usize,
}

/// What a change shows: its runs with who is behind them, and the block before and after.
struct Shown<'a> {
    before: Option<&'a Leaf>,
    after: Option<&'a Leaf>,
    credits: &'a [Credit<AccountId>],
}

impl<'a> ChangeWriter<'a> {
    pub fn new(comparison: &'a Comparison, language: Language, all: usize) -> ChangeWriter<'a> {
        let ends = comparison.ends.each_ref();
        ChangeWriter {
            authors: &comparison.authors,
            language,
            text: comparison.language.code(),
            heads: ends.map(|end| escape(&moment_name(language, end.moment))),
            all,
            number: 0,
        }
    }

    fn say(&self, key: Key) -> String {
        escape(&say(self.language, key))
    }

    fn say_of(&self, key: Key, name: &str, value: &str) -> String {
        escape(&say_with(self.language, key, &[(name, value.into())]))
    }

    /// Which text stands on which side.
    pub fn heads(&self) -> String {
        let [older, newer] = &self.heads;
        format!(
            "<div class=\"cmp-heads\" aria-hidden=\"true\"><p>{older}</p><p>{newer}</p></div>\n"
        )
    }

    /// Unchanged blocks in a row, folded unless they are few.
    pub fn kept(&self, leaves: &[Leaf]) -> String {
        if leaves.is_empty() {
            return String::new();
        }
        let shape = Shape {
            heading_shift: 2,
            ..Shape::READING
        };
        let text = of_nodes(&leaf::nodes(leaves), shape);
        let text = format!("<div class=\"text\" lang=\"{}\">{text}</div>", self.text);
        if leaves.len() < FOLDED_FROM {
            return format!("<div class=\"cmp-kept\">{text}</div>\n");
        }
        let values = [("blocks", leaves.len().into())];
        let words = escape(&say_with(self.language, key::COMPARE_UNCHANGED, &values));
        format!("<details class=\"cmp-kept\"><summary>{words}</summary>{text}</details>\n")
    }

    /// A section whose words are the same.
    pub fn rearranged(&mut self) -> String {
        let words = self.say(key::COMPARE_REARRANGED);
        let head = self.head(&[words]);
        format!("{head}</article>\n")
    }

    pub fn change(
        &mut self,
        section: &str,
        change: &Change,
        credits: &[Credit<AccountId>],
    ) -> String {
        let mut notes = Vec::new();
        let shown = match change {
            Change::Kept(_) => return String::new(),
            Change::MovedAway { number, .. } => return self.moved_away(section, *number),
            Change::Removed(leaf) => Shown {
                before: Some(leaf),
                after: None,
                credits,
            },
            Change::Added(leaf) => Shown {
                before: None,
                after: Some(leaf),
                credits,
            },
            Change::Altered { before, after, .. } => Shown {
                before: Some(before),
                after: Some(after),
                credits,
            },
            Change::Moved {
                number,
                before,
                after,
                ..
            } => {
                notes.push(format!(
                    "{} <a href=\"#{section}-away-{number}\" rel=\"external\">{}</a>",
                    self.say(key::COMPARE_MOVED_HERE),
                    self.say(key::COMPARE_WHERE_IT_WAS)
                ));
                Shown {
                    before: Some(before),
                    after: Some(after),
                    credits,
                }
            }
        };
        notes.extend(self.kinds(&shown));
        notes.extend(self.who(credits));
        let mut html = self.head(&notes);
        if let Change::Moved { number, .. } = change {
            let _ = write!(html, "<span id=\"{section}-here-{number}\"></span>");
        }
        self.texts(&mut html, &shown);
        html.push_str("</article>\n");
        html
    }

    fn texts(&self, html: &mut String, shown: &Shown<'_>) {
        let lang = self.text;
        let is_rule = |leaf: &&Leaf| !leaf.kind.is_textblock();
        let leaf = shown.after.or(shown.before);
        if let Some(leaf) = leaf.filter(is_rule) {
            let words = self.say(named(leaf).0);
            let tag = if shown.after.is_some() { "ins" } else { "del" };
            let _ = write!(
                html,
                "<div class=\"text\"><p><{tag}>{words}</{tag}></p></div>"
            );
            return;
        }
        let class = leaf.map(class_of).unwrap_or_default();
        let one = unified(self.language, self.authors, shown.credits);
        let _ = write!(
            html,
            "<div class=\"cmp-one text\" lang=\"{lang}\"><p class=\"{class}\">{one}</p></div>\n\
             <div class=\"cmp-sides\" aria-hidden=\"true\" lang=\"{lang}\">"
        );
        for (leaf, end) in [(shown.before, Ends::Before), (shown.after, Ends::After)] {
            let class = leaf.map(class_of).unwrap_or_default();
            let words = leaf.map(|_| sided(self.authors, shown.credits, end));
            let _ = match words {
                Some(words) => {
                    write!(
                        html,
                        "<div class=\"text\"><p class=\"{class}\">{words}</p></div>"
                    )
                }
                None => write!(html, "<div class=\"text cmp-nothing\"></div>"),
            };
        }
        html.push_str("</div>\n");
    }

    /// Where a block stood that has moved: its words stand where it is now.
    fn moved_away(&self, section: &str, number: u32) -> String {
        format!(
            "<p class=\"cmp-away\" id=\"{section}-away-{number}\">{} \
             <a href=\"#{section}-here-{number}\" rel=\"external\">{}</a></p>\n",
            self.say(key::COMPARE_MOVED_AWAY),
            self.say(key::COMPARE_WHERE_IT_IS)
        )
    }

    /// The number of a change, what it is, and the ways to the ones before and after it.
    fn head(&mut self, notes: &[String]) -> String {
        self.number += 1;
        let (number, all) = (self.number, self.all);
        let values = [("number", number.into()), ("all", all.into())];
        let label = escape(&say_with(self.language, key::COMPARE_CHANGE, &values));
        let mut html = format!(
            "<article class=\"cmp-change\" id=\"change-{number}\" tabindex=\"-1\" \
             aria-labelledby=\"change-{number}-title\">\n\
             <div class=\"cmp-head\"><h3 id=\"change-{number}-title\">{label}</h3>"
        );
        for note in notes {
            let _ = write!(html, "<p>{note}</p>");
        }
        html.push_str("<p class=\"cmp-ways\">");
        let ways = [
            (number.checked_sub(1), key::COMPARE_PREVIOUS),
            (Some(number + 1), key::COMPARE_NEXT),
        ];
        for (to, words) in ways {
            if let Some(to) = to.filter(|to| (1..=all).contains(to)) {
                let words = self.say(words);
                let _ = write!(
                    html,
                    "<a href=\"#change-{to}\" rel=\"external\">{words}</a> "
                );
            }
        }
        html.push_str("</p></div>\n");
        html
    }

    /// What kind of block it is, if it is no plain paragraph, or which one it became.
    fn kinds(&self, shown: &Shown<'_>) -> Option<String> {
        let name = |leaf: &Leaf| {
            let (key, level) = named(leaf);
            say_with(self.language, key, &[("level", level.into())])
        };
        let (before, after) = (shown.before, shown.after);
        match (before, after) {
            (Some(before), Some(after)) if name(before) != name(after) => {
                let (before, after) = (name(before), name(after));
                let values = [("before", (&before).into()), ("after", (&after).into())];
                Some(escape(&say_with(self.language, key::COMPARE_KIND, &values)))
            }
            (Some(before), Some(after)) if before.around != after.around => {
                Some(self.say(key::COMPARE_PLACED))
            }
            _ => {
                let leaf = after.or(before)?;
                if leaf.kind.is_textblock() && leaf.spans.is_empty() {
                    return Some(self.say(key::COMPARE_EMPTY));
                }
                let is_plain = leaf.kind == BlockKind::Paragraph && leaf.around.is_empty();
                (!is_plain).then(|| escape(&name(leaf)))
            }
        }
    }

    /// Who inserted and who deleted, each once.
    fn who(&self, credits: &[Credit<AccountId>]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for credit in credits {
            let (named, nameless) = match &credit.run {
                Run::Kept(_) => continue,
                Run::Restyled { .. } => {
                    lines.push(self.say(key::COMPARE_RESTYLED_HERE));
                    continue;
                }
                Run::Added(_) => (key::COMPARE_INSERTED_BY, key::COMPARE_INSERTED_NOBODY),
                Run::Removed(_) => (key::COMPARE_DELETED_BY, key::COMPARE_DELETED_NOBODY),
            };
            lines.extend(credit.by.iter().map(|(_, account)| match account {
                Some(account) => {
                    let name = self.authors.name(self.language, *account);
                    self.say_of(named, "name", &name)
                }
                None => self.say(nameless),
            }));
        }
        let mut seen = Vec::new();
        lines.retain(|line| {
            let is_new = !seen.contains(line);
            seen.push(line.clone());
            is_new
        });
        lines
    }
}

/// The name of a block's kind: of the innermost thing around it that has one, else its own.
fn named(leaf: &Leaf) -> (Key, u32) {
    let around = leaf.around.iter().rev().find_map(|kind| match kind {
        BlockKind::BulletList => Some(key::EDITOR_BULLET_LIST),
        BlockKind::OrderedList { .. } => Some(key::EDITOR_ORDERED_LIST),
        BlockKind::Quote => Some(key::EDITOR_QUOTE),
        BlockKind::Table => Some(key::EDITOR_TABLE),
        _ => None,
    });
    match (&leaf.kind, around) {
        (BlockKind::Heading { level }, _) => (key::EDITOR_HEADING, u32::from(*level)),
        (BlockKind::CodeBlock { .. }, _) => (key::EDITOR_CODE_BLOCK, 0),
        (BlockKind::Rule, _) => (key::EDITOR_RULE, 0),
        (_, Some(around)) => (around, 0),
        (BlockKind::BulletList, None) => (key::EDITOR_BULLET_LIST, 0),
        (BlockKind::OrderedList { .. }, None) => (key::EDITOR_ORDERED_LIST, 0),
        (BlockKind::Quote, None) => (key::EDITOR_QUOTE, 0),
        (BlockKind::Table, None) => (key::EDITOR_TABLE, 0),
        _ => (key::EDITOR_PARAGRAPH, 0),
    }
}

/// How the block looks.
fn class_of(leaf: &Leaf) -> &'static str {
    match &leaf.kind {
        BlockKind::Heading { .. } => "cmp-heading",
        BlockKind::CodeBlock { .. } => "cmp-code",
        _ => match leaf.around.last() {
            Some(BlockKind::ListItem) => "cmp-item",
            Some(BlockKind::Quote) => "cmp-quote",
            Some(BlockKind::TableCell(_) | BlockKind::TableHeader(_)) => "cmp-cell",
            _ => "",
        },
    }
}
