//! One message in a thread.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "comment")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub thread: Uuid,
    pub account: Uuid,
    pub side: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
