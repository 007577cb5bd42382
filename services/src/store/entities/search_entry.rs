//! Something that can be found.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "search_entry")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What it was made from: all entries of one thing are written and go together.
    pub owner: String,
    pub partnership: Uuid,
    /// None for what is of the partnership alone.
    pub proposal: Option<Uuid>,
    /// As `search::HitKind` writes itself.
    pub kind: String,
    /// The field, or the number of a version; else empty.
    pub place: String,
    pub thread: Option<Uuid>,
    pub language: Option<String>,
    /// Who said it.
    pub account: Option<Uuid>,
    pub at: Option<i64>,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    /// The body as `model::search` compares it.
    #[sea_orm(column_type = "Text")]
    pub words: String,
}

impl ActiveModelBehavior for ActiveModel {}
