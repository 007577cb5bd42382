//! An act in words. They name no subject: who did it stands beside them.

use crate::{
    pages::ledger::rule::{EVERY_COMMENT, OBJECTIONS},
    parts::{
        choice::language_names,
        said::{best, language, person, say, say_of, say_with},
    },
};
use model::{
    ids::ProposalId,
    journal::{Act, NamedSide, Person, Withdrawal},
    language::{Language, Texts},
    role::Role,
    text::{
        Key,
        day::{day_on_text, day_text, iso_day},
        key,
    },
    workflow::State,
};

/// What a line of the log says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    pub text: String,
    pub reason: Option<String>,
    /// The version that it is about.
    version: Option<u32>,
}

impl Words {
    /// Where it leads: to the version that it is about, else to the proposal.
    pub fn place(&self, proposal: ProposalId) -> String {
        match self.version {
            Some(version) => format!("/proposals/{proposal}/read?version={version}"),
            None => format!("/proposals/{proposal}"),
        }
    }
}

impl From<String> for Words {
    fn from(text: String) -> Words {
        Words {
            text,
            ..Words::default()
        }
    }
}

/// An act in the viewer's language.
pub fn words(act: &Act) -> Words {
    match act {
        Act::PartnershipCreated { title } => {
            say_of(key::LOG_PARTNERSHIP_CREATED, "title", &best(title)).into()
        }
        Act::ProposalCreated { title } => {
            say_of(key::LOG_PROPOSAL_CREATED, "title", &best(title)).into()
        }
        Act::FactsChanged { .. } => say(key::LOG_FACTS_CHANGED).into(),
        Act::ExportedWhole { language, format } => {
            let language = language_names(&[*language]);
            let values = [("format", format.into()), ("language", (&language).into())];
            say_with(key::LOG_EXPORTED, &values).into()
        }
        Act::ExportedAll { format } => say_of(key::LOG_EXPORTED_ALL, "format", format).into(),
        Act::Imported { from, made_at } => {
            let day = day_on_text(language(), &iso_day(*made_at));
            let values = [("place", from.into()), ("day", (&day).into())];
            say_with(key::LOG_IMPORTED, &values).into()
        }
        Act::Restored {
            version_number,
            section,
        } => {
            let key = match section {
                Some(_) => key::LOG_RESTORED_SECTION,
                None => key::LOG_RESTORED,
            };
            say_of(key, "version", *version_number).into()
        }
        Act::VersionNamed {
            version_number,
            name,
        } => {
            let values = [("version", (*version_number).into()), ("name", name.into())];
            say_with(key::LOG_VERSION_NAMED, &values).into()
        }
        Act::SettingsChanged {
            title,
            languages,
            sections,
        } => of_settings(title.as_ref(), languages.as_deref(), sections.len()).into(),
        Act::FinalRuleChanged { .. }
        | Act::ReviewChanged { .. }
        | Act::ReviewClosed { .. }
        | Act::ReviewSummedUp { .. } => of_review(act).into(),
        Act::Moved { .. }
        | Act::Unlocked { .. }
        | Act::SignedOff { .. }
        | Act::SignOffWithdrawn { .. }
        | Act::Published { .. }
        | Act::Unpublished { .. } => of_version(act),
        Act::ThreadOpened { .. }
        | Act::ThreadAnswered { .. }
        | Act::ThreadDecided { .. }
        | Act::ThreadReopened { .. }
        | Act::ThreadAttached { .. } => of_thread(act).into(),
        _ => of_member(act).into(),
    }
}

/// What was changed, one after the other.
fn of_settings(title: Option<&Texts>, languages: Option<&[Language]>, sections: usize) -> String {
    let title = title.map(|it| say_of(key::LOG_SETTINGS_TITLE, "title", &best(it)));
    let languages = languages.map(|it| {
        say_of(
            key::LOG_SETTINGS_LANGUAGES,
            "languages",
            &language_names(it),
        )
    });
    let sections = (sections > 0).then(|| say_of(key::LOG_SETTINGS_SECTIONS, "sections", sections));
    let what: Vec<String> = [title, languages, sections].into_iter().flatten().collect();
    say_of(key::LOG_SETTINGS_CHANGED, "what", &what.join("; "))
}

/// Acts on reviews, and on what a final needs of them.
fn of_review(act: &Act) -> String {
    match act {
        Act::FinalRuleChanged { every_comment } => {
            let rule = match every_comment {
                true => EVERY_COMMENT,
                false => OBJECTIONS,
            };
            say_of(key::LOG_FINAL_RULE, "rule", rule)
        }
        Act::ReviewChanged {
            number, last_day, ..
        } => match last_day {
            Some(day) => {
                let day = day_text(language(), day);
                let values = [("number", (*number).into()), ("day", (&day).into())];
                say_with(key::LOG_REVIEW_CHANGED, &values)
            }
            None => say_of(key::LOG_REVIEW_CHANGED_NO_DAY, "number", *number),
        },
        Act::ReviewClosed { number, .. } => say_of(key::LOG_REVIEW_CLOSED, "number", *number),
        Act::ReviewSummedUp { number, .. } => say_of(key::LOG_REVIEW_SUMMED_UP, "number", *number),
        _ => String::new(),
    }
}

/// Acts on members.
fn of_member(act: &Act) -> String {
    let about = |key: Key, member: &Person| say_of(key, "member", &person(&member.name));
    match act {
        Act::MemberInvited {
            member, role, side, ..
        } => {
            let (member, role, side) = (person(&member.name), role_name(*role), side_name(side));
            let values = [
                ("member", (&member).into()),
                ("role", (&role).into()),
                ("side", (&side).into()),
            ];
            say_with(key::LOG_MEMBER_INVITED, &values)
        }
        Act::RoleChanged { member, from, to } => changed(
            key::LOG_ROLE_CHANGED,
            member,
            &role_name(*from),
            &role_name(*to),
        ),
        Act::SideChanged { member, from, to } => changed(
            key::LOG_SIDE_CHANGED,
            member,
            &side_name(from),
            &side_name(to),
        ),
        Act::LanguagesChanged { member, from, to } => changed(
            key::LOG_LANGUAGES_CHANGED,
            member,
            &languages(from),
            &languages(to),
        ),
        Act::SignerChanged { member, may_sign } => match may_sign {
            true => about(key::LOG_SIGNER_NAMED, member),
            false => about(key::LOG_SIGNER_ENDED, member),
        },
        Act::MemberAccepted { member } => about(key::LOG_MEMBER_ACCEPTED, member),
        Act::MemberDeclined { member } => about(key::LOG_MEMBER_DECLINED, member),
        Act::InvitationWithdrawn { member } => about(key::LOG_INVITATION_WITHDRAWN, member),
        Act::MemberRemoved { member } => about(key::LOG_MEMBER_REMOVED, member),
        Act::MemberLeft { member } => about(key::LOG_MEMBER_LEFT, member),
        _ => String::new(),
    }
}

/// Acts on a thread. What was said stands in the thread alone.
fn of_thread(act: &Act) -> String {
    let about = |key: Key, quote: &str| say_of(key, "words", quote);
    match act {
        Act::ThreadOpened {
            severity, quote, ..
        } => {
            let severity = say_of(key::SEVERITY, "severity", severity.code());
            let values = [("severity", (&severity).into()), ("words", quote.into())];
            say_with(key::LOG_THREAD_OPENED, &values)
        }
        Act::ThreadDecided { outcome, quote, .. } => {
            let outcome = say_of(key::OUTCOME, "outcome", outcome.code());
            let values = [("outcome", (&outcome).into()), ("words", quote.into())];
            say_with(key::LOG_THREAD_DECIDED, &values)
        }
        Act::SuggestionOpened { quote, .. } => about(key::LOG_SUGGESTION_OPENED, quote),
        Act::SuggestionWithdrawn { quote, .. } => about(key::LOG_SUGGESTION_WITHDRAWN, quote),
        Act::ThreadAnswered { quote, .. } => about(key::LOG_THREAD_ANSWERED, quote),
        Act::ThreadReopened { quote, .. } => about(key::LOG_THREAD_REOPENED, quote),
        Act::ThreadAttached { quote, .. } => about(key::LOG_THREAD_ATTACHED, quote),
        _ => String::new(),
    }
}

/// Acts on a version of a proposal.
fn of_version(act: &Act) -> Words {
    let (version, text, reason) = match act {
        Act::Moved {
            from,
            to,
            reason,
            version_number,
        } => (
            version_number,
            moved(*from, *to, *version_number),
            reason.clone(),
        ),
        Act::Unlocked {
            reason,
            version_number,
            ..
        } => {
            let text = say_of(key::LOG_UNLOCKED, "version", *version_number);
            (version_number, text, reason.clone())
        }
        Act::SignedOff {
            side,
            version_number,
            ..
        } => {
            let side = best(&side.name);
            let values = [
                ("side", (&side).into()),
                ("version", (*version_number).into()),
            ];
            let text = say_with(key::LOG_SIGNED_OFF, &values);
            (version_number, text, String::new())
        }
        Act::SignOffWithdrawn {
            signer,
            side,
            version_number,
            cause,
        } => {
            let (member, side) = (person(&signer.name), best(&side.name));
            let values = [
                ("cause", cause_code(*cause).into()),
                ("member", (&member).into()),
                ("side", (&side).into()),
                ("version", (*version_number).into()),
            ];
            let text = say_with(key::LOG_SIGN_OFF_ENDED, &values);
            (version_number, text, String::new())
        }
        Act::Published { version_number, .. } => {
            let text = say_of(key::LOG_PUBLISHED, "version", *version_number);
            (version_number, text, String::new())
        }
        Act::Unpublished { version_number } => {
            let text = say_of(key::LOG_UNPUBLISHED, "version", *version_number);
            (version_number, text, String::new())
        }
        _ => return Words::default(),
    };
    Words {
        text,
        reason: Some(reason).filter(|reason| !reason.is_empty()),
        version: Some(*version),
    }
}

fn moved(from: State, to: State, version: u32) -> String {
    let (from, to) = (state_name(from), state_name(to));
    let values = [
        ("from", (&from).into()),
        ("to", (&to).into()),
        ("version", version.into()),
    ];
    say_with(key::LOG_MOVED, &values)
}

fn changed(key: Key, member: &Person, from: &str, to: &str) -> String {
    let member = person(&member.name);
    let values = [
        ("member", (&member).into()),
        ("from", from.into()),
        ("to", to.into()),
    ];
    say_with(key, &values)
}

fn role_name(role: Role) -> String {
    say_of(key::ROLE, "role", role.code())
}

fn state_name(state: State) -> String {
    say_of(key::STATE, "state", state.code())
}

fn side_name(side: &Option<NamedSide>) -> String {
    match side {
        Some(side) => best(&side.name),
        None => say(key::NO_SIDE),
    }
}

fn languages(languages: &[Language]) -> String {
    match languages.is_empty() {
        true => say(key::LOG_LANGUAGES_NONE),
        false => language_names(languages),
    }
}

/// As the texts spell it.
fn cause_code(cause: Withdrawal) -> &'static str {
    match cause {
        Withdrawal::ByHand => "by-hand",
        Withdrawal::Gone => "gone",
        Withdrawal::NoRight => "no-right",
        Withdrawal::SentBack => "sent-back",
    }
}
