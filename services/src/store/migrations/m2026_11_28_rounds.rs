//! A review invites members, for some languages, until a day of a named place, and ends with a summary.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_28_rounds"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // SQLite adds one column a statement.
        let columns = [
            json("languages").default("[]").take(),
            text("summary").default("").take(),
            boolean("by_itself").default(false).take(),
        ];
        for column in columns {
            let table = Table::alter().table("round").add_column(column).take();
            manager.alter_table(table).await?;
        }
        let references = |column: &'static str, table: &'static str| {
            ForeignKey::create()
                .name(format!("round_member_{column}_fk"))
                .from("round_member", column)
                .to(table, "id")
                .take()
        };
        let invited = Table::create()
            .table("round_member")
            .col(uuid("round"))
            .col(uuid("account"))
            .primary_key(Index::create().col("round").col("account"))
            .foreign_key(&mut references("round", "round"))
            .foreign_key(&mut references("account", "account"))
            .take();
        manager.create_table(invited).await
    }
}
