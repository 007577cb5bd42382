//! Marks and links of the selected text.

use super::{EditRefused, join::is_plain, parts, selected};
use crate::document::{
    draft::Editing,
    position::{BlockId, Range, Selection},
    projection::{Block, Projection, Span},
    schema::{Link, Mark, Marks},
};

pub(super) fn toggle(
    editing: &mut Editing,
    selection: Selection,
    mark: Mark,
) -> Result<Selection, EditRefused> {
    let parts = markable(editing.projection(), selection)?;
    let on = !everywhere(editing.projection(), &parts, |marks| marks.has(mark));
    each(editing, parts, |marks| {
        let mut marks = marks.clone();
        marks.set(mark, on);
        marks
    })?;
    Ok(selection)
}

pub(super) fn link(
    editing: &mut Editing,
    selection: Selection,
    link: Option<&Link>,
) -> Result<Selection, EditRefused> {
    let mut parts = markable(editing.projection(), selection)?;
    if selection.is_caret() {
        let caret = selected(editing.projection(), selection)?;
        let Range { from, to } = around(editing.projection(), caret).ok_or(EditRefused::NotHere)?;
        parts = vec![(from.block, from.offset, to.offset)];
    }
    each(editing, parts, |marks| {
        let mut marks = marks.clone();
        match link {
            Some(link) => marks = marks.linked(link.clone()),
            None => marks.link = None,
        }
        marks
    })?;
    Ok(selection)
}

pub(super) fn clear(editing: &mut Editing, selection: Selection) -> Result<Selection, EditRefused> {
    let parts = markable(editing.projection(), selection)?;
    each(editing, parts, |_| Marks::none())?;
    Ok(selection)
}

/// The link that a caret touches, as a range.
fn around(projection: &Projection, caret: Range) -> Option<Range> {
    let block = projection.block(caret.from.block)?;
    let offset = caret.from.offset;
    let runs = runs(block);
    let hit = runs
        .iter()
        .position(|(from, to, marks)| *from <= offset && offset <= *to && marks.link.is_some())?;
    let link = &runs[hit].2.link;
    let same = |(_, _, marks): &&(u32, u32, &Marks)| marks.link == *link;
    let from = runs[..=hit].iter().rev().take_while(same).last()?.0;
    let to = runs[hit..].iter().take_while(same).last()?.1;
    Some(Range::within(block.id, from, to))
}

fn runs(block: &Block) -> Vec<(u32, u32, &Marks)> {
    let mut start = 0;
    let mut list = Vec::new();
    for span in block.spans() {
        let end = start + span.units();
        if let Span::Text { marks, .. } = span {
            list.push((start, end, marks));
        }
        start = end;
    }
    list
}

/// The selected parts that may have marks.
fn markable(
    projection: &Projection,
    selection: Selection,
) -> Result<Vec<(BlockId, u32, u32)>, EditRefused> {
    let may = |(id, from, to): &(BlockId, u32, u32)| {
        from < to
            && projection
                .block(*id)
                .is_some_and(|block| !is_plain(&block.kind))
    };
    Ok(parts(projection, selection)?
        .into_iter()
        .filter(may)
        .collect())
}

/// Whether all selected text has it; breaks and code do not count.
fn everywhere(
    projection: &Projection,
    parts: &[(BlockId, u32, u32)],
    has: impl Fn(&Marks) -> bool,
) -> bool {
    parts.iter().all(|(id, from, to)| {
        projection.block(*id).is_none_or(|block| {
            let inside = |(start, end, _): &(u32, u32, &Marks)| start < to && end > from;
            runs(block)
                .into_iter()
                .filter(inside)
                .all(|(_, _, marks)| has(marks))
        })
    })
}

fn each(
    editing: &mut Editing,
    parts: Vec<(BlockId, u32, u32)>,
    change: impl Fn(&Marks) -> Marks,
) -> Result<(), EditRefused> {
    if parts.is_empty() {
        return Err(EditRefused::NothingToDo);
    }
    editing.step(|surgery| {
        for (id, from, to) in parts {
            surgery.remark(id, from, to, &change);
        }
    });
    Ok(())
}
