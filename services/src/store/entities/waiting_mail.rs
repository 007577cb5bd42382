//! A mail that no mail server has taken yet, or that one refused for good.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "waiting_mail")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub recipient: String,
    pub subject: String,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub attempts: i32,
    /// Not to be tried before.
    pub due_at: i64,
    /// Of no use to anybody from then on.
    pub expires_at: i64,
    /// When it was refused for good; then its text is gone, and it is never due.
    pub refused_at: Option<i64>,
    /// Of an invitation: into which partnership.
    pub partnership: Option<Uuid>,
    /// Of an invitation: who is invited.
    pub account: Option<Uuid>,
}

impl ActiveModelBehavior for ActiveModel {}
