//! Accounts, login links and sessions: signing in by mail, without passwords.

use crate::{
    Services,
    access::unknown,
    demo::{self, DemoRole},
    error::{At, Result},
    input, mail, secret,
    store::{
        Store,
        entities::{account, login_link, session},
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, Timestamp},
    language::Language,
    limits,
    partnership::Viewer,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::Expr,
};
use serde::{Deserialize, Serialize};

const MINUTE_MS: i64 = 60_000;
pub(crate) const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// A session's last visit is written at most this often.
const SEEN_EVERY_MS: i64 = 60 * MINUTE_MS;

/// What the browser keeps of a session, in a cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(pub String);

/// What the database keeps of a session: which one it is, and nothing to sign in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionKey(Vec<u8>);

impl SessionToken {
    /// Which session this is.
    pub fn key(&self) -> SessionKey {
        SessionKey(secret::hash(&self.0))
    }
}

impl SessionKey {
    /// The SHA-256 under which the session is kept.
    pub(crate) fn hash(&self) -> &[u8] {
        &self.0
    }
}

/// Sends a login link to the address if an account has it. The answer is the same if not, so that
/// nobody learns who has an account; only an address that cannot be one is refused.
pub async fn request_link(s: &Services, mail: &str, language: Language) -> Result<()> {
    let mail = mail::address(mail).at("mail")?;
    let Some(account) = find_by_mail(&s.db, &mail).await? else {
        return Ok(());
    };
    if let Some(token) = fresh_link(s, AccountId(account.id)).await? {
        let letter = mail::letters::sign_in(language, &link_url(s, &token));
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

/// Spends the link and signs its account in.
pub async fn open_link(s: &Services, token: &str) -> Result<SessionToken> {
    let hash = secret::hash(token);
    let txn = s.begin().await?;
    let spent = login_link::Entity::update_many()
        .col_expr(login_link::Column::SpentAt, Expr::value(s.now().0))
        .filter(login_link::Column::Hash.eq(hash.clone()))
        .filter(login_link::Column::SpentAt.is_null())
        .filter(login_link::Column::ExpiresAt.gt(s.now().0))
        .exec(&txn)
        .await?;
    if spent.rows_affected == 0 {
        return Err(Refusal::LinkSpent.into());
    }
    let link = login_link::Entity::find_by_id(hash).one(&txn).await?;
    let link = link.ok_or(Refusal::LinkSpent)?;
    let token = open_session(s, &txn, AccountId(link.account)).await?;
    txn.commit().await?;
    Ok(token)
}

/// Who is signed in with this token; none when the session has ended.
pub async fn session(s: &Services, token: &str) -> Result<Option<Viewer>> {
    let hash = secret::hash(token);
    let Some(row) = session::Entity::find_by_id(hash.clone()).one(&s.db).await? else {
        return Ok(None);
    };
    let unseen_ms = s.now().0 - row.seen_at;
    if unseen_ms > limits::SESSION_DAYS * DAY_MS {
        session::Entity::delete_by_id(hash).exec(&s.db).await?;
        return Ok(None);
    }
    if unseen_ms > SEEN_EVERY_MS {
        mark_seen(s, hash).await?;
    }
    let account = account::Entity::find_by_id(row.account).one(&s.db).await?;
    account.map(to_viewer).transpose()
}

/// Ends the session of this token, if there is one, and closes every connection it opened, on all
/// instances.
pub async fn sign_out(s: &Services, token: &str) -> Result<()> {
    let key = SessionKey(secret::hash(token));
    session::Entity::delete_by_id(key.hash())
        .exec(&s.db)
        .await?;
    s.hub.signed_out(key).await;
    Ok(())
}

/// Whether the session has not been ended.
pub(crate) async fn is_signed_in(store: &Store, session: &SessionKey) -> Result<bool> {
    let row = session::Entity::find_by_id(session.hash());
    Ok(row.one(&store.db).await?.is_some())
}

/// Makes an account that may create partnerships and answers a login link for it.
pub async fn invite_admin(s: &Services, mail: &str) -> Result<String> {
    let mail = mail::address(mail)?;
    let txn = s.begin().await?;
    let account = find_or_make(s, &txn, &mail, "", Language::En).await?;
    account::Entity::update_many()
        .col_expr(account::Column::MayCreate, Expr::value(true))
        .filter(account::Column::Id.eq(account.0))
        .exec(&txn)
        .await?;
    let token = make_link(s, &txn, account).await?;
    txn.commit().await?;
    Ok(link_url(s, &token))
}

/// Remembers the language in which the account reads.
pub async fn set_language(s: &Services, account: AccountId, language: Language) -> Result<()> {
    account::Entity::update_many()
        .col_expr(account::Column::Language, Expr::value(language.code()))
        .filter(account::Column::Id.eq(account.0))
        .exec(&s.db)
        .await?;
    Ok(())
}

/// Remembers what the account is called.
pub async fn set_name(s: &Services, account: AccountId, name: &str) -> Result<()> {
    let name = input::name(name)?;
    account::Entity::update_many()
        .col_expr(account::Column::Name, Expr::value(name))
        .filter(account::Column::Id.eq(account.0))
        .exec(&s.db)
        .await?;
    Ok(())
}

/// Whether the account may create partnerships.
pub async fn may_create(store: &Store, account: AccountId) -> Result<bool> {
    let row = account::Entity::find_by_id(account.0)
        .one(&store.db)
        .await?;
    Ok(row.is_some_and(|row| row.may_create))
}

/// Signs in as a role of the demo, in demo mode only.
pub async fn demo_session(s: &Services, role: DemoRole) -> Result<SessionToken> {
    if !s.config.demo {
        return Err(Refusal::NotFound.into());
    }
    open_session(s, &s.db, demo::account_of(role)).await
}

/// The account with this address, made with this name if it is new.
pub(crate) async fn find_or_make<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    mail: &str,
    name: &str,
    language: Language,
) -> Result<AccountId> {
    if let Some(account) = find_by_mail(db, mail).await? {
        return Ok(AccountId(account.id));
    }
    let local_part = mail.split('@').next().unwrap_or(mail);
    let id = s.fresh_id();
    let row = account::ActiveModel {
        id: Set(id),
        mail: Set(mail.to_owned()),
        name: Set(if name.is_empty() { local_part } else { name }.to_owned()),
        language: Set(language.code().to_owned()),
        may_create: Set(false),
        created_at: Set(s.now().0),
    };
    account::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(AccountId(id))
}

fn link_url(s: &Services, token: &str) -> String {
    format!("{}/sign-in/{token}", s.config.base_url)
}

async fn find_by_mail<C: ConnectionTrait>(db: &C, mail: &str) -> Result<Option<account::Model>> {
    let by_mail = account::Entity::find().filter(account::Column::Mail.eq(mail));
    Ok(by_mail.one(db).await?)
}

/// A new link, or none when the address has had too many lately.
async fn fresh_link(s: &Services, account: AccountId) -> Result<Option<String>> {
    let txn = s.begin().await?;
    let since = s.now().0 - limits::LOGIN_LINK_MINUTES * MINUTE_MS;
    let lately = login_link::Entity::find()
        .filter(login_link::Column::Account.eq(account.0))
        .filter(login_link::Column::CreatedAt.gt(since))
        .count(&txn)
        .await?;
    if lately >= limits::LOGIN_LINKS_A_MAIL {
        return Ok(None);
    }
    let token = make_link(s, &txn, account).await?;
    txn.commit().await?;
    Ok(Some(token))
}

async fn make_link<C: ConnectionTrait>(s: &Services, db: &C, account: AccountId) -> Result<String> {
    let token = secret::token()?;
    let now = s.now().0;
    forget_old_links(db, account, now - DAY_MS).await?;
    let row = login_link::ActiveModel {
        hash: Set(secret::hash(&token)),
        account: Set(account.0),
        created_at: Set(now),
        expires_at: Set(now + limits::LOGIN_LINK_MINUTES * MINUTE_MS),
        spent_at: Set(None),
    };
    login_link::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(token)
}

async fn open_session<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    account: AccountId,
) -> Result<SessionToken> {
    let token = secret::token()?;
    let Timestamp(now) = s.now();
    forget_old_sessions(db, account, now - limits::SESSION_DAYS * DAY_MS).await?;
    let row = session::ActiveModel {
        hash: Set(secret::hash(&token)),
        account: Set(account.0),
        created_at: Set(now),
        seen_at: Set(now),
    };
    session::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(SessionToken(token))
}

/// Nothing that ran out is kept; whoever signs in clears up after themselves.
async fn forget_old_links<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    before: i64,
) -> Result<()> {
    login_link::Entity::delete_many()
        .filter(login_link::Column::Account.eq(account.0))
        .filter(login_link::Column::ExpiresAt.lt(before))
        .exec(db)
        .await?;
    Ok(())
}

async fn forget_old_sessions<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    before: i64,
) -> Result<()> {
    session::Entity::delete_many()
        .filter(session::Column::Account.eq(account.0))
        .filter(session::Column::SeenAt.lt(before))
        .exec(db)
        .await?;
    Ok(())
}

async fn mark_seen(s: &Services, hash: Vec<u8>) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(s.now().0))
        .filter(session::Column::Hash.eq(hash))
        .exec(&s.db)
        .await?;
    Ok(())
}

fn to_viewer(row: account::Model) -> Result<Viewer> {
    Ok(Viewer {
        account: AccountId(row.id),
        name: row.name,
        mail: row.mail,
        language: Language::from_code(&row.language)
            .ok_or_else(|| unknown("language", &row.language))?,
    })
}
