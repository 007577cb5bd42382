//! Asking for a link to sign in: first the answer, then the look whether somebody has the address.
//!
//! What is asked is a row, and the answer follows it, the same and after the same statements for
//! every address. Whether there is an account is asked afterwards, beside the request, so that the time
//! of an answer tells nobody who has one.

use super::{MINUTE_MS, find_by_mail, link_url, links, local_path};
use crate::{
    Services, demo,
    error::{At, Result},
    mail::{self, NewMail},
    security_event::{About, SecurityEvent},
    store::entities::link_request,
};
use model::{
    ids::{AccountId, Timestamp},
    language::Language,
    limits,
};
use sea_orm::{ActiveValue::Set, EntityTrait, QueryOrder};

/// Asks for a login link to the address; it is sent if an account has it. The answer is the same if
/// not, so that nobody learns who has an account; only an address that cannot be one is refused.
///
/// The link leads to `next`, a path of this site; anything else leads to the first page.
pub async fn request_link(s: &Services, mail: &str, language: Language, next: &str) -> Result<()> {
    let mail = mail::address(mail).at("mail")?;
    let row = link_request::ActiveModel {
        id: Set(s.fresh_id()),
        mail: Set(mail),
        language: Set(language.code().to_owned()),
        next: Set(local_path(next).unwrap_or("/").to_owned()),
        at: Set(s.now().0),
    };
    let txn = s.begin().await?;
    link_request::Entity::insert(row)
        .exec_without_returning(&txn)
        .await?;
    txn.commit().await?;
    s.mailer.wake();
    Ok(())
}

/// Writes the mails for every link that was asked for. What fails is logged, and tried again when
/// this is called again.
pub(crate) async fn answer_requests(s: &Services) {
    let waiting = link_request::Entity::find()
        .order_by_asc(link_request::Column::Id)
        .all(&s.db)
        .await;
    let waiting = waiting.unwrap_or_else(|cause| {
        crate::Error::from(cause).into_refusal();
        Vec::new()
    });
    for request in waiting {
        if let Err(cause) = answer(s, request).await {
            cause.into_refusal();
        }
    }
}

/// Of two instances that take one request, the second waits for the first and finds it gone.
async fn answer(s: &Services, request: link_request::Model) -> Result<()> {
    let txn = s.begin().await?;
    let taken = link_request::Entity::delete_by_id(request.id)
        .exec(&txn)
        .await?;
    if taken.rows_affected == 0 {
        return txn.rollback().await;
    }
    let until = request.at + limits::LOGIN_LINK_MINUTES * MINUTE_MS;
    let account = find_by_mail(&txn, &request.mail).await?;
    let account = account
        .map(|row| AccountId(row.id))
        .filter(|id| !demo::stays_out(s, *id) && s.now().0 < until);
    if let Some(account) = account
        && let Some(token) = links::fresh(s, &txn, account, &request.next).await?
    {
        let language = Language::from_code(&request.language).unwrap_or_default();
        let mail = NewMail {
            recipient: &request.mail,
            letter: mail::letters::sign_in(language, &link_url(s, &token)),
            until: Timestamp(s.now().0 + limits::LOGIN_LINK_MINUTES * MINUTE_MS),
            invitation: None,
        };
        mail::write(s, &txn, mail).await?;
    }
    txn.commit().await?;
    SecurityEvent::LinkAsked.log(About {
        by: account,
        ..About::default()
    });
    Ok(())
}
