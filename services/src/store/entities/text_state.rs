//! Which rows of a draft the read model covers, and the fingerprint of the whole text that it is.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "text_state")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub proposal: Uuid,
    /// The snapshot in it; 0 if there was none.
    pub snapshot: i64,
    /// The newest row in it; 0 if there was none.
    pub newest_row: i64,
    /// How many rows are in it.
    pub rows: i64,
    /// The number of the form in which it is written.
    pub form: i32,
    /// The names of its fields in the proposal's order, with spaces between them.
    #[sea_orm(column_type = "Text")]
    pub fields: String,
    pub hash: String,
}

impl ActiveModelBehavior for ActiveModel {}
