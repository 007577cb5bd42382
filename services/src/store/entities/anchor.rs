//! Words of a field on which something stands, such as a thread.

use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "anchor")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub proposal: Uuid,
    pub field: String,
    /// Relative position of the first letter.
    #[sea_orm(column_type = "Text")]
    pub start: String,
    /// Relative position behind the last letter.
    #[sea_orm(column_type = "Text")]
    pub end: String,
    #[sea_orm(column_type = "Text")]
    pub quote: String,
    #[sea_orm(column_type = "Text")]
    pub prefix: String,
    #[sea_orm(column_type = "Text")]
    pub suffix: String,
    pub block_hint: i32,
    pub detached: bool,
    /// The number of the act before which the words moved last; 0 if they never did.
    pub moved_seq: i64,
}

impl ActiveModelBehavior for ActiveModel {}
