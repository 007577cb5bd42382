//! A mail that was refused for good is kept as such, with whose invitation it was; and links are asked
//! for by a row, which is looked at after the answer.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_26_mail"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            big_integer_null("refused_at"),
            uuid_null("partnership"),
            uuid_null("account"),
        ];
        for column in columns {
            // SQLite adds one column a statement.
            let table = Table::alter()
                .table("waiting_mail")
                .add_column(column)
                .take();
            manager.alter_table(table).await?;
        }
        let table = Table::create()
            .table("link_request")
            .col(uuid("id").primary_key())
            .col(string("mail"))
            .col(string("language"))
            .col(string("next"))
            .col(big_integer("at"))
            .take();
        manager.create_table(table).await
    }
}
