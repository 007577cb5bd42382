//! In which form what can be found is written.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "search_state")]
pub struct Model {
    /// Always the same one.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i32,
    pub form: i32,
}

impl ActiveModelBehavior for ActiveModel {}
