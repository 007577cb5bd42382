//! A row of a draft before it was made anew, until a check finds everything well.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "replaced_draft")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub proposal: Uuid,
    pub bytes: Vec<u8>,
    pub account: Option<Uuid>,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
