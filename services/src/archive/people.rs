//! The files of an archive that people read first, and what of an account goes into it.

use super::manifest::ProposalMark;
use crate::{
    database::tables::Table,
    error::Result,
    export::{facts_now, texts},
};
use model::{
    ids::AccountId,
    language::Language,
    partnership::{Member, Partnership},
    text::{key, say, say_with},
};
use sea_orm::Value;
use serde_json::json;
use std::collections::HashSet;

/// What is in the archive and what it is good for.
pub(super) fn readme(language: Language, facts: &Partnership) -> Vec<u8> {
    let title = facts.title.best(language);
    let head = say_with(language, key::ARCHIVE_HEAD, &[("title", title.into())]);
    let lines = [
        key::ARCHIVE_PARTNERSHIP,
        key::ARCHIVE_PROPOSALS,
        key::ARCHIVE_TEXTS,
        key::ARCHIVE_VERSIONS,
        key::ARCHIVE_LOG,
        key::ARCHIVE_DATA,
        key::ARCHIVE_MANIFEST,
    ];
    let lines: Vec<_> = lines
        .iter()
        .map(|it| format!("- {}", say(language, *it)))
        .collect();
    let ends = [
        key::ARCHIVE_VERIFY,
        key::ARCHIVE_IMPORT,
        key::ARCHIVE_PERSONAL,
    ];
    let ends: Vec<_> = ends.iter().map(|it| say(language, *it)).collect();
    format!("{head}\n\n{}\n\n{}\n", lines.join("\n"), ends.join("\n\n")).into_bytes()
}

/// The project's details, its members by role, and where its proposals are.
pub(super) fn partnership(
    facts: &Partnership,
    members: &[Member],
    proposals: &[ProposalMark],
) -> Result<Vec<u8>> {
    let member = |it: &Member| {
        json!({
            "account": it.account,
            "name": it.name,
            "mail": it.mail,
            "role": it.role.code(),
            "side": it.side,
            "languages": it.languages.iter().map(|it| it.code()).collect::<Vec<_>>(),
            "may_sign": it.may_sign,
            "pending": it.pending,
        })
    };
    let mut members: Vec<_> = members.iter().collect();
    members.sort_by_key(|it| std::cmp::Reverse(it.role));
    let proposal =
        |it: &ProposalMark| json!({ "id": it.id, "title": it.title, "folder": it.folder });
    let value = json!({
        "format": "talka-partnership",
        "version": 1,
        "id": facts.id,
        "title": texts(&facts.title),
        "facts": facts_now(facts),
        "members": members.into_iter().map(member).collect::<Vec<_>>(),
        "proposals": proposals.iter().map(proposal).collect::<Vec<_>>(),
    });
    Ok(serde_json::to_vec_pretty(&value)?)
}

/// Of an account others know its name, and who may see it its address: when it began, when it signed in
/// and what it may do here is its own. Who has no address has the own id there, as the erased have.
pub(super) fn without_what_is_own(
    table: &Table,
    values: &mut [Value],
    addresses: &HashSet<AccountId>,
) {
    let columns = table.columns.iter().map(|(name, _)| name.as_str());
    let mut id = None;
    for (column, value) in columns.zip(values) {
        match (column, &value) {
            ("id", Value::Uuid(Some(it))) => id = Some(*it),
            ("mail", _) => {
                let known = id.filter(|id| addresses.contains(&AccountId(*id)));
                if known.is_none() {
                    *value = id.unwrap_or_default().to_string().into();
                }
            }
            ("may_create", _) => *value = false.into(),
            ("created_at", _) => *value = 0_i64.into(),
            ("signed_in_at", _) => *value = Value::BigInt(None),
            _ => {}
        }
    }
}
