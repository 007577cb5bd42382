//! A review period.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "round")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proposal: Uuid,
    pub number: i32,
    pub last_day: Option<String>,
    pub opened_at: i64,
    pub closed_at: Option<i64>,
    /// For which languages; none of them is all of the proposal's.
    pub languages: Json,
    /// What it came to; empty until somebody says it.
    #[sea_orm(column_type = "Text")]
    pub summary: String,
    /// Whether its last day closed it.
    pub by_itself: bool,
}

impl ActiveModelBehavior for ActiveModel {}
