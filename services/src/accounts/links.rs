//! Links sent by mail: they sign in once, and lead back to the page that asked for them.

use super::{DAY_MS, MINUTE_MS, find_by_mail, sessions, sessions::Browser};
use crate::{
    Services,
    accounts::SessionToken,
    error::{At, Result},
    mail, secret,
    store::entities::{account, login_link},
};
use model::{
    error::Refusal,
    ids::{AccountId, Timestamp},
    language::Language,
    limits,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, EntityTrait,
    PaginatorTrait, QueryFilter, QuerySelect, sea_query::Expr,
};

/// Somebody signed in.
#[derive(Clone)]
pub struct SignedIn {
    /// What the browser keeps from now on.
    pub session: SessionToken,
    /// Where they were going: a path of this site.
    pub next: String,
}

/// Sends a login link to the address if an account has it. The answer is the same if not, so that
/// nobody learns who has an account; only an address that cannot be one is refused.
///
/// The link leads to `next`, a path of this site; anything else leads to the first page.
pub async fn request_link(s: &Services, mail: &str, language: Language, next: &str) -> Result<()> {
    let mail = mail::address(mail).at("mail")?;
    let Some(account) = find_by_mail(&s.db, &mail).await? else {
        return Ok(());
    };
    if let Some(token) = fresh(s, AccountId(account.id), next).await? {
        let letter = mail::letters::sign_in(language, &url(s, &token));
        let until = s.now().0 + limits::LOGIN_LINK_MINUTES * MINUTE_MS;
        s.mailer.send(&mail, letter, Timestamp(until)).await?;
    }
    Ok(())
}

/// Whether the link would still open; reading it does not spend it, because mail scanners read
/// every link.
pub async fn peek_link(s: &Services, token: &str) -> Result<()> {
    let link = login_link::Entity::find_by_id(secret::hash(token))
        .one(&s.db)
        .await?;
    let open = link.is_some_and(|link| link.spent_at.is_none() && s.now().0 < link.expires_at);
    if open {
        Ok(())
    } else {
        Err(Refusal::LinkSpent.into())
    }
}

/// Spends the link, and with it every other one of its account, and signs the account in.
///
/// A browser in which this account is signed in already keeps its session, which is fresh again;
/// the session of anybody else in it ends.
pub async fn open_link(s: &Services, token: &str, browser: Browser) -> Result<SignedIn> {
    let txn = s.begin().await?;
    let link = spend(&txn, token, s.now().0).await?;
    let account = AccountId(link.account);
    let session = sessions::enter(s, &txn, account, &browser).await?;
    txn.commit().await?;
    sessions::leave_behind(s, &browser, &session).await?;
    Ok(SignedIn {
        session,
        next: link.next,
    })
}

/// The path, if every browser takes it for one of this site: two slashes begin a host, and browsers
/// read a backslash as one (WHATWG URL, 4.4).
pub fn local_path(path: &str) -> Option<&str> {
    let is_local = path.starts_with('/') && !path.starts_with("//");
    let is_plain = |it: char| it.is_ascii_graphic() && it != '\\';
    let fits = path.len() <= limits::WAY_BACK_BYTES;
    (is_local && fits && path.chars().all(is_plain)).then_some(path)
}

/// Spends the link, if it opens now, and drops what else could sign the account in.
async fn spend(txn: &DatabaseTransaction, token: &str, now: i64) -> Result<login_link::Model> {
    let hash = secret::hash(token);
    let spent = login_link::Entity::update_many()
        .col_expr(login_link::Column::SpentAt, Expr::value(now))
        .filter(login_link::Column::Hash.eq(hash.clone()))
        .filter(login_link::Column::SpentAt.is_null())
        .filter(login_link::Column::ExpiresAt.gt(now))
        .exec(txn)
        .await?;
    if spent.rows_affected == 0 {
        return Err(Refusal::LinkSpent.into());
    }
    let link = login_link::Entity::find_by_id(hash).one(txn).await?;
    let link = link.ok_or(Refusal::LinkSpent)?;
    login_link::Entity::update_many()
        .col_expr(login_link::Column::SpentAt, Expr::value(now))
        .filter(login_link::Column::Account.eq(link.account))
        .filter(login_link::Column::SpentAt.is_null())
        .exec(txn)
        .await?;
    account::Entity::update_many()
        .col_expr(account::Column::SignedInAt, Expr::value(now))
        .filter(account::Column::Id.eq(link.account))
        .filter(account::Column::SignedInAt.is_null())
        .exec(txn)
        .await?;
    Ok(link)
}

/// Where the link of this token is.
pub(super) fn url(s: &Services, token: &str) -> String {
    format!("{}/sign-in/{token}", s.config.base_url)
}

/// A new link, or none when the address has had too many lately.
async fn fresh(s: &Services, account: AccountId, next: &str) -> Result<Option<String>> {
    let txn = s.begin().await?;
    // Held, so that links asked for at once are counted one after the other.
    account::Entity::find_by_id(account.0)
        .lock_exclusive()
        .one(&txn)
        .await?;
    let since = s.now().0 - limits::LOGIN_LINK_MINUTES * MINUTE_MS;
    let lately = login_link::Entity::find()
        .filter(login_link::Column::Account.eq(account.0))
        .filter(login_link::Column::CreatedAt.gt(since))
        .count(&txn)
        .await?;
    if lately >= limits::LOGIN_LINKS_A_MAIL {
        return Ok(None);
    }
    let token = make(s, &txn, account, next).await?;
    txn.commit().await?;
    Ok(Some(token))
}

/// A link for the account; who asks for one clears up what ran out.
pub(super) async fn make<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    account: AccountId,
    next: &str,
) -> Result<String> {
    let token = secret::token()?;
    let now = s.now().0;
    let old = Condition::all()
        .add(login_link::Column::Account.eq(account.0))
        .add(login_link::Column::ExpiresAt.lt(now - DAY_MS));
    login_link::Entity::delete_many()
        .filter(old)
        .exec(db)
        .await?;
    let row = login_link::ActiveModel {
        hash: Set(secret::hash(&token)),
        account: Set(account.0),
        created_at: Set(now),
        expires_at: Set(now + limits::LOGIN_LINK_MINUTES * MINUTE_MS),
        spent_at: Set(None),
        next: Set(local_path(next).unwrap_or("/").to_owned()),
    };
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
