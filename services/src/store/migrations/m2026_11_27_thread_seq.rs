//! Threads know the newest act of the journal that concerns them, so that a page that was away is
//! told exactly what it lacks.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_27_thread_seq"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["seq", "moved_seq"] {
            // SQLite adds one column a statement.
            let column = big_integer(name).default(0).take();
            let table = Table::alter().table("thread").add_column(column).take();
            manager.alter_table(table).await?;
        }
        Ok(())
    }
}
