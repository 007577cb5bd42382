//! One side's agreement to one exact version.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_off")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proposal: Uuid,
    pub side: Uuid,
    pub version: Uuid,
    pub account: Uuid,
    pub at: i64,
    /// The fingerprint of the text that was signed.
    pub hash: String,
    /// The signer and the side as they were called then.
    pub name: String,
    pub side_name: Json,
    pub withdrawn_at: Option<i64>,
    /// When the text became final by this sign-off; it counts for nothing later.
    pub final_at: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}
