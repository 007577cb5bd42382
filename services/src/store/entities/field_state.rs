//! One field of a draft as it is read: shown, found in and counted.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "field_state")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal: Uuid,
    #[sea_orm(primary_key, auto_increment = false)]
    pub field: String,
    /// How often its text was written here with another fingerprint; 0 for one that is empty still.
    pub revision: i64,
    /// The fingerprint of a text that has only this field.
    pub hash: String,
    /// Unicode scalar values.
    pub characters: i32,
    /// When its text was changed last; none while nobody has written in it.
    pub changed_at: Option<i64>,
    /// Who changed it last, where that is known.
    pub account: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub html: String,
    #[sea_orm(column_type = "Text")]
    pub plain: String,
}

impl ActiveModelBehavior for ActiveModel {}
