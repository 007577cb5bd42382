//! Where an item stands, and whether it may.

use super::{Cost, Kind, List, ListPiece, Outline, Replica, Rule, Spot};
use crate::{
    limits::{
        ATTRIBUTE_BYTES, CONFLICTS_A_DOCUMENT, CONFLICTS_AN_UPDATE, MARKED_RUNS_A_TEXT,
        MARKS_A_TEXT, NAME_BYTES, NAMES_A_DOCUMENT, TREE_DEPTH,
    },
    proposal::FieldName,
    sync::{
        ClientId, Malformed,
        guard::{Item, ItemContent, ItemId, MOVES, Parent},
    },
};

impl Outline {
    /// Gives an item its place; what is known already is skipped.
    pub(super) fn place(
        &mut self,
        item: &Item<'_>,
        rule: Rule<'_>,
        cost: &mut Cost,
    ) -> Result<(), Malformed> {
        let replica = self.number(item.client);
        let known = self.replicas[replica as usize].end;
        let (start, end) = (item.clocks.start.max(known), item.clocks.end);
        if start >= end {
            return Ok(());
        }
        let continued = start > item.clocks.start;
        let placed = self.stand(item, replica, start, continued, rule, cost);
        if !matches!(placed, Ok(true)) {
            self.collect(replica, start, end);
        }
        self.replicas[replica as usize].end = end;
        self.replicas[replica as usize].blocks += 1;
        placed.map(|_| ())
    }

    /// Whether the item stands in a list; yrs collects what belongs to something that is gone.
    fn stand(
        &mut self,
        item: &Item<'_>,
        replica: u32,
        start: u32,
        continued: bool,
        rule: Rule<'_>,
        cost: &mut Cost,
    ) -> Result<bool, Malformed> {
        let Some(place) = &item.place else {
            return Ok(false);
        };
        let left = match continued {
            true => Some((replica, start - 1)),
            false => place.left.and_then(|id| self.spot(id)),
        };
        let right = place.right.and_then(|id| self.spot(id));
        let homes = [left, right].map(|at| at.and_then(|at| self.list_of(at)));
        let list = match (place.parent, homes) {
            (Some(parent), _) if !continued => self.home(parent, place.key, rule)?,
            (_, [Some(left), Some(right)]) if left != right => return Err(Malformed::Update),
            (_, [left, right]) => left.or(right),
        };
        let Some(list) = list else {
            return Ok(false);
        };
        self.check(list, &item.content)?;
        let clocks = start..item.clocks.end;
        let weight = match item.content {
            ItemContent::Letters | ItemContent::Value { .. } => clocks.end - clocks.start,
            _ => 1,
        };
        let piece = ListPiece {
            replica,
            start,
            end: clocks.end,
            left,
            right,
            next: None,
            list: Some(list),
            weight,
        };
        self.integrate(piece, list, cost);
        self.grow(list, &item.content, (replica, start))?;
        Ok(true)
    }

    /// Whether the limits of conflicts are kept.
    pub(super) fn check_cost(&self, cost: &Cost) -> Result<(), Malformed> {
        let whole = self.conflicts > CONFLICTS_A_DOCUMENT && cost.conflicts > 0;
        match whole || cost.conflicts + cost.splits > CONFLICTS_AN_UPDATE {
            true => Err(Malformed::Crowded),
            false => Ok(()),
        }
    }

    /// The list inside a root or a node, or of a key of a node; none if it is gone.
    fn home(
        &mut self,
        parent: Parent<'_>,
        key: Option<&str>,
        rule: Rule<'_>,
    ) -> Result<Option<u32>, Malformed> {
        let node = match parent {
            Parent::Root(_) if key.is_some() => return Err(Malformed::Tag),
            Parent::Root(name) => return self.root(name, rule).map(Some),
            Parent::Node(id) => self.spot(id).and_then(|at| self.nodes.get(&at).copied()),
        };
        let (Some(node), Some(key)) = (node, key) else {
            return Ok(node);
        };
        let name = self.name(key)?;
        let depth = self.lists[node as usize].depth;
        let found = self.keys.get(&(node, name)).copied();
        Ok(Some(found.unwrap_or_else(|| {
            let list = self.list(Kind::Values, depth);
            self.keys.insert((node, name), list);
            list
        })))
    }

    fn root(&mut self, name: &str, rule: Rule<'_>) -> Result<u32, Malformed> {
        let kind = match name {
            MOVES => Kind::Values,
            name => {
                let field: FieldName = name.parse().map_err(|_| Malformed::Root)?;
                if let Rule::Strict(fields) = rule
                    && !fields.contains(&field)
                {
                    return Err(Malformed::Root);
                }
                Kind::Blocks
            }
        };
        if let Some(list) = self.roots.get(name) {
            return Ok(*list);
        }
        let list = self.list(kind, 0);
        self.roots.insert(name.into(), list);
        Ok(list)
    }

    /// Whether a list may hold this.
    fn check(&mut self, list: u32, content: &ItemContent<'_>) -> Result<(), Malformed> {
        let List { kind, depth, .. } = self.lists[list as usize];
        match (kind, content) {
            (_, ItemContent::Gone) | (Kind::Letters, ItemContent::Letters) => Ok(()),
            (Kind::Blocks, ItemContent::Element { tag }) if tag.len() > NAME_BYTES => {
                Err(Malformed::TooLarge)
            }
            (Kind::Blocks, ItemContent::Element { .. } | ItemContent::Text) => {
                match usize::from(depth) < TREE_DEPTH {
                    true => Ok(()),
                    false => Err(Malformed::Depth),
                }
            }
            (Kind::Letters, ItemContent::Mark { value_bytes, .. })
                if *value_bytes > ATTRIBUTE_BYTES =>
            {
                Err(Malformed::TooLarge)
            }
            (Kind::Letters, ItemContent::Mark { key, .. }) => self.mark(list, key),
            (Kind::Values, ItemContent::Value { bytes }) if *bytes <= ATTRIBUTE_BYTES => Ok(()),
            (Kind::Values, ItemContent::Value { .. }) => Err(Malformed::TooLarge),
            _ => Err(Malformed::Tag),
        }
    }

    /// Each run of a text is read with all marks that hold there, so their number has a limit.
    fn mark(&mut self, list: u32, key: &str) -> Result<(), Malformed> {
        let name = self.name(key)?;
        let is_new = !self.marks.contains(&(list, name));
        let found = &self.lists[list as usize];
        let (marks, runs) = (found.marks + u16::from(is_new), found.runs + 1);
        let cost = u64::from(marks) * u64::from(runs);
        if marks > MARKS_A_TEXT || cost > MARKED_RUNS_A_TEXT {
            return Err(Malformed::TooLarge);
        }
        let found = &mut self.lists[list as usize];
        (found.marks, found.runs) = (marks, runs);
        if is_new {
            self.marks.insert((list, name));
        }
        Ok(())
    }

    /// An element or a text holds a list of its own.
    fn grow(&mut self, list: u32, content: &ItemContent<'_>, at: Spot) -> Result<(), Malformed> {
        let kind = match content {
            ItemContent::Element { .. } => Kind::Blocks,
            ItemContent::Text => Kind::Letters,
            _ => return Ok(()),
        };
        let depth = self.lists[list as usize].depth + 1;
        let inside = self.list(kind, depth);
        self.nodes.insert(at, inside);
        Ok(())
    }

    fn list(&mut self, kind: Kind, depth: u16) -> u32 {
        self.lists.push(List {
            kind,
            depth,
            first: None,
            weight: 0,
            marks: 0,
            runs: 0,
        });
        (self.lists.len() - 1) as u32
    }

    /// The short number of a name of an attribute or a mark.
    fn name(&mut self, name: &str) -> Result<u32, Malformed> {
        if let Some(number) = self.names.get(name) {
            return Ok(*number);
        }
        if name.len() > NAME_BYTES || self.names.len() >= NAMES_A_DOCUMENT {
            return Err(Malformed::TooLarge);
        }
        let number = self.names.len() as u32;
        self.names.insert(name.into(), number);
        Ok(number)
    }

    fn number(&mut self, client: ClientId) -> u32 {
        let fresh = self.replicas.len() as u32;
        let number = *self.numbers.entry(client).or_insert(fresh);
        if number == fresh {
            self.replicas.push(Replica {
                client,
                end: 0,
                blocks: 0,
            });
        }
        number
    }

    fn spot(&self, (client, clock): ItemId) -> Option<Spot> {
        self.numbers.get(&client).map(|number| (*number, clock))
    }

    /// Clocks that stand nowhere.
    fn collect(&mut self, replica: u32, start: u32, end: u32) {
        self.push(ListPiece {
            replica,
            start,
            end,
            left: None,
            right: None,
            next: None,
            list: None,
            weight: 0,
        });
    }
}
