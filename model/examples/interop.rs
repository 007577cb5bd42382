//! The document for tests in other languages: one JSON object a line in, one a line out.
//!
//! `end2end/interop` drives it beside the real `yjs`, `y-prosemirror` and Tiptap. Bytes are written
//! in hexadecimal, documents in the notation of `model::document::notation`.

use model::{
    document::{
        anchor::{self, Tracker},
        draft::{Changes, Draft},
        notation::{Sheet, field, write},
        plain,
        position::{BlockId, Position, Range, Selection, Side},
        projection::Projection,
        trial::Alone,
    },
    ids::AnchorId,
};
use serde_json::{Value, json};
use std::{
    io::{BufRead, Write},
    sync::Arc,
};

type Answer = Result<Value, String>;

struct Desk {
    draft: Draft,
    tracker: Tracker,
    person: Alone,
}

fn main() -> std::io::Result<()> {
    let mut desk = Desk::with(fresh(7), 1);
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let answer = match serde_json::from_str::<Value>(&line?) {
            Ok(request) => desk.answer(&request),
            Err(error) => Err(error.to_string()),
        };
        let answer = answer.unwrap_or_else(|error| json!({ "error": error }));
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn fresh(client_id: u64) -> Draft {
    Draft::for_browser(client_id, Arc::new(|| 0))
}

impl Desk {
    fn with(draft: Draft, seed: u64) -> Desk {
        Desk {
            draft,
            tracker: Tracker::new(),
            person: Alone::new(seed),
        }
    }

    fn answer(&mut self, request: &Value) -> Answer {
        let text = |key: &str| request[key].as_str().ok_or(format!("{key} is missing"));
        let number = |key: &str| request[key].as_u64().ok_or(format!("{key} is missing"));
        match text("do")? {
            "empty" => {
                *self = Desk::with(fresh(number("client")?), 1);
                Ok(self.state())
            }
            "plant" => {
                *self = Desk::with(Sheet::of(number("client")?, text("line")?).draft, 1);
                Ok(self.state())
            }
            "random" => self.random(number("seed")?, number("steps")?),
            "act" => self.act(number("steps")?),
            "apply" => self.apply(&bytes(text("update")?)?),
            "repair" => {
                let update = self.draft.normalise_all();
                Ok(json!({ "update": hex(&update), "line": self.line() }))
            }
            "state" => Ok(self.state()),
            "positions" => Ok(self.positions()),
            "absolute" => Ok(self.absolute(text("json")?)),
            "comment" => self.comment(text("words")?),
            "commented" => Ok(self.commented()),
            other => Err(format!("cannot {other}")),
        }
    }

    fn line(&self) -> String {
        write(self.draft.projection(&field()))
    }

    fn state(&self) -> Value {
        json!({ "update": hex(&self.draft.whole()), "line": self.line() })
    }

    /// A document that a person made by doing random things.
    fn random(&mut self, seed: u64, steps: u64) -> Answer {
        *self = Desk::with(fresh(seed + 10), seed);
        self.person.plant(&mut self.draft);
        self.act(steps)
    }

    fn act(&mut self, steps: u64) -> Answer {
        for _ in 0..steps {
            self.person.act(&mut self.draft);
        }
        Ok(self.state())
    }

    fn apply(&mut self, update: &[u8]) -> Answer {
        let changes = self
            .draft
            .apply(update)
            .map_err(|error| error.to_string())?;
        self.follow(&changes);
        let projection = self.draft.projection(&field());
        let equal = *projection == self.draft.rebuilt(&field());
        Ok(json!({ "line": self.line(), "rebuilt": equal }))
    }

    fn follow(&mut self, changes: &Changes) {
        self.tracker.follow(&self.draft, changes, None);
    }

    /// Every place of every textblock, by the textblock's number, with its sticky positions.
    fn positions(&self) -> Value {
        let projection = self.draft.projection(&field());
        let mut list = Vec::new();
        for (number, block) in projection.textblocks().enumerate() {
            for offset in 0..=block.units() {
                let at = Position::new(block.id, offset);
                if projection.clamp(at) != Some(at) {
                    continue;
                }
                let json = |side| self.draft.relative(&field(), at, side);
                list.push(json!({
                    "block": number,
                    "offset": offset,
                    "before": json(Side::Before),
                    "after": json(Side::After),
                }));
            }
        }
        Value::Array(list)
    }

    fn absolute(&self, json: &str) -> Value {
        let projection = self.draft.projection(&field());
        let found = self.draft.absolute(json).and_then(|(_, at)| {
            let number = |id: BlockId| projection.textblocks().position(|block| block.id == id);
            Some(json!({ "block": number(at.block)?, "offset": at.offset }))
        });
        found.unwrap_or(Value::Null)
    }

    /// Comments on the first place of some words.
    fn comment(&mut self, words: &str) -> Answer {
        let projection = self.draft.projection(&field());
        let range = find(projection, words).ok_or("no such words")?;
        let selection = Selection::text(range.from, range.to);
        let anchor = anchor::make(&self.draft, &field(), selection).ok_or("no anchor")?;
        self.tracker
            .hold(&self.draft, thread(), &field(), anchor, false);
        Ok(self.commented())
    }

    fn commented(&self) -> Value {
        let projection = self.draft.projection(&field());
        let words = self.tracker.range(thread()).map(|range| {
            let parts = anchor::ranges(projection, range);
            let parts = parts.into_iter().map(|(block, part)| {
                let units: Vec<u16> = plain::of_spans(block.spans()).encode_utf16().collect();
                String::from_utf16_lossy(&units[part.start as usize..part.end as usize])
            });
            parts.collect::<Vec<_>>().join("\n")
        });
        json!({ "words": words })
    }
}

fn thread() -> AnchorId {
    AnchorId(uuid::Uuid::nil())
}

fn find(projection: &Projection, words: &str) -> Option<Range> {
    projection.textblocks().find_map(|block| {
        let text = block.text();
        let at = text.find(words)?;
        let units = |text: &str| text.encode_utf16().count() as u32;
        let from = units(&text[..at]);
        Some(Range::within(block.id, from, from + units(words)))
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn bytes(hex: &str) -> Result<Vec<u8>, String> {
    let pairs = (0..hex.len()).step_by(2);
    let byte = |at: usize| {
        hex.get(at..at + 2)
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
    };
    pairs
        .map(byte)
        .collect::<Option<_>>()
        .ok_or("not hexadecimal".to_owned())
}
