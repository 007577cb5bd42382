//! The number of changed places is kept instead of being counted for every page.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_26_text_change"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("text_change")
            .col(uuid("version").primary_key())
            .col(string("mark"))
            .col(integer("places"))
            .foreign_key(
                ForeignKey::create()
                    .name("text_change_version_fk")
                    .from("text_change", "version")
                    .to("version", "id"),
            )
            .take();
        manager.create_table(table).await
    }
}
