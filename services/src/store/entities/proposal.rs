//! A document under way.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "proposal")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub partnership: Uuid,
    pub title: Json,
    pub state: String,
    pub languages: Json,
    /// Signed by both sides; stays when the next draft begins.
    pub final_version: Option<Uuid>,
    pub published_version: Option<Uuid>,
    pub created_at: i64,
    pub changed_at: i64,
    /// Whether a final needs a decision on every comment.
    pub every_comment: bool,
    /// How often its settings were changed.
    pub settings: i32,
}

impl ActiveModelBehavior for ActiveModel {}
