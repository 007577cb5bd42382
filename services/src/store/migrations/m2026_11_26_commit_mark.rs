//! A number that each transaction counts up, so that another connection can tell whether it is there.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_26_commit_mark"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("commit_mark")
            .col(integer("id").primary_key())
            .col(big_integer("number"))
            .take();
        manager.create_table(table).await
    }
}
