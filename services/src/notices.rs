//! Mails about what others did: who has a part in it is told, each in their own language.
//!
//! They are written in the act's transaction: what was done is told, and what was not is not. Whoever
//! commits it wakes the task that sends ([`crate::mail::Mailer::wake`]).

use crate::{
    Services,
    accounts::DAY_MS,
    error::Result,
    mail::{self, Letter, NewMail, letters},
    partnerships::{accounts_of, members_of},
    proposals::rows,
    rounds::Asking,
    store::json,
    store::{Writing, entities::partnership},
};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId, ProposalId, Timestamp},
    language::{Language, Texts},
    limits, membership,
    partnership::Member,
    proposal::Proposal,
    text::person,
    workflow::State,
};
use sea_orm::EntityTrait;

/// Tells the members of both sides that a proposal went back, and everybody that a final was
/// unlocked.
pub(crate) async fn came_back(
    s: &Services,
    txn: &Writing,
    by: AccountId,
    proposal: &Proposal,
    to: State,
    reason: &str,
) -> Result<()> {
    let unlocked = proposal.state == State::Final;
    let link = format!("{}/proposals/{}", s.config.base_url, proposal.id);
    let title = proposal.title.clone();
    let to_whom = |_: &[Member], member: &Member| unlocked || member.side.is_some();
    let letter = |language, by: &str| {
        let title = title.best(language);
        match unlocked {
            true => letters::unlocked(language, by, title, reason, &link),
            false => letters::sent_back(language, by, title, to, reason, &link),
        }
    };
    tell(s, txn, by, proposal.partnership, to_whom, letter).await
}

/// Tells those who are asked to do something now that a proposal has gone a step on: to comment in a
/// review, or to sign off. Of a final everybody is told.
pub(crate) async fn went_on(
    s: &Services,
    txn: &Writing,
    by: AccountId,
    proposal: &Proposal,
    to: State,
    asked: &Asking,
) -> Result<()> {
    let place = match to {
        State::Agreed => "/step/sign-off",
        State::Final => "/read",
        State::Draft | State::InReview => "?live",
    };
    let link = format!("{}/proposals/{}{place}", s.config.base_url, proposal.id);
    let title = proposal.title.clone();
    let to_whom = |members: &[Member], member: &Member| match to {
        State::InReview => {
            let is_asked = asked.members.is_empty() || asked.members.contains(&member.account);
            member.role.may_comment() && is_asked
        }
        State::Agreed => membership::may_sign(members, member),
        State::Draft | State::Final => true,
    };
    let letter = |language, by: &str| {
        let title = title.best(language);
        match to {
            State::Agreed => letters::sign_off_wanted(language, by, title, &link),
            State::Final => letters::made_final(language, by, title, &link),
            State::Draft | State::InReview => {
                letters::review_opened(language, by, title, asked.last_day.as_deref(), &link)
            }
        }
    };
    tell(s, txn, by, proposal.partnership, to_whom, letter).await
}

/// Tells the other admins that a final was published, or is no longer.
pub(crate) async fn published(
    s: &Services,
    txn: &Writing,
    by: AccountId,
    id: ProposalId,
    published: bool,
) -> Result<()> {
    let proposal = rows::proposal_of(txn, id).await?;
    let link = format!("{}/proposals/{}", s.config.base_url, id);
    let letter = |language, by: &str| {
        let title = proposal.title.best(language);
        match published {
            true => letters::published(language, by, title, &link),
            false => letters::unpublished(language, by, title, &link),
        }
    };
    let admins = |_: &[Member], member: &Member| member.role.may_administer();
    tell(s, txn, by, proposal.partnership, admins, letter).await
}

/// Tells somebody that their rights in a partnership have changed.
pub(crate) async fn changed(
    s: &Services,
    txn: &Writing,
    by: AccountId,
    id: PartnershipId,
    member: AccountId,
) -> Result<()> {
    let title = title_of(txn, id).await?;
    let link = format!("{}/partnerships/{}", s.config.base_url, id);
    let letter =
        |language, by: &str| letters::rights_changed(language, by, title.best(language), &link);
    tell_accounts(s, txn, by, vec![member], letter).await
}

/// Tells somebody that they were removed, and where they still read what was there.
pub(crate) async fn removed(
    s: &Services,
    txn: &Writing,
    by: AccountId,
    id: PartnershipId,
    member: AccountId,
    proposals: &[ProposalId],
) -> Result<()> {
    let title = title_of(txn, id).await?;
    let url = |id: &ProposalId| format!("{}/proposals/{id}", s.config.base_url);
    let links: Vec<String> = proposals.iter().map(url).collect();
    let links = links.join("\n");
    let letter = |language, by: &str| letters::removed(language, by, title.best(language), &links);
    tell_accounts(s, txn, by, vec![member], letter).await
}

async fn title_of(txn: &Writing, id: PartnershipId) -> Result<Texts> {
    let row = partnership::Entity::find_by_id(id.0).one(txn).await?;
    json::from(row.ok_or(Refusal::NotFound)?.title)
}

async fn tell(
    s: &Services,
    txn: &Writing,
    by: AccountId,
    id: PartnershipId,
    to_whom: impl Fn(&[Member], &Member) -> bool,
    letter: impl Fn(Language, &str) -> Letter,
) -> Result<()> {
    let members = members_of(txn, id).await?;
    let others = members
        .iter()
        .filter(|it| !it.pending && it.account != by && to_whom(&members, it));
    let accounts = others.map(|it| it.account).collect();
    tell_accounts(s, txn, by, accounts, letter).await
}

async fn tell_accounts(
    s: &Services,
    txn: &Writing,
    by: AccountId,
    accounts: Vec<AccountId>,
    letter: impl Fn(Language, &str) -> Letter,
) -> Result<()> {
    let ids = accounts.iter().chain([&by]).map(|it| it.0).collect();
    let rows = accounts_of(txn, ids).await?;
    let by = rows.get(&by.0).map_or("", |row| row.name.as_str());
    let until = Timestamp(s.now().0 + limits::NOTICE_DAYS * DAY_MS);
    for row in accounts.iter().filter_map(|it| rows.get(&it.0)) {
        let language = Language::from_code(&row.language).unwrap_or_default();
        let mail = NewMail {
            recipient: &row.mail,
            letter: letter(language, &person(language, by)),
            until,
            invitation: None,
        };
        mail::write(s, txn, mail).await?;
    }
    Ok(())
}
