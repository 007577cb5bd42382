//! A refusal in the words of the person who is refused.

use super::{Key, Value, key, say_with};
use crate::{error::Refusal, language::Language, limits};

/// One sentence that says what was refused and what helps.
pub fn sentence(language: Language, refusal: &Refusal) -> String {
    let (key, number) = words(refusal);
    match number {
        Some((name, number)) => say_with(language, key, &[(name, Value::from(number))]),
        None => say_with(language, key, &[]),
    }
}

fn words(refusal: &Refusal) -> (Key, Option<(&'static str, u32)>) {
    match refusal {
        Refusal::NotSignedIn => (key::REFUSAL_NOT_SIGNED_IN, None),
        Refusal::SignInAgain => (
            key::REFUSAL_SIGN_IN_AGAIN,
            Some(("minutes", limits::FRESH_MINUTES as u32)),
        ),
        Refusal::NotAllowed => (key::REFUSAL_NOT_ALLOWED, None),
        Refusal::NotFound => (key::REFUSAL_NOT_FOUND, None),
        Refusal::NoSuchVersion => (key::REFUSAL_NO_SUCH_VERSION, None),
        Refusal::NoSuchLanguage => (key::REFUSAL_NO_SUCH_LANGUAGE, None),
        Refusal::Locked => (key::REFUSAL_LOCKED, None),
        Refusal::ForSignOff => (key::REFUSAL_FOR_SIGN_OFF, None),
        Refusal::InUse => (key::REFUSAL_IN_USE, None),
        Refusal::ReasonMissing => (key::REFUSAL_REASON_MISSING, None),
        Refusal::StepSkipped => (key::REFUSAL_STEP_SKIPPED, None),
        Refusal::NotForSignOff => (key::REFUSAL_NOT_FOR_SIGN_OFF, None),
        Refusal::TextChanged => (key::REFUSAL_TEXT_CHANGED, None),
        Refusal::SectionsEmpty { sections } => {
            (key::REFUSAL_SECTIONS_EMPTY, Some(("sections", *sections)))
        }
        Refusal::BlockingThreads { threads } => {
            (key::REFUSAL_BLOCKING_THREADS, Some(("threads", *threads)))
        }
        Refusal::OpenThreads { threads } => {
            (key::REFUSAL_OPEN_THREADS, Some(("threads", *threads)))
        }
        Refusal::SignOffMissing => (key::REFUSAL_SIGN_OFF_MISSING, None),
        Refusal::NoSide => (key::REFUSAL_NO_SIDE, None),
        Refusal::OtherSide => (key::REFUSAL_OTHER_SIDE, None),
        Refusal::OwnSide => (key::REFUSAL_OWN_SIDE, None),
        Refusal::FirstIsAdmin => (key::REFUSAL_FIRST_IS_ADMIN, None),
        Refusal::AlreadyInvited => (key::REFUSAL_ALREADY_INVITED, None),
        Refusal::AlreadyMember => (key::REFUSAL_ALREADY_MEMBER, None),
        Refusal::LastAdmin => (key::REFUSAL_LAST_ADMIN, None),
        Refusal::NotASigner => (key::REFUSAL_NOT_A_SIGNER, None),
        Refusal::NotFinal => (key::REFUSAL_NOT_FINAL, None),
        Refusal::WordsGone => (key::REFUSAL_WORDS_GONE, None),
        Refusal::OwnSuggestion => (key::REFUSAL_OWN_SUGGESTION, None),
        Refusal::SuggestionStale => (key::REFUSAL_SUGGESTION_STALE, None),
        Refusal::Empty => (key::REFUSAL_EMPTY, None),
        Refusal::Unfit => (key::REFUSAL_UNFIT, None),
        Refusal::DayOver => (key::REFUSAL_DAY_OVER, None),
        Refusal::EndsBeforeStart => (key::REFUSAL_ENDS_BEFORE_START, None),
        Refusal::SharesOver => (key::REFUSAL_SHARES_OVER, None),
        Refusal::TooLong { limit } => (key::REFUSAL_TOO_LONG, Some(("limit", *limit))),
        Refusal::TooMany { limit } => (key::REFUSAL_TOO_MANY, Some(("limit", *limit))),
        Refusal::NotAMailAddress => (key::REFUSAL_NOT_A_MAIL_ADDRESS, None),
        Refusal::LinkSpent => (key::REFUSAL_LINK_SPENT, None),
        Refusal::NothingToRestore => (key::REFUSAL_NOTHING_TO_RESTORE, None),
        Refusal::AlreadyKept => (key::REFUSAL_ALREADY_KEPT, None),
        Refusal::DocumentFull => (key::REFUSAL_DOCUMENT_FULL, None),
        Refusal::Outdated => (key::REFUSAL_OUTDATED, None),
        Refusal::NewVersion => (key::REFUSAL_NEW_VERSION, None),
        Refusal::Unavailable => (key::REFUSAL_UNAVAILABLE, None),
        Refusal::CannotSave => (key::REFUSAL_CANNOT_SAVE, None),
        Refusal::Busy => (key::REFUSAL_BUSY, None),
        Refusal::SetAside => (key::REFUSAL_SET_ASIDE, None),
        Refusal::TooLarge => (key::REFUSAL_TOO_LARGE, None),
        Refusal::TooLargeForPdf => (key::REFUSAL_TOO_LARGE_FOR_PDF, None),
        Refusal::TooFast { seconds } => (key::REFUSAL_TOO_FAST, Some(("seconds", *seconds))),
    }
}
