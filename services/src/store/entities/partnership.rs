//! One funded project.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "partnership")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub title: Json,
    pub programme: Json,
    pub first_day: String,
    pub last_day: String,
    pub budget_cents: i64,
    pub budget_shares: Json,
    pub objective: Json,
    pub target_groups: Json,
    pub justification: Json,
    pub created_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
