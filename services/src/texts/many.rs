//! What is counted of many texts at once, for lists.

use super::{Mark, TextView, view, view::FORM};
use crate::{
    Services,
    error::Result,
    store::entities::{draft_snapshot, draft_update, field_state, text_state},
};
use model::{ids::ProposalId, proposal::FieldName};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// How much text there is, and which it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct TextSize {
    /// The fingerprint of the whole text; empty where nobody has written.
    pub hash: String,
    /// A field that is not named is empty.
    pub chars: Vec<(FieldName, u32)>,
}

impl TextSize {
    fn of(view: &TextView) -> TextSize {
        let chars = view.fields.iter();
        TextSize {
            hash: view.hash.clone(),
            chars: chars.map(|it| (it.field.clone(), it.chars)).collect(),
        }
    }
}

/// The texts of these proposals, from the read model in as many statements as for one. One whose read
/// model is behind is read as its page reads it, which brings the read model up to date.
pub(crate) async fn counted(
    s: &Services,
    proposals: &[(ProposalId, Vec<FieldName>)],
) -> Result<HashMap<ProposalId, TextSize>> {
    let ids: Vec<Uuid> = proposals.iter().map(|(id, _)| id.0).collect();
    let marks = marks_of(&s.db, &ids).await?;
    let states = text_state::Entity::find()
        .filter(text_state::Column::Proposal.is_in(ids.clone()))
        .all(&s.db)
        .await?;
    let states: HashMap<Uuid, text_state::Model> =
        states.into_iter().map(|row| (row.proposal, row)).collect();
    let mut chars = chars_of(&s.db, ids).await?;
    let mut all = HashMap::new();
    for (id, fields) in proposals {
        let mark = marks.get(&id.0).copied().unwrap_or_default();
        let state = states.get(&id.0).filter(|it| is_of(it, mark, fields));
        let counted = match state {
            Some(state) => TextSize {
                hash: state.hash.clone(),
                chars: chars.remove(&id.0).unwrap_or_default(),
            },
            None if mark == Mark::default() => TextSize::default(),
            None => TextSize::of(&*super::view(s, *id, fields.clone()).await?),
        };
        all.insert(*id, counted);
    }
    Ok(all)
}

fn is_of(state: &text_state::Model, mark: Mark, fields: &[FieldName]) -> bool {
    let covered = Mark {
        snapshot: state.snapshot,
        newest_row: state.newest_row,
        rows: state.rows,
    };
    state.form == FORM && covered == mark && state.fields == view::joined(fields)
}

async fn marks_of<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Mark>> {
    let rows: Vec<(Uuid, i64, i64)> = draft_update::Entity::find()
        .select_only()
        .column(draft_update::Column::Proposal)
        .column_as(draft_update::Column::Id.max(), "newest")
        .column_as(draft_update::Column::Id.count(), "rows")
        .filter(draft_update::Column::Proposal.is_in(ids.to_vec()))
        .group_by(draft_update::Column::Proposal)
        .into_tuple()
        .all(db)
        .await?;
    let snapshots: Vec<(Uuid, i64)> = draft_snapshot::Entity::find()
        .select_only()
        .column(draft_snapshot::Column::Proposal)
        .column_as(draft_snapshot::Column::Id.max(), "newest")
        .filter(draft_snapshot::Column::Proposal.is_in(ids.to_vec()))
        .group_by(draft_snapshot::Column::Proposal)
        .into_tuple()
        .all(db)
        .await?;
    let mut marks: HashMap<Uuid, Mark> = HashMap::new();
    for (id, newest_row, rows) in rows {
        let mark = marks.entry(id).or_default();
        (mark.newest_row, mark.rows) = (newest_row, rows);
    }
    for (id, snapshot) in snapshots {
        marks.entry(id).or_default().snapshot = snapshot;
    }
    Ok(marks)
}

async fn chars_of<C: ConnectionTrait>(
    db: &C,
    ids: Vec<Uuid>,
) -> Result<HashMap<Uuid, Vec<(FieldName, u32)>>> {
    let rows: Vec<(Uuid, String, i32)> = field_state::Entity::find()
        .select_only()
        .column(field_state::Column::Proposal)
        .column(field_state::Column::Field)
        .column(field_state::Column::Characters)
        .filter(field_state::Column::Proposal.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    let mut chars: HashMap<Uuid, Vec<(FieldName, u32)>> = HashMap::new();
    for (id, field, count) in rows {
        if let Ok(field) = field.parse() {
            chars.entry(id).or_default().push((field, count as u32));
        }
    }
    Ok(chars)
}
