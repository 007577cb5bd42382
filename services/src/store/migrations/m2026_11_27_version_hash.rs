//! Versions are found by their fingerprint.

use sea_orm_migration::prelude::*;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_27_version_hash"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let index = Index::create()
            .name("version_hash")
            .table("version")
            .col("hash")
            .take();
        manager.create_index(index).await
    }
}
