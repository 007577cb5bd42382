//! An inline discussion with its anchor.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "thread")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proposal: Uuid,
    pub field: String,
    #[sea_orm(column_type = "Text")]
    pub anchor_start: String,
    #[sea_orm(column_type = "Text")]
    pub anchor_end: String,
    #[sea_orm(column_type = "Text")]
    pub quote: String,
    #[sea_orm(column_type = "Text")]
    pub prefix: String,
    #[sea_orm(column_type = "Text")]
    pub suffix: String,
    pub block_hint: i32,
    pub detached: bool,
    pub severity: String,
    pub next_edition: bool,
    pub opened_at: i64,
    /// The number in the proposal's journal of the newest act on it; 0 before any.
    pub seq: i64,
    /// The number of the act before which its words moved last; 0 if they never did.
    pub moved_seq: i64,
}

impl ActiveModelBehavior for ActiveModel {}
