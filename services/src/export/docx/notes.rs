//! Threads as Word has them: comments on a passage, with answers, done or not.

use crate::export::talks::{Message, TalkPiece, Talks};
use docx_rs::{BreakType, Comment, Paragraph, Run};
use model::document::projection::Node;

/// Word finds an answer, and whether a comment is done, by the id of its paragraph: eight digits,
/// hexadecimal, below this with the first one set.
const FIRST_PARAGRAPH: usize = 0x1000_0000;

/// The threads, with the number of the first comment of each.
pub(super) struct Notes<'a> {
    talks: &'a Talks,
    firsts: Vec<usize>,
}

impl<'a> Notes<'a> {
    pub fn of_talks(talks: &'a Talks) -> Notes<'a> {
        let mut next = 0;
        let first = |messages: usize| {
            let first = next;
            next += messages;
            first
        };
        let counts = talks.all.iter().map(|talk| talk.messages.len());
        Notes {
            talks,
            firsts: counts.map(first).collect(),
        }
    }

    /// The parts of a textblock in which somebody said or suggests something.
    pub fn of(&self, node: &Node) -> Option<&'a [TalkPiece]> {
        let block = node.taken_from()?;
        self.talks.blocks.get(&block).map(Vec::as_slice)
    }

    /// The paragraph with the beginning of a passage.
    pub fn begin(&self, paragraph: Paragraph, talk: usize) -> Paragraph {
        let first = self.firsts[talk];
        let messages = self.talks.all[talk].messages.iter().zip(first..);
        messages.fold(paragraph, |paragraph, (message, id)| {
            let comment = comment(message, id);
            paragraph.add_comment_start(match id == first {
                true => comment,
                false => comment.parent_comment_id(first),
            })
        })
    }

    /// The paragraph with the end of a passage.
    pub fn end(&self, paragraph: Paragraph, talk: usize) -> Paragraph {
        let first = self.firsts[talk];
        let ids = first..first + self.talks.all[talk].messages.len();
        ids.fold(paragraph, Paragraph::add_comment_end)
    }

    /// The paragraphs of the comments that are done.
    pub fn done(&self) -> impl Iterator<Item = String> {
        let talks = self.talks.all.iter().zip(&self.firsts);
        let done = talks.filter(|(talk, _)| talk.resolved);
        done.map(|(_, first)| paragraph_id(*first))
    }
}

fn comment(message: &Message, id: usize) -> Comment {
    let lines = message.text.split('\n').enumerate();
    let run = lines.fold(Run::new(), |run, (number, line)| {
        let run = match number {
            0 => run,
            _ => run.add_break(BreakType::TextWrapping),
        };
        run.add_text(line)
    });
    Comment::new(id)
        .author(&message.author)
        .date(&message.at)
        .add_paragraph(Paragraph::new().id(paragraph_id(id)).add_run(run))
}

fn paragraph_id(comment: usize) -> String {
    format!("{:08X}", FIRST_PARAGRAPH + comment)
}
