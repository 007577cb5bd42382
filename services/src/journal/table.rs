//! The journal as a table (CSV, RFC 4180), for spreadsheets and for the funder's auditor.

use super::{check_reader, lines_of, titles_of, to_entry};
use crate::{
    csv::{self, line, rfc_3339},
    error::Result,
    export::Download,
    store::Store,
};
use model::{
    ids::{AccountId, PartnershipId},
    language::Language,
    limits,
    text::person,
};
use sea_orm::QuerySelect;
use serde_json::Value;
use std::collections::HashMap;

/// The heads of the columns: stable, like the kinds, for programs that read them.
const HEADS: [&str; 6] = ["at", "proposal", "number", "kind", "by", "details"];

/// The newest lines as CSV, newest first; for those who may see the page.
pub async fn table(
    s: &Store,
    account: AccountId,
    id: PartnershipId,
    language: Language,
) -> Result<Download> {
    check_reader(s, account, id).await?;
    let rows = lines_of(id)
        .limit(limits::JOURNAL_LINES_A_FILE)
        .all(&s.db)
        .await?;
    let titles: HashMap<_, _> = titles_of(&s.db, id).await?.into_iter().collect();
    let mut out = line(&HEADS.map(str::to_owned));
    for row in rows {
        let (kind, details) = (row.kind.clone(), details(&row.data["act"]));
        let entry = to_entry(row)?;
        let title = entry.proposal.and_then(|id| titles.get(&id));
        out += &line(&[
            rfc_3339(entry.at.0),
            title.map_or("", |title| title.best(language)).to_owned(),
            entry.seq.to_string(),
            kind,
            entry
                .by
                .map(|by| person(language, &by.name))
                .unwrap_or_default(),
            details,
        ]);
    }
    Ok(Download {
        file_name: "journal.csv".to_owned(),
        content_type: csv::CONTENT_TYPE,
        bytes: out.into_bytes(),
    })
}

fn details(act: &Value) -> String {
    match act {
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
