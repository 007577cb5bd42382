//! A live draft as one update that stands for a set of rows.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "draft_snapshot")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub proposal: Uuid,
    pub covers: i64,
    pub bytes: Vec<u8>,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
