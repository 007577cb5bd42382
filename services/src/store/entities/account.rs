//! One person who can sign in.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "account")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub mail: String,
    pub name: String,
    pub language: String,
    pub may_create: bool,
    pub created_at: i64,
    /// None as long as nobody has signed in: somebody else chose the name.
    pub signed_in_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
