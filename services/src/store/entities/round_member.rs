//! Who is invited to a review; nobody named is everybody.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "round_member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub round: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account: Uuid,
}

impl ActiveModelBehavior for ActiveModel {}
