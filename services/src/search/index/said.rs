//! What can be found of a thread: what was said, suggested and decided.

use super::{Entry, ROWS, pieces};
use crate::{
    error::Result,
    search::HitKind,
    store::{
        entities::{anchor, comment, decision, suggestion, thread},
        json,
    },
};
use model::{proposal::FieldName, suggestion::Suggestion};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;
use uuid::Uuid;

/// What can be found in each of these threads.
pub(super) async fn said_in<C: ConnectionTrait>(
    db: &C,
    rows: Vec<thread::Model>,
) -> Result<HashMap<Uuid, Vec<Entry>>> {
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut suggestions: HashMap<Uuid, suggestion::Model> = HashMap::new();
    let mut comments: HashMap<Uuid, Vec<comment::Model>> = HashMap::new();
    let mut decisions: HashMap<Uuid, Vec<decision::Model>> = HashMap::new();
    let mut fields: HashMap<Uuid, String> = HashMap::new();
    for ids in ids.chunks(ROWS) {
        let ids = ids.to_vec();
        for row in suggestion::Entity::find()
            .filter(suggestion::Column::Thread.is_in(ids.clone()))
            .all(db)
            .await?
        {
            suggestions.insert(row.thread, row);
        }
        for row in comment::Entity::find()
            .filter(comment::Column::Thread.is_in(ids.clone()))
            .order_by_asc(comment::Column::At)
            .all(db)
            .await?
        {
            comments.entry(row.thread).or_default().push(row);
        }
        for row in decision::Entity::find()
            .filter(decision::Column::Thread.is_in(ids))
            .all(db)
            .await?
        {
            decisions.entry(row.thread).or_default().push(row);
        }
    }
    let anchors: Vec<Uuid> = rows.iter().map(|row| row.anchor).collect();
    for anchors in anchors.chunks(ROWS) {
        let known: Vec<(Uuid, String)> = anchor::Entity::find()
            .select_only()
            .column(anchor::Column::Id)
            .column(anchor::Column::Field)
            .filter(anchor::Column::Id.is_in(anchors.to_vec()))
            .into_tuple()
            .all(db)
            .await?;
        fields.extend(known);
    }
    let mut all = HashMap::new();
    for row in rows {
        let field = fields.get(&row.anchor).cloned().unwrap_or_default();
        let comments = comments.remove(&row.id).unwrap_or_default();
        let decisions = decisions.remove(&row.id).unwrap_or_default();
        let suggestion = suggestions.remove(&row.id);
        all.insert(row.id, of_thread(&field, suggestion, comments, decisions)?);
    }
    Ok(all)
}

fn of_thread(
    field: &str,
    suggestion: Option<suggestion::Model>,
    comments: Vec<comment::Model>,
    decisions: Vec<decision::Model>,
) -> Result<Vec<Entry>> {
    let language = field.parse::<FieldName>().ok().map(|it| it.language);
    let mut entries = Vec::new();
    let entry = |kind: HitKind, body: &str, thread: Uuid, account: Uuid, at: i64| {
        let entry = move |body: String| Entry {
            place: field.to_owned(),
            thread: Some(thread),
            language,
            account: Some(account),
            at: Some(at),
            ..Entry::new(kind, body)
        };
        pieces(body).map(entry).collect::<Vec<_>>()
    };
    if let Some(row) = suggestion {
        if row.withdrawn {
            return Ok(entries);
        }
        let suggestion = Suggestion {
            revision: row.revision as u32,
            was: row.was,
            pieces: json::from(row.pieces)?,
            withdrawn: row.withdrawn,
        };
        if let Some(first) = comments.first() {
            let wants = suggestion.wants();
            let kind = HitKind::Suggestion;
            entries.extend(entry(kind, &wants, row.thread, first.account, first.at));
        }
    }
    for it in comments {
        entries.extend(entry(
            HitKind::Comment,
            &it.body,
            it.thread,
            it.account,
            it.at,
        ));
    }
    for it in decisions {
        entries.extend(entry(
            HitKind::Decision,
            &it.reason,
            it.thread,
            it.account,
            it.at,
        ));
    }
    Ok(entries)
}
