//! Versions have names, know who wrote how much, and some are kept by the server alone.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_27_version_names"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            text("name").default("").take(),
            boolean("automatic").default(false).take(),
            json_null("wrote").take(),
        ];
        // SQLite adds one column a statement.
        for column in columns {
            let table = Table::alter().table("version").add_column(column).take();
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}
