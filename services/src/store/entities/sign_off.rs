//! One side's agreement to one exact version.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_off")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proposal: Uuid,
    pub side: Uuid,
    pub version: Uuid,
    pub account: Uuid,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
