//! Compares a read model with the document, for whoever checks a database, and makes it anew.

use super::{
    Capture, Text, rows_of,
    settle::{Outcome, field_hash, settle_anew},
    text_in,
    view::with_fields,
};
use crate::{
    error::Result,
    input,
    store::{
        Store,
        entities::{field_state, text_state},
    },
};
use model::{document::plain, ids::ProposalId, proposal::FieldName};
use sea_orm::{ConnectionTrait, QuerySelect};
use std::collections::HashMap;

/// What a read model says otherwise than its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Compared {
    Same,
    /// It is of an older text, or not there: the next reader writes it.
    Behind,
    /// It is shown as the present text, and says something else in these fields; in none of them where
    /// only the fingerprint of the whole text is another one.
    Wrong(Vec<FieldName>),
}

/// What is kept of a field: HTML, plain text, characters and fingerprint.
type Kept = (String, String, i32, String);

/// Decodes the document, which is refused where that cannot be done, and compares.
pub(crate) async fn compare<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
    names: Vec<FieldName>,
) -> Result<Compared> {
    let text = text_in(rows_of(db, id).await?, names)?;
    compare_with(db, id, &text).await
}

/// Makes the read model anew unless it says what the document says; whether it was made.
pub(crate) async fn repair(store: &Store, id: ProposalId, names: Vec<FieldName>) -> Result<bool> {
    let text = text_in(rows_of(&store.db, id).await?, names)?;
    let wrong = match compare_with(&store.db, id, &text).await? {
        Compared::Same => return Ok(false),
        Compared::Behind => Vec::new(),
        Compared::Wrong(wrong) => wrong,
    };
    let capture = Capture {
        known: text.known,
        fields: text.fields,
        ..Capture::default()
    };
    let outcome = settle_anew(store, id, capture, &wrong).await?;
    Ok(outcome == Outcome::Written)
}

async fn compare_with<C: ConnectionTrait>(db: &C, id: ProposalId, text: &Text) -> Result<Compared> {
    type Row = (
        String,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<i32>,
        Option<String>,
    );
    let rows: Vec<Row> = with_fields(id, text.view.mark, &text.names())
        .column(text_state::Column::Hash)
        .column(field_state::Column::Field)
        .column(field_state::Column::Html)
        .column(field_state::Column::Plain)
        .column(field_state::Column::Characters)
        .column_as(field_state::Column::Hash, "field_hash")
        .into_tuple()
        .all(db)
        .await?;
    let Some(hash) = rows.first().map(|row| row.0.clone()) else {
        return Ok(Compared::Behind);
    };
    let kept = rows
        .into_iter()
        .filter_map(|(_, field, html, plain, chars, hash)| {
            Some((field?, (html?, plain?, chars?, hash?)))
        });
    let kept: HashMap<String, Kept> = kept.collect();
    let is_wrong =
        |(name, wanted): &(&FieldName, Kept)| kept.get(&name.to_string()) != Some(wanted);
    let wrong = wanted(text).filter(is_wrong);
    let wrong: Vec<_> = wrong.map(|(name, _)| name.clone()).collect();
    Ok(match wrong.is_empty() && hash == text.view.hash {
        true => Compared::Same,
        false => Compared::Wrong(wrong),
    })
}

fn wanted(text: &Text) -> impl Iterator<Item = (&FieldName, Kept)> {
    let fields = text.view.fields.iter().zip(&text.fields);
    fields.map(|(view, (name, text))| {
        let plain = input::storable(&plain::of_field(text));
        let kept = (
            view.html.clone(),
            plain,
            view.chars as i32,
            field_hash(view),
        );
        (name, kept)
    })
}
