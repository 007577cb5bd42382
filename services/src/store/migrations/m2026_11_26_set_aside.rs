//! What failed is remembered across restarts, so that it is not tried again and again.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_26_set_aside"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("set_aside")
            .col(string("part"))
            .col(uuid("subject"))
            .col(integer("failures"))
            .col(big_integer("failed_at"))
            .primary_key(Index::create().col("part").col("subject"))
            .take();
        manager.create_table(table).await
    }
}
