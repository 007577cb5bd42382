//! What the mails say, in the reader's language.

use super::Letter;
use model::{
    language::Language,
    limits,
    text::{key, say, say_with},
};

/// The letter with a login link.
pub(crate) fn sign_in(language: Language, link: &str) -> Letter {
    let values = [
        ("minutes", limits::LOGIN_LINK_MINUTES.into()),
        ("link", link.into()),
    ];
    Letter {
        subject: say(language, key::MAIL_SIGN_IN_SUBJECT),
        body: say_with(language, key::MAIL_SIGN_IN_BODY, &values),
    }
}

/// The letter that invites someone into a partnership; its link signs in and holds the answer.
pub(crate) fn invitation(
    language: Language,
    inviter: &str,
    partnership: &str,
    link: &str,
) -> Letter {
    let values = [
        ("inviter", inviter.into()),
        ("days", limits::INVITATION_DAYS.into()),
        ("partnership", partnership.into()),
        ("link", link.into()),
    ];
    Letter {
        subject: say_with(language, key::MAIL_INVITE_SUBJECT, &values),
        body: say_with(language, key::MAIL_INVITE_BODY, &values),
    }
}
