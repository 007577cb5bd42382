//! Someone signed in; only the token's SHA-256 is kept.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: Vec<u8>,
    pub account: Uuid,
    pub created_at: i64,
    pub seen_at: i64,
    /// Browser and system; for a program, what its owner calls it.
    pub device: String,
    /// Whether it is a program's, which comes with `?token=` and never with a cookie.
    pub program: bool,
    /// When a link from the mail opened it, or proved it again.
    pub fresh_at: i64,
}

impl ActiveModelBehavior for ActiveModel {}
