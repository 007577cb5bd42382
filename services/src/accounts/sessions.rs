//! Sessions: browsers in which somebody is signed in, and programs that somebody let in.

use super::{DAY_MS, MINUTE_MS, to_viewer};
use crate::{
    Services,
    demo::{self, DemoRole},
    error::{At, Result},
    input, secret,
    security_event::{About, SecurityEvent},
    store::{
        Store,
        entities::{account, session},
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, SessionId, Timestamp},
    limits,
    partnership::Viewer,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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

    /// What a page calls the session: the first half of the hash, of which nobody can sign in.
    pub fn id(&self) -> SessionId {
        let mut id = [0; 16];
        for (to, from) in id.iter_mut().zip(&self.0) {
            *to = *from;
        }
        SessionId(Uuid::from_bytes(id))
    }
}

/// The browser in which somebody signs in.
#[derive(Clone, Default)]
pub struct Browser {
    /// Its name and its system's, or nothing.
    pub name: String,
    /// The session that it has until now.
    pub session: Option<SessionToken>,
}

/// A browser in which an account is signed in, or a program that it let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    pub id: SessionId,
    /// Browser and system, or the program's name; empty where nobody knows.
    pub name: String,
    pub is_program: bool,
    pub since: Timestamp,
    /// The last visit, to the hour.
    pub seen_at: Timestamp,
}

/// A program's token; nobody can see it again.
#[derive(Clone)]
pub struct NewProgram {
    pub id: SessionId,
    pub token: String,
}

/// Who is signed in with this cookie; none when the session has ended.
pub async fn session(s: &Services, token: &str) -> Result<Option<Viewer>> {
    visitor(s, token, false).await
}

/// As whom the program with this token comes; none when the token has ended.
pub async fn program(s: &Services, token: &str) -> Result<Option<Viewer>> {
    visitor(s, token, true).await
}

async fn visitor(s: &Services, token: &str, is_program: bool) -> Result<Option<Viewer>> {
    let key = SessionKey(secret::hash(token));
    let Some(row) = living(s, &key).await? else {
        return Ok(None);
    };
    if row.program != is_program || demo::stays_out(s, AccountId(row.account)) {
        return Ok(None);
    }
    // Pages can be read while nothing can be written.
    if s.now().0 - row.seen_at > SEEN_EVERY_MS
        && *s.writable().borrow()
        && let Err(cause) = mark_seen(s, &key).await
    {
        tracing::warn!(%cause, "a visit was not written down");
    }
    let account = account::Entity::find_by_id(row.account).one(&s.db).await?;
    account.map(to_viewer).transpose()
}

/// Ends the session of this token, if there is one, and closes every connection it opened, on all
/// instances.
pub async fn sign_out(s: &Services, token: &str) -> Result<()> {
    let key = SessionKey(secret::hash(token));
    if let Some(row) = living(s, &key).await? {
        SecurityEvent::SignOut.log(About::by(AccountId(row.account)));
    }
    end(s, key).await
}

/// Whether the session, or the program's token, still holds.
pub(crate) async fn is_signed_in(store: &Store, key: &SessionKey) -> Result<bool> {
    Ok(living(store, key).await?.is_some())
}

/// Refuses what matters most unless a link from the mail has just proved who asks.
pub async fn check_fresh(s: &Services, key: &SessionKey) -> Result<()> {
    let row = living(s, key).await?.ok_or(Refusal::NotSignedIn)?;
    match s.now().0 - row.fresh_at <= limits::FRESH_MINUTES * MINUTE_MS {
        true => Ok(()),
        false => {
            SecurityEvent::FreshSignInAsked.log(About::by(AccountId(row.account)));
            Err(Refusal::SignInAgain.into())
        }
    }
}

/// Everything with which the account is signed in now, last used first.
pub async fn devices(s: &Services, account: AccountId) -> Result<Vec<Device>> {
    let rows = session::Entity::find()
        .filter(session::Column::Account.eq(account.0))
        .order_by_desc(session::Column::SeenAt)
        .all(&s.db)
        .await?;
    let living = rows.into_iter().filter(|row| !has_ended(row, s.now().0));
    Ok(living.map(to_device).collect())
}

/// Signs the account out on one of its devices, or takes a program's token back.
pub async fn end_device(s: &Services, account: AccountId, id: SessionId) -> Result<()> {
    let key = keys(&s.db, account)
        .await?
        .into_iter()
        .find(|key| key.id() == id);
    let key = key.ok_or(Refusal::NotFound)?;
    let row = session::Entity::find_by_id(key.hash()).one(&s.db).await?;
    end(s, key).await?;
    let event = match row.is_some_and(|row| row.program) {
        true => SecurityEvent::TokenRevoked,
        false => SecurityEvent::SessionsEnded,
    };
    event.log(About::by(account));
    Ok(())
}

/// Signs the account out everywhere but here, programs included.
pub async fn end_others(s: &Services, account: AccountId, here: &SessionKey) -> Result<()> {
    for key in keys(&s.db, account).await? {
        if key != *here {
            end(s, key).await?;
        }
    }
    SecurityEvent::SessionsEnded.log(About::by(account));
    Ok(())
}

/// Ends every session and token of the account; which ones, for the connections that they opened.
pub(super) async fn end_all<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
) -> Result<Vec<SessionKey>> {
    let ended = keys(db, account).await?;
    session::Entity::delete_many()
        .filter(session::Column::Account.eq(account.0))
        .exec(db)
        .await?;
    Ok(ended)
}

/// Lets a program in as this account, for live collaboration only.
pub async fn add_program(s: &Services, account: AccountId, name: &str) -> Result<NewProgram> {
    let name = input::name(name).at("program")?;
    let name: String = name.chars().take(limits::DEVICE_CHARS).collect();
    let txn = s.begin().await?;
    forget_ended(s, &txn, account).await?;
    let programs = session::Entity::find()
        .filter(session::Column::Account.eq(account.0))
        .filter(session::Column::Program.eq(true))
        .count(&txn)
        .await?;
    input::room_for_one(programs, limits::PROGRAMS_AN_ACCOUNT).at("program")?;
    let SessionToken(token) = insert(s, &txn, account, &name, true).await?;
    txn.commit().await?;
    SecurityEvent::TokenMade.log(About::by(account));
    let id = SessionKey(secret::hash(&token)).id();
    Ok(NewProgram { id, token })
}

/// Signs in as a role of the demo, in demo mode only.
pub async fn demo_session(s: &Services, role: DemoRole, browser: Browser) -> Result<SessionToken> {
    if !s.config.demo {
        return Err(Refusal::NotFound.into());
    }
    let txn = s.begin().await?;
    let session = enter(s, &txn, demo::account_of(role), &browser).await?;
    txn.commit().await?;
    leave_behind(s, &browser, &session).await?;
    Ok(session)
}

/// A session for the account in this browser: the one that it has, fresh again, or a new one.
pub(super) async fn enter<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    account: AccountId,
    browser: &Browser,
) -> Result<SessionToken> {
    forget_ended(s, db, account).await?;
    account::Entity::update_many()
        .col_expr(account::Column::SignedInAt, Expr::value(s.now().0))
        .filter(account::Column::Id.eq(account.0))
        .filter(account::Column::SignedInAt.is_null())
        .exec(db)
        .await?;
    if let Some(session) = &browser.session
        && renew(s, db, account, &session.key()).await?
    {
        return Ok(session.clone());
    }
    insert(s, db, account, &browser.name, false).await
}

/// Ends the session that the browser had before, if it has another one now.
pub(super) async fn leave_behind(
    s: &Services,
    browser: &Browser,
    session: &SessionToken,
) -> Result<()> {
    match &browser.session {
        Some(before) if before != session => sign_out(s, &before.0).await,
        _ => Ok(()),
    }
}

async fn renew<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    account: AccountId,
    key: &SessionKey,
) -> Result<bool> {
    let now = s.now().0;
    let renewed = session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(now))
        .col_expr(session::Column::FreshAt, Expr::value(now))
        .filter(session::Column::Hash.eq(key.hash()))
        .filter(session::Column::Account.eq(account.0))
        .filter(session::Column::Program.eq(false))
        .exec(db)
        .await?;
    Ok(renewed.rows_affected == 1)
}

async fn insert<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    account: AccountId,
    name: &str,
    is_program: bool,
) -> Result<SessionToken> {
    let token = SessionToken(secret::token()?);
    let now = s.now().0;
    let row = session::ActiveModel {
        hash: Set(token.key().0),
        account: Set(account.0),
        created_at: Set(now),
        seen_at: Set(now),
        device: Set(name.to_owned()),
        program: Set(is_program),
        fresh_at: Set(now),
    };
    session::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(token)
}

/// The session, unless it has ended.
async fn living(store: &Store, key: &SessionKey) -> Result<Option<session::Model>> {
    let row = session::Entity::find_by_id(key.hash())
        .one(&store.db)
        .await?;
    Ok(row.filter(|row| !has_ended(row, store.now().0)))
}

fn has_ended(row: &session::Model, now: i64) -> bool {
    now - row.seen_at > limits::SESSION_DAYS * DAY_MS
        || now - row.fresh_at > limits::SESSION_DAYS_IN_ALL * DAY_MS
}

/// Nothing that ran out is kept; whoever signs in clears up after themselves.
async fn forget_ended<C: ConnectionTrait>(s: &Services, db: &C, account: AccountId) -> Result<()> {
    let now = s.now().0;
    let unseen = session::Column::SeenAt.lt(now - limits::SESSION_DAYS * DAY_MS);
    let old = session::Column::FreshAt.lt(now - limits::SESSION_DAYS_IN_ALL * DAY_MS);
    session::Entity::delete_many()
        .filter(session::Column::Account.eq(account.0))
        .filter(Condition::any().add(unseen).add(old))
        .exec(db)
        .await?;
    Ok(())
}

async fn keys<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Vec<SessionKey>> {
    let rows = session::Entity::find()
        .filter(session::Column::Account.eq(account.0))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| SessionKey(row.hash)).collect())
}

async fn end(s: &Services, key: SessionKey) -> Result<()> {
    let txn = s.begin().await?;
    session::Entity::delete_by_id(key.hash()).exec(&txn).await?;
    txn.commit().await?;
    s.hub.signed_out(key).await;
    Ok(())
}

async fn mark_seen(s: &Services, key: &SessionKey) -> Result<()> {
    let txn = s.begin().await?;
    session::Entity::update_many()
        .col_expr(session::Column::SeenAt, Expr::value(s.now().0))
        .filter(session::Column::Hash.eq(key.hash()))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(())
}

fn to_device(row: session::Model) -> Device {
    Device {
        id: SessionKey(row.hash).id(),
        name: row.device,
        is_program: row.program,
        since: Timestamp(row.created_at),
        seen_at: Timestamp(row.seen_at),
    }
}
