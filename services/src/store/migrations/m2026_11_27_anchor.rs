//! Anchors have a table of their own, so that other things than threads can stand on words too.
//!
//! The anchor of a thread that is there already gets the thread's id.

use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::{prelude::*, schema::*};

/// The columns that go from the thread to its anchor, by their old names and their new ones.
const MOVED: [(&str, &str); 9] = [
    ("field", "field"),
    ("anchor_start", "start"),
    ("anchor_end", "end"),
    ("quote", "quote"),
    ("prefix", "prefix"),
    ("suffix", "suffix"),
    ("block_hint", "block_hint"),
    ("detached", "detached"),
    ("moved_seq", "moved_seq"),
];

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_27_anchor"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(anchor()).await?;
        let index = Index::create()
            .name("anchor_proposal")
            .table("anchor")
            .col("proposal")
            .take();
        manager.create_index(index).await?;
        let kept = ["id", "proposal"].map(|name| (name, name));
        let columns = kept.into_iter().chain(MOVED);
        let (from, to): (Vec<_>, Vec<_>) = columns.unzip();
        let copied = Query::select().columns(from).from("thread").take();
        let mut copy = Query::insert();
        copy.into_table("anchor").columns(to);
        copy.select_from(copied)
            .map_err(|cause| DbErr::Migration(cause.to_string()))?;
        let db = manager.get_connection();
        db.execute(&copy).await?;

        // SQLite adds no column that must have a value and refers to another table, and knows
        // references of a column that is added only as a part of the column.
        let mut own = uuid_null("anchor").extra("REFERENCES anchor (id)").take();
        let own = Table::alter().table("thread").add_column(&mut own).take();
        manager.alter_table(own).await?;
        let fill = Query::update()
            .table("thread")
            .value("anchor", Expr::col("id"))
            .take();
        db.execute(&fill).await?;
        if manager.get_database_backend() == DbBackend::Postgres {
            let sql = "ALTER TABLE thread ALTER COLUMN anchor SET NOT NULL";
            db.execute_unprepared(sql).await?;
        }
        for (name, _) in MOVED {
            let drop = Table::alter().table("thread").drop_column(name).take();
            manager.alter_table(drop).await?;
        }
        Ok(())
    }
}

fn anchor() -> TableCreateStatement {
    Table::create()
        .table("anchor")
        .col(uuid("id").primary_key())
        .col(uuid("proposal"))
        .col(string("field"))
        .col(text("start"))
        .col(text("end"))
        .col(text("quote"))
        .col(text("prefix"))
        .col(text("suffix"))
        .col(integer("block_hint"))
        .col(boolean("detached"))
        .col(big_integer("moved_seq"))
        .foreign_key(
            ForeignKey::create()
                .from("anchor", "proposal")
                .to("proposal", "id"),
        )
        .take()
}
