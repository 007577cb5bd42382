//! Erasing an account: the person goes, what they wrote stays under nobody's name.

use super::sessions;
use crate::{
    Services, access, demo,
    error::Result,
    journal,
    partnerships::{self, Circle},
    reminders,
    security_event::{About, SecurityEvent},
    seen,
    store::{
        Writing,
        entities::{account, kept_mail, link_request, login_link, member, sign_off, waiting_mail},
    },
    versions,
};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId},
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
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
    // One transaction: nothing is erased by halves.
    let txn = s.begin().await?;
    let mut left = Vec::new();
    for id in memberships(&txn, account).await? {
        let circle = Circle::held(&txn, account, id).await?;
        let mut changed = partnerships::remove_within(s, &txn, &circle, account).await?;
        changed.extend(versions::end_lost(s, &txn, account, id).await?);
        left.push((id, changed));
    }
    partnerships::decline_all(s, &txn, account).await?;
    let ended = sessions::end_all(&txn, account).await?;
    forget(&txn, account).await?;
    let done = txn.commit().await?;
    SecurityEvent::AccountErased.log(About::by(account));
    for key in ended {
        s.hub.signed_out(key).await;
    }
    for (id, changed) in left {
        partnerships::tell(s, id, &changed, &done).await?;
    }
    Ok(())
}

/// The partnerships of which it is a member, in the order in which they are locked.
async fn memberships(txn: &Writing, account: AccountId) -> Result<Vec<PartnershipId>> {
    let rows = member::Entity::find()
        .filter(member::Column::Account.eq(account.0))
        .filter(access::is_active())
        .order_by_asc(member::Column::Partnership)
        .all(txn)
        .await?;
    let ids = rows.into_iter().map(|row| PartnershipId(row.partnership));
    Ok(ids.collect())
}

async fn forget(txn: &Writing, id: AccountId) -> Result<()> {
    let row = account::Entity::find_by_id(id.0).one(txn).await?;
    let mail = row.ok_or(Refusal::NotFound)?.mail;
    waiting_mail::Entity::delete_many()
        .filter(waiting_mail::Column::Recipient.eq(&mail))
        .exec(txn)
        .await?;
    link_request::Entity::delete_many()
        .filter(link_request::Column::Mail.eq(&mail))
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
    // What was signed and became no final is nobody's signature.
    sign_off::Entity::update_many()
        .col_expr(sign_off::Column::Name, Expr::value(""))
        .filter(sign_off::Column::Account.eq(id.0))
        .filter(sign_off::Column::FinalAt.is_null())
        .exec(txn)
        .await?;
    journal::forget(txn, id).await?;
    seen::forget(txn, id).await?;
    reminders::forget(txn, id).await?;
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
