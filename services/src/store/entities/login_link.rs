//! A link sent by mail; only the token's SHA-256 is kept.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "login_link")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    pub account: Uuid,
    pub created_at: i64,
    pub expires_at: i64,
    pub spent_at: Option<i64>,
    /// The page that it leads to: a path of this site.
    #[sea_orm(column_type = "Text")]
    pub next: String,
    /// Of an invitation: into what, and by whom.
    pub partnership: Option<Uuid>,
    pub invited_by: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
