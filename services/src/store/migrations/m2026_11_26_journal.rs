//! The journal of acts, one numbered list a proposal and one a partnership.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_26_journal"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("journal")
            .col(uuid("scope"))
            .col(big_integer("seq"))
            .col(uuid("partnership"))
            .col(big_integer("at"))
            .col(uuid_null("account"))
            .col(string("kind"))
            .col(uuid_null("subject"))
            .col(json("data"))
            .primary_key(Index::create().col("scope").col("seq"))
            .foreign_key(
                ForeignKey::create()
                    .name("journal_partnership_fk")
                    .from("journal", "partnership")
                    .to("partnership", "id"),
            )
            .take();
        manager.create_table(table).await?;
        let index = Index::create()
            .name("journal_partnership_at")
            .table("journal")
            .col("partnership")
            .col("at")
            .take();
        manager.create_index(index).await
    }
}
