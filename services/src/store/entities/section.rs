//! A named part of a proposal.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "section")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: String,
    pub position: i32,
    pub heading: Json,
    pub help: Json,
    pub required: bool,
    pub limit_chars: i32,
    pub owner: Option<Uuid>,
    /// Whether the proposal goes without it.
    pub is_off: bool,
}

impl ActiveModelBehavior for ActiveModel {}
