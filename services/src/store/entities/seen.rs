//! What a member last saw of a proposal: when, and the newest version then.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "seen")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account: Uuid,
    pub at: i64,
    pub version: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
