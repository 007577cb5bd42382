//! What can be found: an entry for each paragraph, comment, decision, title and name, with its words as
//! they are compared. Either database has its own index over these words.

use sea_orm_migration::{prelude::*, schema::*, sea_orm::DbBackend};

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_28_search"
    }
}

/// SQLite keeps no text twice: the index reads it from the entries, and follows them by triggers. Beside
/// the words it has the partnership, so that what others wrote is not gone through.
const SQLITE: [&str; 5] = [
    "ALTER TABLE search_entry ADD COLUMN scope text \
     GENERATED ALWAYS AS (lower(hex(partnership))) VIRTUAL",
    "CREATE VIRTUAL TABLE search_words \
     USING fts5(words, scope, content='search_entry', content_rowid='id')",
    "CREATE TRIGGER search_entry_insert AFTER INSERT ON search_entry BEGIN \
     INSERT INTO search_words (rowid, words, scope) \
     VALUES (new.id, new.words, lower(hex(new.partnership))); END",
    "CREATE TRIGGER search_entry_delete AFTER DELETE ON search_entry BEGIN \
     INSERT INTO search_words (search_words, rowid, words, scope) \
     VALUES ('delete', old.id, old.words, lower(hex(old.partnership))); END",
    "CREATE TRIGGER search_entry_update AFTER UPDATE OF words, partnership ON search_entry BEGIN \
     INSERT INTO search_words (search_words, rowid, words, scope) \
     VALUES ('delete', old.id, old.words, lower(hex(old.partnership))); \
     INSERT INTO search_words (rowid, words, scope) \
     VALUES (new.id, new.words, lower(hex(new.partnership))); END",
];

const POSTGRES: [&str; 2] = [
    "ALTER TABLE search_entry ADD COLUMN found tsvector \
     GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX search_entry_found ON search_entry USING gin (found)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let entry = Table::create()
            .table("search_entry")
            .col(
                ColumnDef::new("id")
                    .big_integer()
                    .not_null()
                    .auto_increment()
                    .primary_key(),
            )
            .col(string("owner"))
            .col(uuid("partnership"))
            .col(uuid_null("proposal"))
            .col(string("kind"))
            .col(string("place"))
            .col(uuid_null("thread"))
            .col(string_null("language"))
            .col(uuid_null("account"))
            .col(big_integer_null("at"))
            .col(text("body"))
            .col(text("words"))
            .foreign_key(
                ForeignKey::create()
                    .name("search_entry_partnership_fk")
                    .from("search_entry", "partnership")
                    .to("partnership", "id"),
            )
            .take();
        manager.create_table(entry).await?;
        let owner = Index::create()
            .name("search_entry_owner")
            .table("search_entry")
            .col("owner")
            .take();
        manager.create_index(owner).await?;
        let newest = Index::create()
            .name("search_entry_partnership")
            .table("search_entry")
            .col("partnership")
            .col("id")
            .take();
        manager.create_index(newest).await?;
        let state = Table::create()
            .table("search_state")
            .col(integer("id").primary_key())
            .col(integer("form"))
            .take();
        manager.create_table(state).await?;
        let own = match manager.get_database_backend() {
            DbBackend::Sqlite => &SQLITE[..],
            _ => &POSTGRES[..],
        };
        for statement in own {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        Ok(())
    }
}
