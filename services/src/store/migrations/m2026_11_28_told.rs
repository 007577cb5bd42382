//! What somebody was told once: no instance tells it again.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_28_told"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut account = ForeignKey::create()
            .name("told_account_fk")
            .from("told", "account")
            .to("account", "id")
            .take();
        let table = Table::create()
            .table("told")
            .col(uuid("account"))
            .col(string("what"))
            .col(big_integer("at"))
            .primary_key(Index::create().col("account").col("what"))
            .foreign_key(&mut account)
            .take();
        manager.create_table(table).await
    }
}
