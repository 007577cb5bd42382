//! The admins may ask for a decision on every comment before a final.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_28_final_rule"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = boolean("every_comment").default(false).take();
        let table = Table::alter().table("proposal").add_column(column).take();
        manager.alter_table(table).await
    }
}
