//! Who wrote how much of a version: the characters of its text by account, from the document. Counted when
//! somebody first asks, and kept.

use crate::{
    Services, access,
    comparisons::clients,
    error::Result,
    partnerships::accounts_of,
    store::{entities::version, json},
    texts,
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId, VersionId},
    limits::VERSIONS_COUNTED_AT_ONCE,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Somebody's part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrote {
    /// None for what nobody is known to have written, as the text that a proposal began with.
    pub name: Option<String>,
    pub chars: usize,
}

/// By account, the largest part first; none for those of nobody.
type Counts = Vec<(Option<Uuid>, usize)>;

/// Who wrote how much of each version, by number, the largest part first; for members. Of versions that
/// are not counted yet a few are counted at once, the newest first.
pub async fn wrote(
    s: &Services,
    account: AccountId,
    id: ProposalId,
) -> Result<HashMap<u32, Vec<Wrote>>> {
    let rights = access::proposal_rights(s, Some(account), id).await?;
    rights.member.ok_or(Refusal::NotFound)?;
    let kept: Vec<(Uuid, i32, Option<Value>)> = version::Entity::find()
        .select_only()
        .columns([
            version::Column::Id,
            version::Column::Number,
            version::Column::Wrote,
        ])
        .filter(version::Column::Proposal.eq(id.0))
        .into_tuple()
        .all(&s.db)
        .await?;
    let mut counted: HashMap<u32, Counts> = HashMap::new();
    let mut uncounted = Vec::new();
    for (version, number, wrote) in kept {
        match wrote {
            Some(wrote) => drop(counted.insert(number as u32, json::from(wrote)?)),
            None => uncounted.push((number as u32, VersionId(version))),
        }
    }
    uncounted.sort_by(|a, b| b.cmp(a));
    uncounted.truncate(VERSIONS_COUNTED_AT_ONCE);
    for (number, version) in uncounted {
        counted.insert(number, count(s, id, version).await?);
    }
    named(s, counted).await
}

async fn count(s: &Services, id: ProposalId, version: VersionId) -> Result<Counts> {
    let owners = clients(&s.db, id).await?;
    let draft = texts::draft(s, id, Some(version)).await?;
    let count = move || {
        let mut counts: BTreeMap<Option<Uuid>, usize> = BTreeMap::new();
        for field in draft.fields() {
            for (client, chars) in draft.wrote(field) {
                let owner = client.and_then(|client| owners.get(&client));
                *counts.entry(owner.map(|account| account.0)).or_default() += chars;
            }
        }
        let mut counts: Counts = counts.into_iter().collect();
        counts.sort_by_key(|(_, units)| std::cmp::Reverse(*units));
        counts
    };
    let counts = s.workers.run(count).await?;
    // Where nothing can be written it is counted again.
    if let Err(cause) = keep(s, version, &counts).await {
        tracing::warn!(%cause, "who wrote a version was not kept");
    }
    Ok(counts)
}

async fn keep(s: &Services, version: VersionId, counts: &Counts) -> Result<()> {
    let wrote = json::to(counts)?;
    let txn = s.begin().await?;
    version::Entity::update_many()
        .col_expr(version::Column::Wrote, Expr::value(wrote))
        .filter(version::Column::Id.eq(version.0))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(())
}

async fn named(s: &Services, counted: HashMap<u32, Counts>) -> Result<HashMap<u32, Vec<Wrote>>> {
    let ids = counted
        .values()
        .flatten()
        .filter_map(|(account, _)| *account);
    let accounts = accounts_of(&s.db, ids.collect()).await?;
    let part = |(account, chars): (Option<Uuid>, usize)| Wrote {
        name: account.map(|id| {
            let found = accounts.get(&id);
            found.map(|row| row.name.clone()).unwrap_or_default()
        }),
        chars,
    };
    let parts = counted.into_iter();
    let parts = parts.map(|(number, counts)| (number, counts.into_iter().map(part).collect()));
    Ok(parts.collect())
}
