//! Who deleted what of a draft, kept when the rows that say so are merged into a snapshot.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_27_draft_deletion"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("draft_deletion")
            .col(uuid("proposal"))
            .col(uuid("account"))
            .col(blob("bytes"))
            .primary_key(Index::create().col("proposal").col("account"))
            .foreign_key(
                ForeignKey::create()
                    .name("draft_deletion_proposal_fk")
                    .from("draft_deletion", "proposal")
                    .to("proposal", "id"),
            )
            .take();
        manager.create_table(table).await
    }
}
