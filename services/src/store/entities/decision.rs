//! How a thread ended; a reopened one keeps its old decisions.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "decision")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub thread: Uuid,
    pub outcome: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub account: Uuid,
    pub at: i64,
    pub version_number: i32,
    pub reopened_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
