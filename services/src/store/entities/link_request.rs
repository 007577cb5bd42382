//! Somebody asked for a link to sign in; whether the address has an account is not known yet.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "link_request")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub mail: String,
    pub language: String,
    /// Where the link leads.
    pub next: String,
    pub at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
