//! An account in a partnership.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "member")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub partnership: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub account: Uuid,
    pub role: String,
    pub side: Option<Uuid>,
    pub languages: Json,
    pub joined_at: i64,
    /// None while the invitation waits: until then the membership gives no rights.
    pub accepted_at: Option<i64>,
    /// When the invitation was sent, or sent again.
    pub invited_at: Option<i64>,
    pub invited_by: Option<Uuid>,
    /// What the inviter calls the person, until they agree.
    pub invited_name: String,
    /// From then on a former member, who reads what was there on that day.
    pub removed_at: Option<i64>,
    /// Named as one who signs for the side.
    pub may_sign: bool,
}

impl ActiveModelBehavior for ActiveModel {}
