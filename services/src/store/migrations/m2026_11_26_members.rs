//! Memberships that wait for consent, that ended, and that sign. Who is a member already has agreed.

use sea_orm_migration::{prelude::*, schema::*};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_26_members"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            big_integer_null("accepted_at"),
            big_integer_null("invited_at"),
            uuid_null("invited_by"),
            big_integer_null("removed_at"),
            boolean("may_sign").default(false).take(),
        ];
        // One column a statement: SQLite takes no more.
        for mut column in columns {
            let add = Table::alter()
                .table("member")
                .add_column(&mut column)
                .take();
            manager.alter_table(add).await?;
        }
        let accepted = Query::update()
            .table("member")
            .value("accepted_at", Expr::col("joined_at"))
            .take();
        manager.execute(accepted).await
    }
}
