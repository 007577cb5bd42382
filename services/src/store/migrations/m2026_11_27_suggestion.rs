//! A suggestion is a thread that says what is to become of its words.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_27_suggestion"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("suggestion")
            .col(uuid("thread").primary_key())
            .col(integer("revision"))
            .col(text("was"))
            .col(json("pieces"))
            .col(boolean("withdrawn"))
            .foreign_key(
                ForeignKey::create()
                    .name("suggestion_thread_fk")
                    .from("suggestion", "thread")
                    .to("thread", "id"),
            )
            .take();
        manager.create_table(table).await
    }
}
