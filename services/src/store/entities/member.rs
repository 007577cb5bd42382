//! An account in a partnership.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub partnership: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account: Uuid,
    pub role: String,
    pub side: Option<Uuid>,
    pub languages: Json,
    pub joined_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
