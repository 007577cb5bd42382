//! A link from the mail may be an invitation's; a membership that waits keeps the name that was typed.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_26_invitations"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("login_link", uuid_null("partnership")),
            ("login_link", uuid_null("invited_by")),
            ("member", string("invited_name").default("").take()),
        ];
        for (table, column) in columns {
            // SQLite adds one column a statement.
            let table = Table::alter().table(table).add_column(column).take();
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}
