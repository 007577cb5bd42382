//! Writes Yjs updates byte by byte, so that they may say what no editor says.

use model::sync::lib0::{write_bytes, write_number};
use std::collections::BTreeMap;

/// A replica and a clock.
pub type Id = (u64, u32);

/// Where an item goes.
#[derive(Clone, Copy, Debug)]
pub enum At<'a> {
    Root(&'a str),
    In(Id),
    Key(Id, &'a str),
    Between(Option<Id>, Option<Id>),
}

/// An update under construction.
#[derive(Default)]
pub struct Forge {
    blocks: BTreeMap<u64, Vec<Vec<u8>>>,
    clocks: BTreeMap<u64, (u32, u32)>,
    deletes: Vec<(u64, u32, u32)>,
}

impl Forge {
    /// Goes on where these replicas stand.
    pub fn after(ends: &BTreeMap<u64, u32>) -> Forge {
        let clocks = ends.iter().map(|(client, end)| (*client, (*end, *end)));
        Forge {
            clocks: clocks.collect(),
            ..Forge::default()
        }
    }

    /// Adds an item of so many clocks and answers its first one.
    pub fn item(&mut self, client: u64, at: At<'_>, tag: u8, clocks: u32, content: &[u8]) -> Id {
        let mut out = Vec::new();
        let key = if let At::Key(..) = at { 0x20 } else { 0 };
        let id = |out: &mut Vec<u8>, id: Id| {
            write_number(out, id.0);
            write_number(out, u64::from(id.1));
        };
        match at {
            At::Root(name) => {
                out.extend([tag, 1]);
                write_bytes(&mut out, name.as_bytes());
            }
            At::In(node) | At::Key(node, _) => {
                out.extend([tag | key, 0]);
                id(&mut out, node);
            }
            At::Between(left, right) => {
                let has = |id: Option<Id>, flag| if id.is_some() { flag } else { 0 };
                out.push(tag | has(left, 0x80) | has(right, 0x40));
                left.into_iter()
                    .chain(right)
                    .for_each(|it| id(&mut out, it));
            }
        }
        if let At::Key(_, name) = at {
            write_bytes(&mut out, name.as_bytes());
        }
        out.extend_from_slice(content);
        self.blocks.entry(client).or_default().push(out);
        let (_, end) = self.clocks.entry(client).or_default();
        let first = *end;
        *end += clocks;
        (client, first)
    }

    pub fn element(&mut self, client: u64, at: At<'_>, tag: &str) -> Id {
        let mut content = vec![3];
        write_bytes(&mut content, tag.as_bytes());
        self.item(client, at, 7, 1, &content)
    }

    pub fn text(&mut self, client: u64, at: At<'_>) -> Id {
        self.item(client, at, 7, 1, &[6])
    }

    pub fn letters(&mut self, client: u64, at: At<'_>, letters: &str) -> Id {
        let mut content = Vec::new();
        write_bytes(&mut content, letters.as_bytes());
        self.item(client, at, 4, letters.len() as u32, &content)
    }

    pub fn mark(&mut self, client: u64, at: At<'_>, key: &str, value: &str) -> Id {
        let mut content = Vec::new();
        write_bytes(&mut content, key.as_bytes());
        write_bytes(&mut content, value.as_bytes());
        self.item(client, at, 6, 1, &content)
    }

    pub fn binary(&mut self, client: u64, at: At<'_>, bytes: usize) -> Id {
        let mut content = Vec::new();
        write_bytes(&mut content, &vec![7; bytes]);
        self.item(client, at, 3, 1, &content)
    }

    /// A string as `any`.
    pub fn value(&mut self, client: u64, at: At<'_>, value: &str) -> Id {
        let mut content = vec![1, 119];
        write_bytes(&mut content, value.as_bytes());
        self.item(client, at, 8, 1, &content)
    }

    pub fn delete(&mut self, (client, clock): Id, clocks: u32) {
        self.deletes.push((client, clock, clocks));
    }

    /// Where the replicas stand now.
    pub fn ends(&self) -> BTreeMap<u64, u32> {
        let ends = self.clocks.iter();
        ends.map(|(client, (_, end))| (*client, *end)).collect()
    }

    pub fn update(&self) -> Vec<u8> {
        let mut out = Vec::new();
        write_number(&mut out, self.blocks.len() as u64);
        for (client, blocks) in &self.blocks {
            write_number(&mut out, blocks.len() as u64);
            write_number(&mut out, *client);
            write_number(&mut out, u64::from(self.clocks[client].0));
            blocks.iter().for_each(|block| out.extend(block));
        }
        let mut deletes: BTreeMap<u64, Vec<(u32, u32)>> = BTreeMap::new();
        for (client, clock, clocks) in &self.deletes {
            deletes.entry(*client).or_default().push((*clock, *clocks));
        }
        write_number(&mut out, deletes.len() as u64);
        for (client, ranges) in deletes {
            write_number(&mut out, client);
            write_number(&mut out, ranges.len() as u64);
            for (clock, clocks) in ranges {
                write_number(&mut out, u64::from(clock));
                write_number(&mut out, u64::from(clocks));
            }
        }
        out
    }
}
