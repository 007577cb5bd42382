//! Sign-offs as records, fingerprints of versions, and final and published versions.
//!
//! What is there already is carried over: versions get their fingerprint and what they print, a final
//! keeps its newest version as the final one with the sign-offs that made it final, and nothing but a
//! final stays published.

use crate::versions::hash;
use sea_orm::{ConnectionTrait, QueryResult, Value};
use sea_orm_migration::{prelude::*, schema::*};
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use uuid::Uuid;

pub struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m2026_11_26_signatures"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = [
            ("version", string("hash").default("").take()),
            ("version", json("prints").default("{}").take()),
            ("sign_off", string("hash").default("").take()),
            ("sign_off", string("name").default("").take()),
            ("sign_off", json("side_name").default("{}").take()),
            ("sign_off", big_integer_null("withdrawn_at")),
            ("sign_off", big_integer_null("final_at")),
            ("proposal", uuid_null("final_version")),
            ("proposal", uuid_null("published_version")),
        ];
        for (table, mut column) in columns {
            let add = Table::alter().table(table).add_column(&mut column).take();
            manager.alter_table(add).await?;
        }
        let columns = [
            "id",
            "partnership",
            "title",
            "languages",
            "state",
            "published",
        ];
        for row in rows(manager, "proposal", &columns, None).await? {
            Proposal::read(&row)?.carry_over(manager).await?;
        }
        let drop = Table::alter()
            .table("proposal")
            .drop_column("published")
            .take();
        manager.alter_table(drop).await
    }
}

struct Proposal {
    id: Uuid,
    partnership: Uuid,
    title: Json,
    languages: Json,
    is_final: bool,
    published: bool,
}

/// A version as the sign-offs need it.
struct Kept {
    id: Uuid,
    number: i32,
    hash: String,
}

impl Proposal {
    fn read(row: &QueryResult) -> Result<Proposal, DbErr> {
        Ok(Proposal {
            id: row.try_get("", "id")?,
            partnership: row.try_get("", "partnership")?,
            title: row.try_get("", "title")?,
            languages: row.try_get("", "languages")?,
            is_final: row.try_get::<String>("", "state")? == "final",
            published: row.try_get("", "published")?,
        })
    }

    async fn carry_over(&self, manager: &SchemaManager<'_>) -> Result<(), DbErr> {
        let sections = self.sections(manager).await?;
        let sides = self.sides(manager).await?;
        let prints = self.prints(manager, &sections, &sides).await?;
        let mut versions = Vec::new();
        let columns = ["id", "number"];
        for row in rows(manager, "version", &columns, Some(("proposal", self.id))).await? {
            let id: Uuid = row.try_get("", "id")?;
            let hash = self.hash(manager, id, &sections).await?;
            let values = [
                ("hash", hash.as_str().into()),
                ("prints", prints.clone().into()),
            ];
            set(manager, "version", id, values).await?;
            let number = row.try_get("", "number")?;
            versions.push(Kept { id, number, hash });
        }
        let newest = versions.iter().max_by_key(|it| it.number);
        let last = newest.filter(|_| self.is_final);
        if let Some(last) = last {
            let published = self.published.then_some(last.id);
            let values = [
                ("final_version", Some(last.id).into()),
                ("published_version", published.into()),
            ];
            set(manager, "proposal", self.id, values).await?;
        }
        self.sign_offs(manager, &sides, &versions, last).await
    }

    /// Of a final, the newest sign-off of each side of its text; all others are of the past.
    async fn sign_offs(
        &self,
        manager: &SchemaManager<'_>,
        sides: &[(Uuid, Json)],
        versions: &[Kept],
        last: Option<&Kept>,
    ) -> Result<(), DbErr> {
        let columns = ["id", "side", "version", "account", "at"];
        let mut found = Vec::new();
        for row in rows(manager, "sign_off", &columns, Some(("proposal", self.id))).await? {
            found.push((row.try_get::<i64>("", "at")?, row));
        }
        found.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
        let final_at = found.first().map(|(at, _)| *at);
        let mut signed: Vec<Uuid> = Vec::new();
        for (at, row) in found {
            let (id, side): (Uuid, Uuid) = (row.try_get("", "id")?, row.try_get("", "side")?);
            let version: Uuid = row.try_get("", "version")?;
            let version = versions.iter().find(|it| it.id == version);
            let hash = version.map_or("", |it| it.hash.as_str());
            let counts = last.is_some_and(|last| last.hash == hash) && !signed.contains(&side);
            if counts {
                signed.push(side);
            }
            let side_name = sides.iter().find(|(id, _)| *id == side);
            let account = row.try_get::<Uuid>("", "account")?;
            let values = [
                ("hash", hash.into()),
                ("name", account_name(manager, account).await?.into()),
                (
                    "side_name",
                    side_name.map_or(json!({}), |it| it.1.clone()).into(),
                ),
                ("final_at", final_at.filter(|_| counts).into()),
                ("withdrawn_at", (!counts).then_some(at).into()),
            ];
            set(manager, "sign_off", id, values).await?;
        }
        Ok(())
    }

    async fn prints(
        &self,
        manager: &SchemaManager<'_>,
        sections: &[(String, Json)],
        sides: &[(Uuid, Json)],
    ) -> Result<Json, DbErr> {
        let of = Some(("id", self.partnership));
        let found = rows(manager, "partnership", &["title"], of).await?;
        let title: Json = match found.first() {
            Some(row) => row.try_get("", "title")?,
            None => json!({}),
        };
        let sides: Vec<_> = sides
            .iter()
            .map(|(id, name)| json!({ "organisation": id.to_string(), "name": name }))
            .collect();
        Ok(json!({
            "title": self.title,
            "partnership": title,
            "languages": self.languages,
            "sections": sections,
            "sides": sides,
        }))
    }

    async fn sections(&self, manager: &SchemaManager<'_>) -> Result<Vec<(String, Json)>, DbErr> {
        let columns = ["key", "heading", "position"];
        let mut found = Vec::new();
        for row in rows(manager, "section", &columns, Some(("proposal", self.id))).await? {
            let section = (row.try_get("", "key")?, row.try_get("", "heading")?);
            found.push((row.try_get::<i32>("", "position")?, section));
        }
        found.sort_by_key(|(position, _)| *position);
        Ok(found.into_iter().map(|(_, section)| section).collect())
    }

    async fn sides(&self, manager: &SchemaManager<'_>) -> Result<Vec<(Uuid, Json)>, DbErr> {
        let columns = ["organisation", "position"];
        let of = Some(("partnership", self.partnership));
        let mut found = Vec::new();
        for row in rows(manager, "side", &columns, of).await? {
            let id: Uuid = row.try_get("", "organisation")?;
            let named = rows(manager, "organisation", &["name"], Some(("id", id))).await?;
            let name = named
                .first()
                .map(|row| row.try_get("", "name"))
                .transpose()?;
            found.push((
                row.try_get::<i32>("", "position")?,
                (id, name.unwrap_or(json!({}))),
            ));
        }
        found.sort_by_key(|(position, _)| *position);
        Ok(found.into_iter().map(|(_, side)| side).collect())
    }

    /// The fingerprint of the fields as the version kept them.
    async fn hash(
        &self,
        manager: &SchemaManager<'_>,
        version: Uuid,
        sections: &[(String, Json)],
    ) -> Result<String, DbErr> {
        let of = Some(("version", version));
        let mut kept: HashMap<String, String> = HashMap::new();
        for row in rows(manager, "version_field", &["field", "html"], of).await? {
            kept.insert(row.try_get("", "field")?, row.try_get("", "html")?);
        }
        let languages = self.languages.as_array().into_iter().flatten();
        let languages: Vec<&str> = languages.filter_map(Json::as_str).collect();
        let names = sections
            .iter()
            .flat_map(|(key, _)| languages.iter().map(move |it| format!("{key}.{it}")));
        let fields: Vec<(String, String)> = names
            .map(|name| {
                let html = kept.remove(&name).unwrap_or_default();
                (name, html)
            })
            .collect();
        Ok(hash::of_html(
            fields
                .iter()
                .map(|(name, html)| (name.as_str(), html.as_str())),
        ))
    }
}

async fn account_name(manager: &SchemaManager<'_>, id: Uuid) -> Result<String, DbErr> {
    let found = rows(manager, "account", &["name"], Some(("id", id))).await?;
    match found.first() {
        Some(row) => row.try_get("", "name"),
        None => Ok(String::new()),
    }
}

async fn rows(
    manager: &SchemaManager<'_>,
    table: &'static str,
    columns: &[&'static str],
    of: Option<(&'static str, Uuid)>,
) -> Result<Vec<QueryResult>, DbErr> {
    let mut query = Query::select();
    query.columns(columns.iter().copied()).from(table);
    if let Some((column, id)) = of {
        query.and_where(Expr::col(column).eq(id));
    }
    manager.get_connection().query_all(&query).await
}

async fn set<const N: usize>(
    manager: &SchemaManager<'_>,
    table: &'static str,
    id: Uuid,
    values: [(&'static str, Value); N],
) -> Result<(), DbErr> {
    let mut update = Query::update();
    update.table(table).and_where(Expr::col("id").eq(id));
    for (column, value) in values {
        update.value(column, value);
    }
    manager.execute(update).await
}
