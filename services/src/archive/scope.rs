//! Which rows of the database are in an archive.

use super::Wanted;
use sea_orm::Value;

/// The tables of an archive, with the condition that chooses their rows: `{P}` is the partnership,
/// `{Q}` its proposals in the archive. What is made from others (what pages show), what is somebody's
/// own (sessions, links, mails, what they have seen) and what only this database needs is in none.
const TABLES: [(&str, &str); 23] = [
    ("partnership", "id IN {P}"),
    (
        "organisation",
        "id IN (SELECT organisation FROM side WHERE partnership IN {P} \
         UNION SELECT side FROM member WHERE partnership IN {P} AND side IS NOT NULL \
         UNION SELECT side FROM sign_off WHERE proposal IN {Q} \
         UNION SELECT side FROM comment WHERE side IS NOT NULL AND thread IN {T} \
         UNION SELECT owner FROM section WHERE owner IS NOT NULL AND proposal IN {Q})",
    ),
    (
        "account",
        "id IN (SELECT account FROM member WHERE partnership IN {P} \
         UNION SELECT invited_by FROM member WHERE partnership IN {P} AND invited_by IS NOT NULL \
         UNION SELECT account FROM comment WHERE thread IN {T} \
         UNION SELECT account FROM decision WHERE thread IN {T} \
         UNION SELECT account FROM version WHERE proposal IN {Q} \
         UNION SELECT account FROM state_move WHERE proposal IN {Q} \
         UNION SELECT account FROM sign_off WHERE proposal IN {Q} \
         UNION SELECT account FROM round_member WHERE round IN (SELECT id FROM round WHERE proposal IN {Q}) \
         UNION SELECT account FROM draft_client WHERE proposal IN {Q} \
         UNION SELECT account FROM draft_deletion WHERE proposal IN {Q} \
         UNION SELECT account FROM draft_update WHERE account IS NOT NULL AND proposal IN {Q} \
         UNION SELECT account FROM journal WHERE account IS NOT NULL AND (scope IN {P} OR scope IN {Q}) \
         UNION SELECT subject FROM journal WHERE subject IS NOT NULL AND (scope IN {P} OR scope IN {Q}))",
    ),
    ("side", "partnership IN {P}"),
    ("activity", "partnership IN {P}"),
    ("member", "partnership IN {P}"),
    ("proposal", "id IN {Q}"),
    ("section", "proposal IN {Q}"),
    ("state_move", "proposal IN {Q}"),
    ("round", "proposal IN {Q}"),
    (
        "round_member",
        "round IN (SELECT id FROM round WHERE proposal IN {Q})",
    ),
    ("draft_update", "proposal IN {Q}"),
    ("draft_snapshot", "proposal IN {Q}"),
    ("draft_client", "proposal IN {Q}"),
    ("draft_deletion", "proposal IN {Q}"),
    ("anchor", "proposal IN {Q}"),
    ("thread", "proposal IN {Q}"),
    ("comment", "thread IN {T}"),
    ("decision", "thread IN {T}"),
    ("suggestion", "thread IN {T}"),
    ("version", "proposal IN {Q}"),
    (
        "version_field",
        "version IN (SELECT id FROM version WHERE proposal IN {Q})",
    ),
    ("sign_off", "proposal IN {Q}"),
];

/// The journal: the partnership's own lines, and those of the proposals.
const JOURNAL: (&str, &str) = ("journal", "scope IN {P} OR scope IN {Q}");

/// Whether an archive has rows of this table.
pub(super) fn has(table: &str) -> bool {
    condition(table).is_some()
}

fn condition(table: &str) -> Option<&'static str> {
    let mut all = TABLES.iter().chain([&JOURNAL]);
    all.find(|(name, _)| *name == table).map(|(_, it)| *it)
}

/// The condition of SQL for the rows of this table, and the value of its `$1`.
pub(super) fn of(table: &str, wanted: Wanted) -> Option<(String, Value)> {
    let (partnership, proposals, id) = match wanted {
        Wanted::Partnership(id) => (
            "(SELECT id FROM partnership WHERE id = $1)",
            "(SELECT id FROM proposal WHERE partnership = $1)",
            id.0,
        ),
        Wanted::Proposal(id) => (
            "(SELECT partnership FROM proposal WHERE id = $1)",
            "(SELECT id FROM proposal WHERE id = $1)",
            id.0,
        ),
    };
    let threads = format!("(SELECT id FROM thread WHERE proposal IN {proposals})");
    let condition = condition(table)?
        .replace("{P}", partnership)
        .replace("{T}", &threads)
        .replace("{Q}", proposals);
    Some((condition, id.into()))
}

/// Columns that count within one database and mean nothing in another one.
pub(super) fn is_counted(table: &str, column: &str) -> bool {
    matches!((table, column), ("draft_update" | "draft_snapshot", "id"))
}
