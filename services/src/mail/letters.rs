//! What the mails say, in the reader's language.

use super::Letter;
use model::{
    language::Language,
    limits,
    text::{day::day_text, key, say, say_with},
    workflow::State,
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

/// The letter that says that a proposal went back to an earlier state, with the reason.
pub(crate) fn sent_back(
    language: Language,
    by: &str,
    proposal: &str,
    to: State,
    reason: &str,
    link: &str,
) -> Letter {
    let state = say_with(language, key::STATE, &[("state", to.code().into())]);
    let values = [
        ("by", by.into()),
        ("proposal", proposal.into()),
        ("state", (&state).into()),
        ("reason", reason.into()),
        ("link", link.into()),
    ];
    Letter {
        subject: say_with(language, key::MAIL_SENT_BACK_SUBJECT, &values),
        body: say_with(language, key::MAIL_SENT_BACK_BODY, &values),
    }
}

/// The letter that says that a final was unlocked, with the reason.
pub(crate) fn unlocked(
    language: Language,
    by: &str,
    proposal: &str,
    reason: &str,
    link: &str,
) -> Letter {
    let values = [
        ("by", by.into()),
        ("proposal", proposal.into()),
        ("reason", reason.into()),
        ("link", link.into()),
    ];
    Letter {
        subject: say_with(language, key::MAIL_UNLOCKED_SUBJECT, &values),
        body: say_with(language, key::MAIL_UNLOCKED_BODY, &values),
    }
}

/// The letter that says that a review is open, and until when.
pub(crate) fn review_opened(
    language: Language,
    by: &str,
    proposal: &str,
    last_day: Option<&str>,
    link: &str,
) -> Letter {
    let day = last_day.map(|day| day_text(language, day));
    let values = [
        ("by", by.into()),
        ("proposal", proposal.into()),
        ("day", day.as_deref().unwrap_or_default().into()),
        ("link", link.into()),
    ];
    let body = match &day {
        Some(_) => key::MAIL_REVIEW_UNTIL_BODY,
        None => key::MAIL_REVIEW_BODY,
    };
    Letter {
        subject: say_with(language, key::MAIL_REVIEW_SUBJECT, &values),
        body: say_with(language, body, &values),
    }
}

/// The letter that reminds of the last day of a review.
pub(crate) fn review_ends(
    language: Language,
    proposal: &str,
    last_day: &str,
    link: &str,
) -> Letter {
    let day = day_text(language, last_day);
    let values = [
        ("proposal", proposal.into()),
        ("day", (&day).into()),
        ("link", link.into()),
    ];
    Letter {
        subject: say_with(language, key::MAIL_REVIEW_ENDS_SUBJECT, &values),
        body: say_with(language, key::MAIL_REVIEW_ENDS_BODY, &values),
    }
}

/// The letter to who signs off for a side.
pub(crate) fn sign_off_wanted(language: Language, by: &str, proposal: &str, link: &str) -> Letter {
    let values = [
        ("by", by.into()),
        ("proposal", proposal.into()),
        ("link", link.into()),
    ];
    Letter {
        subject: say_with(language, key::MAIL_SIGN_OFF_SUBJECT, &values),
        body: say_with(language, key::MAIL_SIGN_OFF_BODY, &values),
    }
}

/// The letter that says that a proposal is final.
pub(crate) fn made_final(language: Language, by: &str, proposal: &str, link: &str) -> Letter {
    let values = [
        ("by", by.into()),
        ("proposal", proposal.into()),
        ("link", link.into()),
    ];
    Letter {
        subject: say_with(language, key::MAIL_FINAL_SUBJECT, &values),
        body: say_with(language, key::MAIL_FINAL_BODY, &values),
    }
}

/// The letter that says that everybody may read a final now.
pub(crate) fn published(language: Language, by: &str, proposal: &str, link: &str) -> Letter {
    let values = [
        ("by", by.into()),
        ("proposal", proposal.into()),
        ("link", link.into()),
    ];
    Letter {
        subject: say_with(language, key::MAIL_PUBLISHED_SUBJECT, &values),
        body: say_with(language, key::MAIL_PUBLISHED_BODY, &values),
    }
}

/// The letter that says that a final is no longer published.
pub(crate) fn unpublished(language: Language, by: &str, proposal: &str, link: &str) -> Letter {
    let values = [
        ("by", by.into()),
        ("proposal", proposal.into()),
        ("link", link.into()),
    ];
    Letter {
        subject: say_with(language, key::MAIL_UNPUBLISHED_SUBJECT, &values),
        body: say_with(language, key::MAIL_UNPUBLISHED_BODY, &values),
    }
}

/// The letter to somebody whose rights in a partnership have changed.
pub(crate) fn rights_changed(
    language: Language,
    by: &str,
    partnership: &str,
    link: &str,
) -> Letter {
    let values = [
        ("by", by.into()),
        ("partnership", partnership.into()),
        ("link", link.into()),
    ];
    Letter {
        subject: say_with(language, key::MAIL_RIGHTS_SUBJECT, &values),
        body: say_with(language, key::MAIL_RIGHTS_BODY, &values),
    }
}

/// The letter to somebody who was removed from a partnership; `links` are one a line.
pub(crate) fn removed(language: Language, by: &str, partnership: &str, links: &str) -> Letter {
    let values = [
        ("by", by.into()),
        ("partnership", partnership.into()),
        ("links", links.into()),
    ];
    Letter {
        subject: say_with(language, key::MAIL_REMOVED_SUBJECT, &values),
        body: say_with(language, key::MAIL_REMOVED_BODY, &values),
    }
}
