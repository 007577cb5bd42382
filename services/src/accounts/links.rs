//! Links sent by mail: they sign in once, and lead back to the page that asked for them.

use super::{DAY_MS, MINUTE_MS, sessions, sessions::Browser};
use crate::{
    Services,
    accounts::SessionToken,
    demo,
    error::Result,
    input, mail, partnerships, secret,
    security_event::{About, SecurityEvent},
    store::{
        Store, Writing,
        entities::{account, login_link},
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId},
    limits,
    partnership::Invitation,
};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, SimpleExpr},
};

/// Somebody signed in.
#[derive(Clone)]
pub struct SignedIn {
    /// What the browser keeps from now on.
    pub session: SessionToken,
    /// Where they were going: a path of this site.
    pub next: String,
}

/// Whether the link would still open; reading it does not spend it, because mail scanners read
/// every link.
///
/// Answers the invitation that the link holds, if it is one's.
pub async fn peek_link(s: &Services, token: &str) -> Result<Option<Invitation>> {
    let link = still_open(s, token).await?;
    match link.partnership {
        Some(partnership) => {
            let (account, id) = (AccountId(link.account), PartnershipId(partnership));
            let waiting = partnerships::invitation(s, account, id).await?;
            Ok(Some(waiting.ok_or(Refusal::LinkSpent)?))
        }
        None => Ok(None),
    }
}

/// The link, while it is not spent and not too old.
async fn still_open(s: &Services, token: &str) -> Result<login_link::Model> {
    let link = login_link::Entity::find_by_id(secret::hash(token))
        .one(&s.db)
        .await?;
    let link = link.filter(|link| link.spent_at.is_none() && s.now().0 < link.expires_at);
    Ok(link.ok_or(Refusal::LinkSpent)?)
}

/// Spends the link, and with it every other one of its account, and signs the account in.
///
/// A browser in which this account is signed in already keeps its session, which is fresh again;
/// the session of anybody else in it ends.
pub async fn open_link(s: &Services, token: &str, browser: Browser) -> Result<SignedIn> {
    let txn = s.begin().await?;
    let link = spend(&txn, token, s.now().0).await?;
    if link.partnership.is_some() {
        // An invitation is answered, not only opened.
        return Err(Refusal::Unfit.into());
    }
    let account = AccountId(link.account);
    if demo::stays_out(s, account) {
        return Err(Refusal::LinkSpent.into());
    }
    let session = sessions::enter(s, &txn, account, &browser).await?;
    txn.commit().await?;
    SecurityEvent::SignIn.log(About::by(account));
    sessions::leave_behind(s, &browser, &session).await?;
    Ok(SignedIn {
        session,
        next: link.next,
    })
}

/// Answers an invitation with yes: spends its link, signs the account in and makes it a member.
/// Who signs in for the first time says what they are called; others keep their name.
pub async fn accept_by_link(
    s: &Services,
    token: &str,
    name: &str,
    browser: Browser,
) -> Result<SignedIn> {
    let txn = s.begin().await?;
    let link = spend(&txn, token, s.now().0).await?;
    let partnership = PartnershipId(link.partnership.ok_or(Refusal::LinkSpent)?);
    let account = AccountId(link.account);
    let row = account::Entity::find_by_id(account.0).one(&txn).await?;
    if row.is_some_and(|row| row.signed_in_at.is_none()) {
        super::set_name_within(&txn, account, name).await?;
    }
    partnerships::accept_within(s, &txn, account, partnership).await?;
    let session = sessions::enter(s, &txn, account, &browser).await?;
    txn.commit().await?;
    SecurityEvent::SignIn.log(About::by(account));
    sessions::leave_behind(s, &browser, &session).await?;
    partnerships::tell_rooms(s, partnership).await?;
    Ok(SignedIn {
        session,
        next: link.next,
    })
}

/// Answers an invitation with no; nobody is signed in.
pub async fn decline_by_link(s: &Services, token: &str) -> Result<()> {
    let link = still_open(s, token).await?;
    let partnership = PartnershipId(link.partnership.ok_or(Refusal::LinkSpent)?);
    partnerships::decline_invitation(s, AccountId(link.account), partnership).await
}

/// The path, if every browser takes it for one of this site: two slashes begin a host, and browsers
/// read a backslash as one (WHATWG URL, 4.4).
pub fn local_path(path: &str) -> Option<&str> {
    let is_local = path.starts_with('/') && !path.starts_with("//");
    let is_plain = |it: char| it.is_ascii_graphic() && it != '\\';
    let fits = path.len() <= limits::WAY_BACK_BYTES;
    (is_local && fits && path.chars().all(is_plain)).then_some(path)
}

/// Spends the link, if it opens now, and every other one that signs the account in. Invitations
/// wait for their own answers.
async fn spend(txn: &Writing, token: &str, now: i64) -> Result<login_link::Model> {
    let hash = secret::hash(token);
    let spent = login_link::Entity::update_many()
        .col_expr(login_link::Column::SpentAt, Expr::value(now))
        .filter(login_link::Column::Hash.eq(hash.clone()))
        .filter(login_link::Column::SpentAt.is_null())
        .filter(login_link::Column::ExpiresAt.gt(now))
        .exec(txn)
        .await?;
    if spent.rows_affected == 0 {
        SecurityEvent::LinkRefused.log(About::default());
        return Err(Refusal::LinkSpent.into());
    }
    let link = login_link::Entity::find_by_id(hash).one(txn).await?;
    let link = link.ok_or(Refusal::LinkSpent)?;
    login_link::Entity::update_many()
        .col_expr(login_link::Column::SpentAt, Expr::value(now))
        .filter(login_link::Column::Account.eq(link.account))
        .filter(login_link::Column::Partnership.is_null())
        .filter(login_link::Column::SpentAt.is_null())
        .exec(txn)
        .await?;
    Ok(link)
}

/// A new link, or none when the address has had too many lately.
pub(super) async fn fresh(
    s: &Services,
    txn: &Writing,
    account: AccountId,
    next: &str,
) -> Result<Option<String>> {
    // Held, so that links asked for at once are counted one after the other.
    account::Entity::find_by_id(account.0)
        .lock_exclusive()
        .one(txn)
        .await?;
    let since = s.now().0 - limits::LOGIN_LINK_MINUTES * MINUTE_MS;
    let lately = login_link::Entity::find()
        .filter(login_link::Column::Account.eq(account.0))
        .filter(login_link::Column::Partnership.is_null())
        .filter(login_link::Column::CreatedAt.gt(since))
        .count(txn)
        .await?;
    if lately >= limits::LOGIN_LINKS_A_MAIL {
        return Ok(None);
    }
    make(s, txn, account, next).await.map(Some)
}

/// A link for the account; who asks for one clears up what ran out.
pub(super) async fn make<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    account: AccountId,
    next: &str,
) -> Result<String> {
    let until = s.now().0 + limits::LOGIN_LINK_MINUTES * MINUTE_MS;
    let row = login_link::ActiveModel {
        account: Set(account.0),
        expires_at: Set(until),
        next: Set(local_path(next).unwrap_or("/").to_owned()),
        ..Default::default()
    };
    insert(s, db, row).await
}

/// The link of an invitation's mail. It takes the place of the one before, and is counted: no
/// inviter and no partnership sends more than so many a day, withdrawn ones included.
pub(crate) async fn make_invitation<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    account: AccountId,
    partnership: PartnershipId,
    inviter: AccountId,
) -> Result<String> {
    let by_inviter = login_link::Column::InvitedBy.eq(inviter.0);
    check_a_day(s, db, by_inviter, limits::INVITATIONS_A_DAY).await?;
    let into = login_link::Column::Partnership.eq(partnership.0);
    check_a_day(s, db, into, limits::INVITATIONS_A_PARTNERSHIP_A_DAY).await?;
    spend_invitation(s, db, account, partnership).await?;
    let row = login_link::ActiveModel {
        account: Set(account.0),
        expires_at: Set(s.now().0 + limits::INVITATION_DAYS * DAY_MS),
        next: Set(format!("/partnerships/{partnership}")),
        partnership: Set(Some(partnership.0)),
        invited_by: Set(Some(inviter.0)),
        ..Default::default()
    };
    insert(s, db, row).await
}

/// The links of an invitation that was answered, withdrawn or sent again open nothing more, and its
/// mail is not sent any more.
pub(crate) async fn spend_invitation<C: ConnectionTrait>(
    s: &Store,
    db: &C,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<()> {
    login_link::Entity::update_many()
        .col_expr(login_link::Column::SpentAt, Expr::value(s.now().0))
        .filter(login_link::Column::Account.eq(account.0))
        .filter(login_link::Column::Partnership.eq(partnership.0))
        .filter(login_link::Column::SpentAt.is_null())
        .exec(db)
        .await?;
    mail::forget_invitation(db, partnership, account).await
}

async fn check_a_day<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    of: SimpleExpr,
    limit: usize,
) -> Result<()> {
    let today = login_link::Entity::find()
        .filter(of)
        .filter(login_link::Column::Partnership.is_not_null())
        .filter(login_link::Column::CreatedAt.gt(s.now().0 - DAY_MS))
        .count(db)
        .await?;
    Ok(input::room_for_one(today, limit)?)
}

async fn insert<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    mut row: login_link::ActiveModel,
) -> Result<String> {
    let token = secret::token()?;
    let now = s.now().0;
    login_link::Entity::delete_many()
        .filter(login_link::Column::Account.eq(*row.account.as_ref()))
        .filter(login_link::Column::ExpiresAt.lt(now - DAY_MS))
        .exec(db)
        .await?;
    row.hash = Set(secret::hash(&token));
    row.created_at = Set(now);
    login_link::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_back_stays_on_this_site() {
        for path in ["/", "/proposals/1?lang=lv", "/partnerships/1#done"] {
            assert_eq!(local_path(path), Some(path));
        }
        let long = format!("/{}", "a".repeat(limits::WAY_BACK_BYTES));
        for path in [
            "",
            "proposals/1",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nX: 1",
            "/a b",
            "/ā",
            &long,
        ] {
            assert_eq!(local_path(path), None, "{path:?}");
        }
    }
}
