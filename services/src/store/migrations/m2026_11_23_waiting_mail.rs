//! Mails wait in the database until a mail server has taken them.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_23_waiting_mail"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let table = Table::create()
            .table("waiting_mail")
            .col(uuid("id").primary_key())
            .col(string("recipient"))
            .col(string("subject"))
            .col(text("body"))
            .col(integer("attempts"))
            .col(big_integer("due_at"))
            .col(big_integer("expires_at"))
            .take();
        manager.create_table(table).await?;
        let index = Index::create()
            .name("waiting_mail_due_at")
            .table("waiting_mail")
            .col("due_at")
            .take();
        manager.create_index(index).await
    }
}
