//! Why something was refused: stable codes that every layer shares and the pages translate.

use serde::{Deserialize, Serialize};

/// A refusal that a person can understand and act on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    #[error("sign in first")]
    NotSignedIn,
    #[error("the last link from the mail is too long ago for this")]
    SignInAgain,
    #[error("the role does not allow this")]
    NotAllowed,
    #[error("there is no such thing, or it is not yours to see")]
    NotFound,
    #[error("the proposal has no such version")]
    NoSuchVersion,
    #[error("the proposal is not written in this language")]
    NoSuchLanguage,
    #[error("the proposal is final")]
    Locked,
    #[error("the text is for sign-off")]
    ForSignOff,
    #[error("there is text in it, or somebody has commented on it")]
    InUse,
    #[error("a reason is missing")]
    ReasonMissing,
    #[error("one step at a time")]
    StepSkipped,
    #[error("only a text that is for sign-off is signed off")]
    NotForSignOff,
    #[error("the text is another one than was read")]
    TextChanged,
    #[error("{sections} required sections are empty")]
    SectionsEmpty { sections: u32 },
    #[error("{threads} blocking threads are open")]
    BlockingThreads { threads: u32 },
    #[error("{threads} threads are open, and every one is to be decided")]
    OpenThreads { threads: u32 },
    #[error("a side has not signed off this text")]
    SignOffMissing,
    #[error("only a member of a side can sign off")]
    NoSide,
    #[error("the other side decides about this")]
    OtherSide,
    #[error("nobody changes the own side")]
    OwnSide,
    #[error("the first person of a side is its admin")]
    FirstIsAdmin,
    #[error("the side's first admin is invited already")]
    AlreadyInvited,
    #[error("already a member")]
    AlreadyMember,
    #[error("the last admin of a side or partnership")]
    LastAdmin,
    #[error("the side has not named this person to sign")]
    NotASigner,
    #[error("only a final is published")]
    NotFinal,
    #[error("the words are not in the text any more")]
    WordsGone,
    #[error("nobody decides on an own suggestion while a review is open")]
    OwnSuggestion,
    #[error("other words stand where the suggestion was made")]
    SuggestionStale,
    #[error("the text is empty")]
    Empty,
    #[error("this cannot stand here")]
    Unfit,
    #[error("the last day is over already")]
    DayOver,
    #[error("the last day is before the first")]
    EndsBeforeStart,
    #[error("the shares are more than the whole")]
    SharesOver,
    #[error("longer than {limit} characters")]
    TooLong { limit: u32 },
    #[error("too many: at most {limit}")]
    TooMany { limit: u32 },
    #[error("not a mail address")]
    NotAMailAddress,
    #[error("the link was used or is too old")]
    LinkSpent,
    #[error("someone was faster; look again")]
    Outdated,
    #[error("the text says this already")]
    NothingToRestore,
    #[error("this text is kept under a name already")]
    AlreadyKept,
    #[error("the document has no room for this")]
    DocumentFull,
    #[error("the page is of another release than the server")]
    NewVersion,
    #[error("the server could not do it now")]
    Unavailable,
    #[error("nothing can be written to disk now")]
    CannotSave,
    #[error("too much is asked of the server now")]
    Busy,
    #[error("it failed several times and is left alone for a while")]
    SetAside,
    #[error("more than may be sent at once")]
    TooLarge,
    #[error("too many requests; again in {seconds} s")]
    TooFast { seconds: u32 },
    #[error("the text is too large for a PDF")]
    TooLargeForPdf,
}
