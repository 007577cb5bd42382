//! What an account was told once, or needed not be told; nobody tells it again.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "told")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub account: Uuid,
    /// For example `review-1 {round}`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub what: String,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
