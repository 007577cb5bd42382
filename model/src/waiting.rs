//! What waits for a member: one rule, from what is so now. The list, its number and every mail about it
//! come from here, and a thing goes by itself when it is no longer so.
//!
//! A kind of thing is a variant of [`Waits`] and a line in [`of`].

mod words;

use crate::{
    ids::{AccountId, OrganisationId, PartnershipId, ProposalId, ThreadId, Timestamp},
    language::{Language, Texts},
    partnership::{Invitation, Member},
    proposal::{FieldName, Section},
    thread::Severity,
    workflow::{self, State},
};

/// A proposal as far as the rule goes.
#[derive(Clone, Debug, PartialEq)]
pub struct ProposalNow {
    pub id: ProposalId,
    pub title: Texts,
    pub state: State,
    pub languages: Vec<Language>,
    pub sections: Vec<Section>,
    /// The characters of every field; one that is not named is empty.
    pub chars: Vec<(FieldName, u32)>,
    /// The open threads, oldest first.
    pub talks: Vec<Talk>,
    /// The sides whose sign-off is of the present text.
    pub signed: Vec<OrganisationId>,
    /// The newest move.
    pub moved: Option<Moved>,
    /// The last day of the review that is open, if it has one.
    pub last_day: Option<String>,
    /// When that review was opened.
    pub review_opened: Option<Timestamp>,
    /// Who was asked to comment in it; nobody named is everybody who may.
    pub review_asks: Vec<AccountId>,
    /// When the member last said something here.
    pub spoke: Option<Timestamp>,
}

/// An open thread as far as the rule goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Talk {
    pub thread: ThreadId,
    pub field: FieldName,
    /// The words on which it stands, or stood last.
    pub quote: String,
    pub severity: Severity,
    pub next_edition: bool,
    pub is_suggestion: bool,
    /// Who opened it, for which side.
    pub author: AccountId,
    pub side: Option<OrganisationId>,
    /// For which side the last word was said.
    pub last_side: Option<OrganisationId>,
}

/// A move of the state.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    pub from: State,
    pub to: State,
    pub account: AccountId,
}

/// Something that a member is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Waits {
    /// The side has not signed off the present text.
    SignOff,
    /// It came back to an earlier stage.
    CameBack { to: State },
    /// A review in which the member has said nothing yet.
    Review { last_day: Option<String> },
    /// An objection or a question to the member's side.
    Answer(Talk),
    /// A comment or a suggestion on which the member may decide.
    Decide(Talk),
    /// A required section of the member's side without text in one of the member's languages.
    Empty { field: FieldName, heading: Texts },
    /// A section with more characters than it may have.
    TooLong {
        field: FieldName,
        heading: Texts,
        over: u32,
    },
}

impl Waits {
    /// The stable name of the kind.
    pub fn code(&self) -> &'static str {
        match self {
            Waits::SignOff => "sign_off",
            Waits::CameBack { .. } => "came_back",
            Waits::Review { .. } => "review",
            Waits::Answer(_) => "answer",
            Waits::Decide(_) => "decide",
            Waits::Empty { .. } => "empty",
            Waits::TooLong { .. } => "too_long",
        }
    }

    /// Where it is done, as a path of this site.
    pub fn path(&self, proposal: ProposalId) -> String {
        let at = |field: &FieldName, place: String| {
            let language = field.language.code();
            format!("/proposals/{proposal}?live&lang={language}#{place}")
        };
        match self {
            Waits::SignOff => format!("/proposals/{proposal}/step/sign-off"),
            Waits::CameBack { .. } | Waits::Review { .. } => format!("/proposals/{proposal}?live"),
            Waits::Answer(talk) | Waits::Decide(talk) => {
                at(&talk.field, format!("thread-{}", talk.thread))
            }
            Waits::Empty { field, .. } | Waits::TooLong { field, .. } => {
                at(field, format!("section-{}", field.section))
            }
        }
    }
}

/// What waits in one proposal, most urgent first.
#[derive(Clone, Debug, PartialEq)]
pub struct WaitingIn {
    pub proposal: ProposalId,
    pub partnership: PartnershipId,
    pub title: Texts,
    pub things: Vec<Waits>,
}

/// Everything that waits for an account.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WaitingList {
    pub invitations: Vec<Invitation>,
    /// Only proposals in which something waits.
    pub proposals: Vec<WaitingIn>,
}

impl WaitingList {
    /// The number of all things: the one that is shown wherever one is.
    pub fn count(&self) -> usize {
        let things = self.proposals.iter().map(|it| it.things.len());
        self.invitations.len() + things.sum::<usize>()
    }
}

/// What waits in a proposal for a member who signs for its side, or does not.
pub fn of(me: &Member, signs: bool, now: &ProposalNow) -> Vec<Waits> {
    let mut things = Vec::new();
    things.extend(sign_off(me, signs, now));
    things.extend(came_back(me, now));
    things.extend(review(me, now));
    things.extend(talks(me, now, answer));
    things.extend(talks(me, now, decide));
    things.extend(sections(me, now));
    things
}

fn sign_off(me: &Member, signs: bool, now: &ProposalNow) -> Option<Waits> {
    let side = me.side?;
    let wanted = now.state == State::Agreed && signs && !now.signed.contains(&side);
    wanted.then_some(Waits::SignOff)
}

/// Told to who writes, but not to who has sent it back.
fn came_back(me: &Member, now: &ProposalNow) -> Option<Waits> {
    let moved = now.moved.as_ref()?;
    let back = moved.to < moved.from && moved.to == now.state && moved.account != me.account;
    let told = back && workflow::may_write(me.role, now.state);
    told.then_some(Waits::CameBack { to: moved.to })
}

fn review(me: &Member, now: &ProposalNow) -> Option<Waits> {
    let opened = now.review_opened?;
    let has_spoken = now.spoke.is_some_and(|at| at >= opened);
    let is_own = now
        .moved
        .as_ref()
        .is_some_and(|it| it.account == me.account);
    let is_asked = now.review_asks.is_empty() || now.review_asks.contains(&me.account);
    let open = now.state == State::InReview && me.role.may_comment() && is_asked;
    (open && !has_spoken && !is_own).then(|| Waits::Review {
        last_day: now.last_day.clone(),
    })
}

fn talks(
    me: &Member,
    now: &ProposalNow,
    kind: impl Fn(&Member, &ProposalNow, &Talk) -> Option<Waits>,
) -> Vec<Waits> {
    // In a final only what is said for the next version is open, and nothing can be done about it yet.
    if now.state == State::Final {
        return Vec::new();
    }
    let things = now.talks.iter().filter_map(|talk| kind(me, now, talk));
    things.collect()
}

fn answer(me: &Member, now: &ProposalNow, talk: &Talk) -> Option<Waits> {
    let asks = matches!(talk.severity, Severity::Blocking | Severity::Question);
    let side = me.side.filter(|_| asks && me.role.may_comment())?;
    let owner = owner_of(now, &talk.field).filter(|owner| talk.side != Some(*owner));
    let is_asked = match owner {
        Some(owner) => owner == side,
        None => talk.side != Some(side),
    };
    let waits = is_asked && !talk.is_suggestion && talk.last_side != Some(side);
    waits.then(|| Waits::Answer(talk.clone()))
}

/// What is to be answered first stands there and not here too.
fn decide(me: &Member, now: &ProposalNow, talk: &Talk) -> Option<Waits> {
    let decides = me.role.may_edit() && talk.author != me.account;
    let waits = decides && answer(me, now, talk).is_none();
    waits.then(|| Waits::Decide(talk.clone()))
}

fn owner_of(now: &ProposalNow, field: &FieldName) -> Option<OrganisationId> {
    let section = now.sections.iter().find(|it| it.key == field.section);
    section.and_then(|section| section.owner)
}

fn sections(me: &Member, now: &ProposalNow) -> Vec<Waits> {
    if me.side.is_none() || !workflow::may_write(me.role, now.state) {
        return Vec::new();
    }
    let own = |it: &&Section| it.owner.is_none() || it.owner == me.side;
    let mine = |it: &&Language| me.languages.contains(it);
    let mut things = Vec::new();
    for section in now.sections.iter().filter(own) {
        for language in now.languages.iter().filter(mine) {
            things.extend(section_in(now, section, *language));
        }
    }
    things
}

fn section_in(now: &ProposalNow, section: &Section, language: Language) -> Option<Waits> {
    let field = FieldName {
        section: section.key.clone(),
        language,
    };
    let counted = now.chars.iter().find(|(name, _)| *name == field);
    let chars = counted.map_or(0, |(_, chars)| *chars);
    let heading = section.heading.clone();
    if chars == 0 {
        return section.required.then_some(Waits::Empty { field, heading });
    }
    let over = chars.saturating_sub(section.limit_chars);
    let is_over = section.limit_chars > 0 && over > 0;
    is_over.then_some(Waits::TooLong {
        field,
        heading,
        over,
    })
}

#[cfg(test)]
mod tests;
