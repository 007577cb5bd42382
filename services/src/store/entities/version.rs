//! A numbered, immutable snapshot.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "version")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proposal: Uuid,
    pub number: i32,
    pub state: String,
    pub account: Uuid,
    pub at: i64,
    pub bytes: Vec<u8>,
    /// The fingerprint of the text.
    pub hash: String,
    /// Titles, headings and names of sides as they were then.
    pub prints: Json,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Whether the server kept it by itself, and nothing has been made of it since.
    pub automatic: bool,
    /// How many characters each account wrote; none until somebody asks.
    pub wrote: Option<Json>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A version without its text, which is large and which no list or page needs.
#[derive(Clone, Debug, PartialEq, DerivePartialModel)]
#[sea_orm(entity = "Entity")]
pub struct Head {
    pub id: Uuid,
    pub proposal: Uuid,
    pub number: i32,
    pub state: String,
    pub account: Uuid,
    pub at: i64,
    pub hash: String,
    pub prints: Json,
    pub automatic: bool,
}

impl Head {
    /// The head of a version.
    pub async fn of<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<Head>, DbErr> {
        Entity::find_by_id(id).into_partial_model().one(db).await
    }
}
