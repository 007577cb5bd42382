//! Names of versions: given by an admin, or when somebody who writes has one kept.

use super::snapshot;
use crate::{
    Services, access,
    error::{Error, Result},
    input,
    journal::{self, Scope},
    proposals::{publish_progress, rows},
    store::{Writing, entities::version},
    texts,
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId},
    journal::Act,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

/// The field with the name.
const NAME: &str = "name";

/// Calls the version of this number so; an empty name takes it away. An act of admins.
pub async fn name(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    number: u32,
    name: &str,
) -> Result<()> {
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let rights = access::rights_within(&txn, Some(account), id).await?;
    rights.check_administer()?;
    let name = checked(name)?;
    let versions = snapshot::list(&txn, id).await?;
    let found = versions.into_iter().find(|it| it.number == number);
    let found = found.ok_or(Refusal::NoSuchVersion)?;
    if found.name == name {
        return Ok(());
    }
    write(s, &txn, (account, id), number, name).await?;
    let done = txn.commit().await?;
    publish_progress(s, id, done.of(id)).await?;
    Ok(())
}

/// Keeps the present text as a version of this name; an act of those who may write. A text that is the
/// newest version already gets the name, unless it has one.
pub async fn keep_named(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    name: &str,
) -> Result<u32> {
    let rights = access::proposal_rights(s, Some(account), id).await?;
    rights.check_write()?;
    let fields = rows::fields_of(&rows::proposal_of(&s.db, id).await?);
    snapshot::prepare(s, id, &fields).await?;
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let rights = access::rights_within(&txn, Some(account), id).await?;
    rights.check_write()?;
    let name = checked(name)?;
    if name.is_empty() {
        return Err(Error::RefusedAt {
            place: NAME.to_owned(),
            refusal: Refusal::Empty,
        });
    }
    let proposal = rows::proposal_of(&txn, id).await?;
    let text = texts::view_within(s, &txn, id, fields).await?;
    let kept = snapshot::keep(s, &txn, account, &proposal, proposal.state, &text).await?;
    let number = kept.number as u32;
    let known = snapshot::list(&txn, id).await?;
    let is_named = |it: &model::proposal::VersionRow| it.number == number && !it.name.is_empty();
    if known.iter().any(is_named) {
        return Err(Refusal::AlreadyKept.into());
    }
    write(s, &txn, (account, id), number, name).await?;
    let done = txn.commit().await?;
    publish_progress(s, id, done.of(id)).await?;
    Ok(number)
}

fn checked(name: &str) -> Result<String> {
    input::name_or_nothing(name).map_err(|refusal| Error::RefusedAt {
        place: NAME.to_owned(),
        refusal,
    })
}

async fn write(
    s: &Services,
    txn: &Writing,
    (account, id): (AccountId, ProposalId),
    number: u32,
    name: String,
) -> Result<()> {
    version::Entity::update_many()
        .col_expr(version::Column::Name, Expr::value(name.clone()))
        .col_expr(version::Column::Automatic, Expr::value(false))
        .filter(version::Column::Proposal.eq(id.0))
        .filter(version::Column::Number.eq(number as i32))
        .exec(txn)
        .await?;
    let rights = access::rights_within(txn, None, id).await?;
    let act = Act::VersionNamed {
        version_number: number,
        name,
    };
    let scope = Scope::Proposal(rights.partnership, id);
    journal::append(s, txn, scope, Some(account), &act).await?;
    Ok(())
}
