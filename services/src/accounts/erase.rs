//! Erasing an account: the person goes, what they wrote stays under nobody's name.

use super::sessions;
use crate::{
    Services, access, demo,
    error::Result,
    journal, partnerships,
    security_event::{About, SecurityEvent},
    store::entities::{account, kept_mail, login_link, member, waiting_mail},
};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId},
    membership,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr,
};

/// Erases the account: it leaves every partnership, its name and address go, and with them its
/// sessions, links, tokens and mails. Texts, comments and decisions stay, by a former member; a
/// signed version stays as it was signed.
///
/// Refused while it is the last admin of a side that has other members.
pub async fn erase(s: &Services, account: AccountId) -> Result<()> {
    if s.config.demo && demo::is_of_demo(account) {
        return Err(Refusal::NotAllowed.into());
    }
    let rows = partnerships::list(s, account).await?;
    for row in &rows {
        check_leave(s, account, row.id).await?;
    }
    for row in rows {
        partnerships::leave(s, account, row.id).await?;
    }
    for invitation in partnerships::invitations(s, account).await? {
        partnerships::decline_invitation(s, account, invitation.partnership).await?;
    }
    let txn = s.begin().await?;
    forget(&txn, account).await?;
    txn.commit().await?;
    SecurityEvent::AccountErased.log(About::by(account));
    sessions::end_all(s, account).await
}

/// Asked of every partnership before the first is left: nothing is erased by halves.
async fn check_leave(s: &Services, account: AccountId, id: PartnershipId) -> Result<()> {
    let me = access::member(s, account, id).await?;
    let members = partnerships::members_of(&s.db, id).await?;
    Ok(membership::check_remove(&me, &members, &me)?)
}

async fn forget(txn: &DatabaseTransaction, id: AccountId) -> Result<()> {
    let row = account::Entity::find_by_id(id.0).one(txn).await?;
    let mail = row.ok_or(Refusal::NotFound)?.mail;
    waiting_mail::Entity::delete_many()
        .filter(waiting_mail::Column::Recipient.eq(&mail))
        .exec(txn)
        .await?;
    kept_mail::Entity::delete_many()
        .filter(kept_mail::Column::Recipient.eq(&mail))
        .exec(txn)
        .await?;
    login_link::Entity::delete_many()
        .filter(login_link::Column::Account.eq(id.0))
        .exec(txn)
        .await?;
    member::Entity::update_many()
        .col_expr(member::Column::InvitedName, Expr::value(""))
        .filter(member::Column::Account.eq(id.0))
        .exec(txn)
        .await?;
    journal::forget(txn, id).await?;
    // The id is no address, so nobody can ask for a link to it.
    let nobody = account::ActiveModel {
        mail: Set(id.to_string()),
        name: Set(String::new()),
        may_create: Set(false),
        ..Default::default()
    };
    account::Entity::update_many()
        .set(nobody)
        .filter(account::Column::Id.eq(id.0))
        .exec(txn)
        .await?;
    Ok(())
}
