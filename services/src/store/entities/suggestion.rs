//! What is to become of the words of a thread that is a suggestion.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "suggestion")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub thread: Uuid,
    pub revision: i32,
    #[sea_orm(column_type = "Text")]
    pub was: String,
    /// As `model::suggestion::Piece` writes itself.
    pub pieces: Json,
    pub withdrawn: bool,
}

impl ActiveModelBehavior for ActiveModel {}
