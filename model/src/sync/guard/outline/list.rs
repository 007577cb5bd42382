//! The lists as yrs orders them, and how many comparisons that takes (YATA).

use super::{Cost, Outline, Spot};
use crate::limits::CONFLICTS_A_DOCUMENT;
use std::collections::HashMap;

/// A stretch of a list that one replica wrote at once.
#[derive(Clone, Debug)]
pub(super) struct ListPiece {
    pub replica: u32,
    pub start: u32,
    pub end: u32,
    pub left: Option<Spot>,
    pub right: Option<Spot>,
    /// The piece that follows in the list.
    pub next: Option<u32>,
    /// None for what was collected.
    pub list: Option<u32>,
    /// How many items yrs may hold for it at most.
    pub weight: u32,
}

impl Outline {
    /// Puts a piece where yrs puts it.
    pub(super) fn integrate(&mut self, piece: ListPiece, list: u32, cost: &mut Cost) {
        let left = piece.left.and_then(|(replica, clock)| {
            self.cut((replica, clock + 1), cost);
            self.within(list, (replica, clock))
        });
        let right = piece.right.and_then(|at| {
            self.cut(at, cost);
            self.within(list, at)
        });
        let after = self.following(list, left);
        let at = match after == right {
            true => left,
            false => self.settle(&piece, left, right, list, cost),
        };
        self.lists[list as usize].weight += u64::from(piece.weight);
        if let Some(before) = at
            && self.continues(before, &piece)
        {
            let before = &mut self.pieces[before as usize];
            before.end = piece.end;
            before.weight = before.weight.saturating_add(piece.weight);
            return;
        }
        let next = self.following(list, at);
        let number = self.push(ListPiece { next, ..piece });
        match at {
            Some(before) => self.pieces[before as usize].next = Some(number),
            None => self.lists[list as usize].first = Some(number),
        }
    }

    /// Where a piece goes among others that were written between the same two, and what finding it
    /// costs.
    fn settle(
        &mut self,
        piece: &ListPiece,
        left: Option<u32>,
        right: Option<u32>,
        list: u32,
        cost: &mut Cost,
    ) -> Option<u32> {
        let (mut at, mut conflicts) = (left, 0);
        // What was passed, by the number of steps after which.
        let mut passed: HashMap<u32, usize> = HashMap::new();
        let mut steps = 0;
        let mut next = self.following(list, left);
        while let Some(number) = next.filter(|next| Some(*next) != right) {
            let other = &self.pieces[number as usize];
            steps += u64::from(other.weight.max(1));
            if cost.conflicts + steps > CONFLICTS_A_DOCUMENT {
                break;
            }
            let count = passed.len();
            passed.insert(number, count);
            if other.left == piece.left {
                if self.client(other) < self.client(piece) {
                    (at, conflicts) = (Some(number), count + 1);
                } else if other.right == piece.right {
                    break;
                }
            } else {
                let origin = other.left.and_then(|at| self.piece_at(at));
                match origin.and_then(|origin| passed.get(&origin)) {
                    Some(count) if *count < conflicts => {
                        (at, conflicts) = (Some(number), passed.len());
                    }
                    Some(_) => {}
                    None => break,
                }
            }
            next = other.next;
        }
        // yrs walks to the first value of a key from the last one.
        if left.is_none() && self.lists[list as usize].kind == super::Kind::Values {
            steps += self.lists[list as usize].weight;
        }
        cost.conflicts += steps;
        self.conflicts += steps;
        at
    }

    /// Whether a piece only goes on with what was written before it.
    fn continues(&self, before: u32, piece: &ListPiece) -> bool {
        let before = &self.pieces[before as usize];
        before.replica == piece.replica
            && before.end == piece.start
            && piece.left == Some((before.replica, before.end - 1))
            && before.right == piece.right
            && before.list == piece.list
    }

    /// Adds a piece that stands nowhere yet.
    pub(super) fn push(&mut self, piece: ListPiece) -> u32 {
        let number = self.pieces.len() as u32;
        self.starts.insert((piece.replica, piece.start), number);
        self.pieces.push(piece);
        number
    }

    /// The list in which something stands; none if it was collected or never came.
    pub(super) fn list_of(&self, at: Spot) -> Option<u32> {
        let piece = self.piece_at(at)?;
        self.pieces[piece as usize].list
    }

    /// The piece that holds this, if it stands in that list.
    fn within(&self, list: u32, at: Spot) -> Option<u32> {
        let piece = self.piece_at(at)?;
        (self.pieces[piece as usize].list == Some(list)).then_some(piece)
    }

    fn piece_at(&self, at: Spot) -> Option<u32> {
        let ((replica, _), number) = self.starts.range(..=at).next_back()?;
        let found = *replica == at.0 && at.1 < self.pieces[*number as usize].end;
        found.then_some(*number)
    }

    /// What follows a piece, or what comes first in the list.
    fn following(&self, list: u32, piece: Option<u32>) -> Option<u32> {
        match piece {
            Some(piece) => self.pieces[piece as usize].next,
            None => self.lists[list as usize].first,
        }
    }

    /// Cuts the piece that holds this, so that one begins with it.
    fn cut(&mut self, at: Spot, cost: &mut Cost) {
        let Some(number) = self.piece_at(at) else {
            return;
        };
        let piece = self.pieces[number as usize].clone();
        if piece.start == at.1 || piece.list.is_none() {
            return;
        }
        let rest = ListPiece {
            start: at.1,
            left: Some((at.0, at.1 - 1)),
            weight: piece.weight.min(piece.end - at.1),
            ..piece
        };
        let rest = self.push(rest);
        let before = &mut self.pieces[number as usize];
        before.end = at.1;
        before.weight = before.weight.min(at.1 - before.start);
        before.next = Some(rest);
        cost.splits += self.move_cost(at.0);
        self.replicas[at.0 as usize].blocks += 1;
    }

    fn client(&self, piece: &ListPiece) -> u64 {
        self.replicas[piece.replica as usize].client
    }
}
