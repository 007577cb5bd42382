//! A sealed sign-off names the version that became final by it, not an earlier number of the same text:
//! what a final prints is found by its version alone.

use sea_orm::ConnectionTrait;
use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_26_final_sign_offs"
    }
}

/// Of each final, the newest sign-offs of its text.
const NAME_THE_FINAL: &str = "\
    UPDATE sign_off \
    SET version = (SELECT final_version FROM proposal WHERE proposal.id = sign_off.proposal) \
    WHERE EXISTS ( \
        SELECT 1 FROM proposal JOIN version ON version.id = proposal.final_version \
        WHERE proposal.id = sign_off.proposal AND version.hash = sign_off.hash) \
    AND final_at = ( \
        SELECT MAX(other.final_at) FROM sign_off AS other \
        WHERE other.proposal = sign_off.proposal AND other.hash = sign_off.hash)";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        db.execute_unprepared(NAME_THE_FINAL).await.map(drop)
    }
}
