//! The read model: what pages show of a text, so that none of them decodes the document.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_27_read_model"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let text_state = Table::create()
            .table("text_state")
            .col(uuid("proposal").primary_key())
            .col(big_integer("snapshot"))
            .col(big_integer("newest_row"))
            .col(big_integer("rows"))
            .col(integer("form"))
            .col(text("fields"))
            .col(string("hash"))
            .foreign_key(&mut references("text_state"))
            .take();
        manager.create_table(text_state).await?;
        let field_state = Table::create()
            .table("field_state")
            .col(uuid("proposal"))
            .col(string("field"))
            .col(big_integer("revision"))
            .col(string("hash"))
            .col(integer("characters"))
            .col(big_integer_null("changed_at"))
            .col(uuid_null("account"))
            .col(text("html"))
            .col(text("plain"))
            .primary_key(Index::create().col("proposal").col("field"))
            .foreign_key(&mut references("field_state"))
            .take();
        manager.create_table(field_state).await
    }
}

fn references(table: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_proposal_fk"))
        .from(table, "proposal")
        .to("proposal", "id")
        .take()
}
