//! The words of a change: as one text, or of one side.

use super::super::authors::Authors;
use model::{
    document::{
        diff::{Run, accounts::Credit},
        html::{of_spans, render::escape},
        projection::Span,
        schema::Marks,
    },
    ids::AccountId,
    language::Language,
    text::{Key, key, say},
};
use std::fmt::Write;

/// Which of both texts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    Before,
    After,
}

/// Both texts in one; screen readers hear what the lines through and under the words say.
pub(super) fn unified(
    language: Language,
    authors: &Authors,
    credits: &[Credit<AccountId>],
) -> String {
    let mut html = String::new();
    let unseen = |key: Key| {
        let words = escape(&say(language, key));
        format!("<span class=\"unseen\">{words} </span>")
    };
    let (deleted, inserted) = (
        unseen(key::COMPARE_DELETED_HEAR),
        unseen(key::COMPARE_INSERTED_HEAR),
    );
    let name = |account: AccountId| authors.name(language, account);
    for credit in credits {
        match &credit.run {
            Run::Kept(spans) => html.push_str(&of_spans(spans)),
            Run::Restyled { after, .. } => {
                let hear = unseen(key::COMPARE_RESTYLED_HEAR);
                let words = of_spans(after);
                let _ = write!(html, "<span class=\"cmp-restyled\">{hear}{words}</span>");
            }
            Run::Added(_) => html.push_str(&marked("ins", authors, credit, &inserted, Some(&name))),
            Run::Removed(_) => {
                html.push_str(&marked("del", authors, credit, &deleted, Some(&name)))
            }
        }
    }
    html
}

/// The text of one side, without anything that takes the focus: it is there for the eye only.
pub(super) fn sided(authors: &Authors, credits: &[Credit<AccountId>], end: Ends) -> String {
    let mut html = String::new();
    for credit in credits {
        match (&credit.run, end) {
            (Run::Kept(spans), _) => html.push_str(&of_spans(&unlinked(spans))),
            (Run::Restyled { before, after }, _) => {
                let spans = if end == Ends::Before { before } else { after };
                let words = of_spans(&unlinked(spans));
                let _ = write!(html, "<span class=\"cmp-restyled\">{words}</span>");
            }
            (Run::Added(_), Ends::After) => {
                html.push_str(&marked("ins", authors, credit, "", None));
            }
            (Run::Removed(_), Ends::Before) => {
                html.push_str(&marked("del", authors, credit, "", None));
            }
            (Run::Added(_), Ends::Before) | (Run::Removed(_), Ends::After) => {}
        }
    }
    html
}

/// Inserted or deleted words in the colour of the side whose people did it; with their names where
/// somebody can hear them.
fn marked(
    tag: &str,
    authors: &Authors,
    credit: &Credit<AccountId>,
    hear: &str,
    name: Option<&dyn Fn(AccountId) -> String>,
) -> String {
    let mut html = String::new();
    for (spans, account) in credit.stretches() {
        let class = authors.side_class(account);
        let title = name.zip(account).map(|(name, account)| {
            let name = escape(&name(account));
            format!(" title=\"{name}\"")
        });
        let title = title.unwrap_or_default();
        let spans = visible(&spans);
        let words = match name {
            Some(_) => of_spans(&spans),
            None => of_spans(&unlinked(&spans)),
        };
        let _ = write!(
            html,
            "<{tag} class=\"{class}\"{title}>{hear}{words}</{tag}>"
        );
    }
    html
}

fn unlinked(spans: &[Span]) -> Vec<Span> {
    let plain = |span: &Span| match span {
        Span::Text { text, marks } => {
            let mut marks: Marks = marks.clone();
            marks.link = None;
            Span::Text {
                text: text.clone(),
                marks,
            }
        }
        Span::Break => Span::Break,
    };
    spans.iter().map(plain).collect()
}

/// A line break that came or went is seen.
fn visible(spans: &[Span]) -> Vec<Span> {
    let with_sign = |span: &Span| match span {
        Span::Break => vec![Span::plain("↵"), Span::Break],
        text => vec![text.clone()],
    };
    spans.iter().flat_map(with_sign).collect()
}
