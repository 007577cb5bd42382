//! Accounts: who somebody is. Signing in is by mail, without passwords.

mod data;
mod erase;
mod links;
mod requests;
mod sessions;

pub use data::data;
pub use erase::erase;
pub use links::{SignedIn, accept_by_link, decline_by_link, local_path, open_link, peek_link};
pub(crate) use links::{make_invitation, spend_invitation};
pub(crate) use requests::answer_requests;
pub use requests::request_link;
pub(crate) use sessions::is_signed_in;
pub use sessions::{
    Browser, Device, NewProgram, SessionKey, SessionToken, add_program, check_fresh, demo_session,
    devices, end_device, end_others, program, session, sign_out,
};

use crate::{
    Services,
    access::unknown,
    error::{At, Error, Result},
    input, mail,
    store::{Store, entities::account},
};
use model::{ids::AccountId, language::Language, partnership::Viewer};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};

const MINUTE_MS: i64 = 60_000;
pub(crate) const DAY_MS: i64 = 24 * 60 * MINUTE_MS;

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
    let token = links::make(s, &txn, account, "/").await?;
    txn.commit().await?;
    Ok(link_url(s, &token))
}

/// Remembers the language in which the account reads.
pub async fn set_language(s: &Services, account: AccountId, language: Language) -> Result<()> {
    let txn = s.begin().await?;
    account::Entity::update_many()
        .col_expr(account::Column::Language, Expr::value(language.code()))
        .filter(account::Column::Id.eq(account.0))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(())
}

/// Remembers what the account is called.
pub async fn set_name(s: &Services, account: AccountId, name: &str) -> Result<()> {
    let txn = s.begin().await?;
    set_name_within(&txn, account, name).await?;
    txn.commit().await?;
    Ok(())
}

async fn set_name_within<C: ConnectionTrait>(db: &C, account: AccountId, name: &str) -> Result<()> {
    let name = input::name(name).at("name")?;
    account::Entity::update_many()
        .col_expr(account::Column::Name, Expr::value(name))
        .filter(account::Column::Id.eq(account.0))
        .exec(db)
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
        signed_in_at: Set(None),
    };
    // Two invitations of a new address at once: the second finds what the first has made.
    let mail_is_taken = OnConflict::column(account::Column::Mail)
        .do_nothing()
        .to_owned();
    account::Entity::insert(row)
        .on_conflict(mail_is_taken)
        .try_insert()
        .exec_without_returning(db)
        .await?;
    let made = find_by_mail(db, mail).await?;
    made.map(|row| AccountId(row.id))
        .ok_or_else(|| Error::internal("an account was not made"))
}

/// Where the link of this token is.
pub(crate) fn link_url(s: &Services, token: &str) -> String {
    format!("{}/sign-in/{token}", s.config.base_url)
}

async fn find_by_mail<C: ConnectionTrait>(db: &C, mail: &str) -> Result<Option<account::Model>> {
    let by_mail = account::Entity::find().filter(account::Column::Mail.eq(mail));
    Ok(by_mail.one(db).await?)
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
