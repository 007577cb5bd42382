//! Cleaning up after foreign clients: what cannot be shown goes, what can be read of it stays.

use super::*;

impl Surgery<'_, '_> {
    /// Removes everything that is shown as nothing from a block, or from the root.
    pub(crate) fn sweep(&mut self, block: Option<BlockId>) {
        let Some(id) = block else {
            let root = self.root.clone();
            return sweep_children(self.txn, &root);
        };
        let Some(element) = self.element(id) else {
            return;
        };
        if !read::kind(&element, self.txn).is_textblock() {
            return sweep_children(self.txn, &element);
        }
        let (pieces, _) = read::pieces(&element, self.txn);
        for (index, piece) in pieces.iter().enumerate().rev() {
            match piece {
                TextPiece::Text { text, hidden, .. } => {
                    for (number, at) in hidden.iter().enumerate().rev() {
                        text.remove_range(self.txn, at + number as u32, 1);
                    }
                }
                TextPiece::Break => {}
                TextPiece::Hidden => self.rescue(&element, index as u32),
            }
        }
    }

    /// Removes something that cannot be shown; a text keeps what can be read of it.
    fn rescue(&mut self, element: &XmlElementRef, index: u32) {
        let hidden = values(element, self.txn).into_iter().nth(index as usize);
        if let Some(yrs::Out::YXmlText(text)) = hidden
            && let Some(runs) = read::runs(&text, self.txn)
        {
            let text = element.insert(self.txn, index + 1, XmlTextPrelim::new(""));
            write_runs(self.txn, &text, &runs);
        }
        element.remove_range(self.txn, index, 1);
    }

    /// The text of an unknown element, one entry for each text in it.
    pub(crate) fn texts_in(&self, id: BlockId) -> Vec<Vec<Span>> {
        let mut list = Vec::new();
        let mut rest = vec![(read::branch(id, self.txn), 0)];
        while let Some((branch, depth)) = rest.pop() {
            match branch {
                Some(yrs::XmlOut::Text(text)) => list.extend(read::runs(&text, self.txn)),
                Some(yrs::XmlOut::Element(element)) if depth < NESTING_DEPTH => {
                    let children = values(&element, self.txn).into_iter().rev();
                    rest.extend(
                        children.map(|child| (yrs::XmlOut::try_from(child).ok(), depth + 1)),
                    );
                }
                _ => {}
            }
        }
        list
    }
}

fn sweep_children<P>(txn: &mut TransactionMut, parent: &P)
where
    P: XmlFragment,
{
    let values = values(parent, txn);
    if values.len() > read::LITTERED_CHILDREN {
        return;
    }
    if values.iter().all(|value| read::block_id(value).is_none()) {
        // Further ones were not looked at; they are in the next round.
        let seen = (values.len() as u32).min(read::HIDDEN_LEADERS);
        return parent.remove_range(txn, 0, seen);
    }
    for (index, value) in values.iter().enumerate().rev() {
        if read::block_id(value).is_none() {
            parent.remove_range(txn, index as u32, 1);
        }
    }
}
