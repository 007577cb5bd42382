//! The first schema: accounts, partnerships, proposals, drafts, threads, versions, mail.
//!
//! Times are milliseconds since the Unix epoch; texts in several languages are JSON; ids are UUIDs.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_22_first"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let tables = [
            accounts(),
            partnerships(),
            proposals(),
            drafts(),
            reviews(),
            versions(),
        ];
        for table in tables.into_iter().flatten() {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn accounts() -> Vec<TableCreateStatement> {
    vec![
        table("account")
            .col(uuid("id").primary_key())
            .col(string("mail").unique_key())
            .col(string("name"))
            .col(string("language"))
            .col(boolean("may_create"))
            .col(big_integer("created_at"))
            .take(),
        table("login_link")
            .col(binary("hash").primary_key())
            .col(uuid("account"))
            .col(big_integer("created_at"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("spent_at"))
            .foreign_key(&mut references("login_link", "account", "account"))
            .take(),
        table("session")
            .col(binary("hash").primary_key())
            .col(uuid("account"))
            .col(big_integer("created_at"))
            .col(big_integer("seen_at"))
            .foreign_key(&mut references("session", "account", "account"))
            .take(),
        table("kept_mail")
            .col(uuid("id").primary_key())
            .col(string("recipient"))
            .col(string("subject"))
            .col(text("body"))
            .col(big_integer("at"))
            .take(),
    ]
}

fn partnerships() -> Vec<TableCreateStatement> {
    vec![
        table("organisation")
            .col(uuid("id").primary_key())
            .col(json("name"))
            .col(string("country"))
            .col(string("address"))
            .take(),
        table("partnership")
            .col(uuid("id").primary_key())
            .col(json("title"))
            .col(json("programme"))
            .col(string("first_day"))
            .col(string("last_day"))
            .col(big_integer("budget_cents"))
            .col(json("budget_shares"))
            .col(json("objective"))
            .col(json("target_groups"))
            .col(json("justification"))
            .col(big_integer("created_at"))
            .take(),
        table("side")
            .col(uuid("partnership"))
            .col(uuid("organisation"))
            .col(boolean("applicant"))
            .col(integer("position"))
            .primary_key(Index::create().col("partnership").col("organisation"))
            .foreign_key(&mut references("side", "partnership", "partnership"))
            .foreign_key(&mut references("side", "organisation", "organisation"))
            .take(),
        table("activity")
            .col(uuid("id").primary_key())
            .col(uuid("partnership"))
            .col(string("kind"))
            .col(json("title"))
            .col(integer("position"))
            .foreign_key(&mut references("activity", "partnership", "partnership"))
            .take(),
        table("member")
            .col(uuid("partnership"))
            .col(uuid("account"))
            .col(string("role"))
            .col(uuid_null("side"))
            .col(json("languages"))
            .col(big_integer("joined_at"))
            .primary_key(Index::create().col("partnership").col("account"))
            .foreign_key(&mut references("member", "partnership", "partnership"))
            .foreign_key(&mut references("member", "account", "account"))
            .foreign_key(&mut references("member", "side", "organisation"))
            .take(),
    ]
}

fn proposals() -> Vec<TableCreateStatement> {
    vec![
        table("proposal")
            .col(uuid("id").primary_key())
            .col(uuid("partnership"))
            .col(json("title"))
            .col(string("state"))
            .col(json("languages"))
            .col(boolean("published"))
            .col(big_integer("created_at"))
            .col(big_integer("changed_at"))
            .foreign_key(&mut references("proposal", "partnership", "partnership"))
            .take(),
        table("section")
            .col(uuid("proposal"))
            .col(string("key"))
            .col(integer("position"))
            .col(json("heading"))
            .col(json("help"))
            .col(boolean("required"))
            .col(integer("limit_chars"))
            .col(uuid_null("owner"))
            .primary_key(Index::create().col("proposal").col("key"))
            .foreign_key(&mut references("section", "proposal", "proposal"))
            .foreign_key(&mut references("section", "owner", "organisation"))
            .take(),
        table("state_move")
            .col(uuid("id").primary_key())
            .col(uuid("proposal"))
            .col(string("from_state"))
            .col(string("to_state"))
            .col(text("reason"))
            .col(uuid("account"))
            .col(big_integer("at"))
            .foreign_key(&mut references("state_move", "proposal", "proposal"))
            .foreign_key(&mut references("state_move", "account", "account"))
            .take(),
        table("round")
            .col(uuid("id").primary_key())
            .col(uuid("proposal"))
            .col(integer("number"))
            .col(string_null("last_day"))
            .col(big_integer("opened_at"))
            .col(big_integer_null("closed_at"))
            .foreign_key(&mut references("round", "proposal", "proposal"))
            .take(),
    ]
}

/// The live draft: append-only updates, snapshots that cover a known set of them, and which
/// account brought which Yjs client.
fn drafts() -> Vec<TableCreateStatement> {
    vec![
        table("draft_update")
            .col(pk_auto_big("id"))
            .col(uuid("proposal"))
            .col(blob("bytes"))
            .col(uuid_null("account"))
            .col(big_integer("at"))
            .foreign_key(&mut references("draft_update", "proposal", "proposal"))
            .take(),
        table("draft_snapshot")
            .col(pk_auto_big("id"))
            .col(uuid("proposal"))
            .col(big_integer("covers"))
            .col(blob("bytes"))
            .col(big_integer("at"))
            .foreign_key(&mut references("draft_snapshot", "proposal", "proposal"))
            .take(),
        table("draft_client")
            .col(uuid("proposal"))
            .col(big_integer("client"))
            .col(uuid("account"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("proposal").col("client"))
            .foreign_key(&mut references("draft_client", "proposal", "proposal"))
            .foreign_key(&mut references("draft_client", "account", "account"))
            .take(),
    ]
}

fn reviews() -> Vec<TableCreateStatement> {
    vec![
        table("thread")
            .col(uuid("id").primary_key())
            .col(uuid("proposal"))
            .col(string("field"))
            .col(text("anchor_start"))
            .col(text("anchor_end"))
            .col(text("quote"))
            .col(text("prefix"))
            .col(text("suffix"))
            .col(integer("block_hint"))
            .col(boolean("detached"))
            .col(string("severity"))
            .col(boolean("next_edition"))
            .col(big_integer("opened_at"))
            .foreign_key(&mut references("thread", "proposal", "proposal"))
            .take(),
        table("comment")
            .col(uuid("id").primary_key())
            .col(uuid("thread"))
            .col(uuid("account"))
            .col(uuid_null("side"))
            .col(text("body"))
            .col(big_integer("at"))
            .foreign_key(&mut references("comment", "thread", "thread"))
            .foreign_key(&mut references("comment", "account", "account"))
            .take(),
        table("decision")
            .col(uuid("id").primary_key())
            .col(uuid("thread"))
            .col(string("outcome"))
            .col(text("reason"))
            .col(uuid("account"))
            .col(big_integer("at"))
            .col(integer("version_number"))
            .col(big_integer_null("reopened_at"))
            .foreign_key(&mut references("decision", "thread", "thread"))
            .foreign_key(&mut references("decision", "account", "account"))
            .take(),
    ]
}

fn versions() -> Vec<TableCreateStatement> {
    vec![
        table("version")
            .col(uuid("id").primary_key())
            .col(uuid("proposal"))
            .col(integer("number"))
            .col(string("state"))
            .col(uuid("account"))
            .col(big_integer("at"))
            .col(blob("bytes"))
            .foreign_key(&mut references("version", "proposal", "proposal"))
            .foreign_key(&mut references("version", "account", "account"))
            .take(),
        table("version_field")
            .col(uuid("version"))
            .col(string("field"))
            .col(text("html"))
            .col(text("plain"))
            .col(integer("chars"))
            .primary_key(Index::create().col("version").col("field"))
            .foreign_key(&mut references("version_field", "version", "version"))
            .take(),
        table("sign_off")
            .col(uuid("id").primary_key())
            .col(uuid("proposal"))
            .col(uuid("side"))
            .col(uuid("version"))
            .col(uuid("account"))
            .col(big_integer("at"))
            .foreign_key(&mut references("sign_off", "proposal", "proposal"))
            .foreign_key(&mut references("sign_off", "side", "organisation"))
            .foreign_key(&mut references("sign_off", "version", "version"))
            .foreign_key(&mut references("sign_off", "account", "account"))
            .take(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("login_link", &["account", "created_at"]),
        index("session", &["account"]),
        index("member", &["account"]),
        index("activity", &["partnership"]),
        index("proposal", &["partnership"]),
        index("state_move", &["proposal"]),
        unique("round", &["proposal", "number"]),
        index("draft_update", &["proposal", "id"]),
        index("draft_snapshot", &["proposal", "id"]),
        index("thread", &["proposal"]),
        index("comment", &["thread"]),
        index("decision", &["thread"]),
        unique("version", &["proposal", "number"]),
        index("sign_off", &["proposal"]),
    ]
}

fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).take()
}

fn pk_auto_big(name: &'static str) -> ColumnDef {
    big_integer(name).auto_increment().primary_key().take()
}

fn references(
    child: &'static str,
    column: &'static str,
    parent: &'static str,
) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{child}_{column}_fk"))
        .from(child, column)
        .to(parent, "id")
        .take()
}

fn index(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create();
    index
        .name(format!("{table}_{}", columns.join("_")))
        .table(table);
    for column in columns {
        index.col(*column);
    }
    index
}

fn unique(table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    index(table, columns).unique().take()
}
