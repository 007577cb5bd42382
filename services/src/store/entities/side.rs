//! An organisation in a partnership.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "side")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub partnership: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub organisation: Uuid,
    pub applicant: bool,
    pub position: i32,
}

impl ActiveModelBehavior for ActiveModel {}
