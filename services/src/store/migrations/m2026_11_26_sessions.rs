//! Sessions know their device and when they were proved by mail; mail links know where they lead.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_26_sessions"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("session", string("device").default("").take()),
            ("session", boolean("program").default(false).take()),
            ("session", big_integer("fresh_at").default(0).take()),
            ("login_link", text("next").default("/").take()),
            ("account", big_integer_null("signed_in_at").take()),
        ];
        for (table, column) in columns {
            // SQLite adds one column a statement.
            let table = Table::alter().table(table).add_column(column).take();
            manager.alter_table(table).await?;
        }
        for (table, column) in [("session", "fresh_at"), ("account", "signed_in_at")] {
            let update = Query::update()
                .table(table)
                .value(column, Expr::col("created_at"))
                .take();
            manager.execute(update).await?;
        }
        Ok(())
    }
}
