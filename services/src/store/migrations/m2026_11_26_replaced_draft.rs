//! What a document was before it was made anew stays until a check finds everything well.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_26_replaced_draft"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("replaced_draft")
            .col(big_integer("id").auto_increment().primary_key())
            .col(uuid("proposal"))
            .col(blob("bytes"))
            .col(uuid_null("account"))
            .col(big_integer("at"))
            .foreign_key(
                ForeignKey::create()
                    .name("replaced_draft_proposal_fk")
                    .from("replaced_draft", "proposal")
                    .to("proposal", "id"),
            )
            .take();
        manager.create_table(table).await
    }
}
