//! Which account brought which Yjs client.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "draft_client")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub client: i64,
    pub account: Uuid,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
