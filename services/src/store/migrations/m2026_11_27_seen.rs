//! What a member last saw of a proposal.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_27_seen"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let references = |column: &'static str, table: &'static str| {
            ForeignKey::create()
                .name(format!("seen_{column}_fk"))
                .from("seen", column)
                .to(table, "id")
                .take()
        };
        let table = Table::create()
            .table("seen")
            .col(uuid("proposal"))
            .col(uuid("account"))
            .col(big_integer("at"))
            .col(uuid_null("version"))
            .primary_key(Index::create().col("proposal").col("account"))
            .foreign_key(&mut references("proposal", "proposal"))
            .foreign_key(&mut references("account", "account"))
            .foreign_key(&mut references("version", "version"))
            .take();
        manager.create_table(table).await
    }
}
