//! Why the state was moved, by whom.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "state_move")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proposal: Uuid,
    pub from_state: String,
    pub to_state: String,
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    pub account: Uuid,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
