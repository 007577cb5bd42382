//! An inline discussion; its words are those of its anchor.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "thread")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proposal: Uuid,
    pub anchor: Uuid,
    pub severity: String,
    pub next_edition: bool,
    pub opened_at: i64,
    /// The number in the proposal's journal of the newest act on it; 0 before any.
    pub seq: i64,
}

impl ActiveModelBehavior for ActiveModel {}
