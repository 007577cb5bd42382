//! In how many places the text with the fingerprint `mark` differs from a version.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "text_change")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub version: Uuid,
    pub mark: String,
    pub places: i32,
}

impl ActiveModelBehavior for ActiveModel {}
