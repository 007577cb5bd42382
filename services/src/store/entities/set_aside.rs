//! Something that failed, or whose attempt has not ended yet.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "set_aside")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub part: String,
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject: Uuid,
    pub failures: i32,
    pub failed_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
