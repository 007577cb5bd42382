//! An act in a partnership or in one of its proposals; append-only.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "journal")]
pub struct Model {
    /// The proposal, or the partnership for what concerns it as a whole.
    #[sea_orm(primary_key, auto_increment = false)]
    pub scope: Uuid,
    /// 1, 2, 3 … without holes within the scope.
    #[sea_orm(primary_key, auto_increment = false)]
    pub seq: i64,
    pub partnership: Uuid,
    pub at: i64,
    pub account: Option<Uuid>,
    pub kind: String,
    /// The account that it was done to.
    pub subject: Option<Uuid>,
    pub data: Json,
}

impl ActiveModelBehavior for ActiveModel {}
