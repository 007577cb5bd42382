//! What somebody may take along: everything that Talka keeps about them and that they said.

use super::devices;
use crate::{
    Services,
    error::Result,
    partnerships,
    security_event::{About, SecurityEvent},
    store::entities::{account, comment, decision, draft_client, journal, seen, state_move},
};
use model::{error::Refusal, ids::AccountId};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use uuid::Uuid;

/// The account's own data as JSON, times in milliseconds since the Unix epoch, UTC. The texts of the
/// proposals in which it wrote are common work: their exports hold them.
pub async fn data(s: &Services, account: AccountId) -> Result<Value> {
    let me = account::Entity::find_by_id(account.0).one(&s.db).await?;
    let me = me.ok_or(Refusal::NotFound)?;
    let devices = devices(s, account).await?.into_iter().map(|it| {
        json!({
            "name": it.name, "program": it.is_program,
            "since": it.since, "last_used": it.seen_at,
        })
    });
    SecurityEvent::DataExported.log(About::by(account));
    Ok(json!({
        "account": {
            "name": me.name, "mail": me.mail, "language": me.language, "created_at": me.created_at,
        },
        "devices": devices.collect::<Vec<_>>(),
        "partnerships": partnerships::list(s, account).await?,
        "invitations": partnerships::invitations(s, account).await?,
        "comments": comments(s, account).await?,
        "decisions": decisions(s, account).await?,
        "moves": moves(s, account).await?,
        "wrote_in": wrote_in(s, account).await?,
        "seen": seen(s, account).await?,
        "acts": acts(s, account).await?,
    }))
}

async fn comments(s: &Services, account: AccountId) -> Result<Vec<Value>> {
    let rows = comment::Entity::find()
        .filter(comment::Column::Account.eq(account.0))
        .order_by_asc(comment::Column::At)
        .all(&s.db)
        .await?;
    let said = |it: comment::Model| json!({ "thread": it.thread, "at": it.at, "text": it.body });
    Ok(rows.into_iter().map(said).collect())
}

async fn decisions(s: &Services, account: AccountId) -> Result<Vec<Value>> {
    let rows = decision::Entity::find()
        .filter(decision::Column::Account.eq(account.0))
        .order_by_asc(decision::Column::At)
        .all(&s.db)
        .await?;
    let said = |it: decision::Model| json!({ "thread": it.thread, "at": it.at, "outcome": it.outcome, "reason": it.reason });
    Ok(rows.into_iter().map(said).collect())
}

async fn moves(s: &Services, account: AccountId) -> Result<Vec<Value>> {
    let rows = state_move::Entity::find()
        .filter(state_move::Column::Account.eq(account.0))
        .order_by_asc(state_move::Column::At)
        .all(&s.db)
        .await?;
    let said = |it: state_move::Model| json!({ "proposal": it.proposal, "at": it.at, "to": it.to_state, "reason": it.reason });
    Ok(rows.into_iter().map(said).collect())
}

/// The proposals in which it wrote.
async fn wrote_in(s: &Services, account: AccountId) -> Result<Vec<Uuid>> {
    Ok(draft_client::Entity::find()
        .select_only()
        .distinct()
        .column(draft_client::Column::Proposal)
        .filter(draft_client::Column::Account.eq(account.0))
        .into_tuple()
        .all(&s.db)
        .await?)
}

/// When it last looked at which proposal.
async fn seen(s: &Services, account: AccountId) -> Result<Vec<Value>> {
    let rows = seen::Entity::find()
        .filter(seen::Column::Account.eq(account.0))
        .order_by_asc(seen::Column::At)
        .all(&s.db)
        .await?;
    let looked = |it: seen::Model| json!({ "proposal": it.proposal, "at": it.at });
    Ok(rows.into_iter().map(looked).collect())
}

/// Its own lines of the journal, without the names of others.
async fn acts(s: &Services, account: AccountId) -> Result<Vec<Value>> {
    let rows = journal::Entity::find()
        .filter(journal::Column::Account.eq(account.0))
        .order_by_asc(journal::Column::At)
        .all(&s.db)
        .await?;
    let said = |it: journal::Model| json!({ "in": it.scope, "at": it.at, "kind": it.kind });
    Ok(rows.into_iter().map(said).collect())
}
