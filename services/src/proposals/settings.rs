//! The settings of a proposal: its title, its languages, and which sections it has with their limits
//! and sides. Admins change them until the text is for sign-off. A language or section with text or
//! comments stays, so that nothing is hidden that somebody has written.

use super::{create::without_doubles, progress::publish_progress, rows};
use crate::{
    Services,
    access::{self, Rights},
    error::{At, Error, Result},
    input,
    journal::{self, Scope},
    partnerships::organisations_of,
    store::{
        Writing,
        entities::{anchor, proposal, section},
        json,
    },
    texts::{self, TextView},
};
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, ProposalId},
    journal::Act,
    language::{Language, Texts},
    limits,
    partnership::Organisation,
    proposal::{FieldName, Proposal, Section, SectionKey},
    workflow::State,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, sea_query::Expr,
};
use std::collections::BTreeSet;

/// The settings as they are.
#[derive(Clone, Debug)]
pub struct Settings {
    pub proposal: Proposal,
    /// Every section that it can have, in their order.
    pub sections: Vec<SectionSetting>,
    pub organisations: Vec<Organisation>,
    /// The languages in which there is text or a comment.
    pub used_languages: Vec<Language>,
}

/// A section that a proposal can have.
#[derive(Clone, Debug, PartialEq)]
pub struct SectionSetting {
    pub section: Section,
    pub is_on: bool,
    /// Whether there is text in it, or a comment on it.
    pub is_used: bool,
}

/// Settings as somebody typed them.
#[derive(Clone, Debug)]
pub struct NewSettings {
    pub title: Texts,
    pub languages: Vec<Language>,
    /// Of every section.
    pub sections: Vec<NewSection>,
    /// How often they had been changed when somebody began to type.
    pub seen: u32,
}

/// A section as somebody typed it.
#[derive(Clone, Debug)]
pub struct NewSection {
    pub key: SectionKey,
    pub is_on: bool,
    pub required: bool,
    /// A whole number.
    pub limit_chars: String,
    pub owner: Option<OrganisationId>,
}

/// The settings, for admins.
pub async fn settings(s: &Services, account: AccountId, id: ProposalId) -> Result<Settings> {
    check_admin(&access::proposal_rights(s, Some(account), id).await?)?;
    let proposal = rows::proposal_of(&s.db, id).await?;
    let view = texts::view(s, id, rows::fields_of(&proposal)).await?;
    read(&s.db, proposal, &view).await
}

/// Keeps settings; an admin's act. Where they were changed since they were read, it is refused.
pub async fn set_settings(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    new: NewSettings,
) -> Result<()> {
    check_admin(&access::proposal_rights(s, Some(account), id).await?)?;
    // Written before the transaction, which reads it.
    texts::view(s, id, rows::fields_of(&rows::proposal_of(&s.db, id).await?)).await?;
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let rights = access::rights_within(&txn, Some(account), id).await?;
    check_admin(&rights)?;
    check_state(rights.state)?;
    let proposal = rows::proposal_of(&txn, id).await?;
    let view = texts::view_within(s, &txn, id, rows::fields_of(&proposal)).await?;
    let old = read(&txn, proposal, &view).await?;
    if old.proposal.settings != new.seen {
        return Err(Refusal::Outdated.into());
    }
    let new = checked(&old, new)?;
    let Some(act) = act_of(&old, &new) else {
        return Ok(());
    };
    write(s, &txn, &old, &new).await?;
    let scope = Scope::Proposal(rights.partnership, id);
    journal::append(s, &txn, scope, Some(account), &act).await?;
    let done = txn.commit().await?;
    publish_progress(s, id, done.of(id)).await.map(drop)
}

/// To others than members there are no settings, also where the text is published.
fn check_admin(rights: &Rights) -> Result<(), Refusal> {
    rights.member.as_ref().ok_or(Refusal::NotFound)?;
    rights.check_administer()
}

/// What is signed off stays what it is.
fn check_state(state: State) -> Result<(), Refusal> {
    match state {
        State::Draft | State::InReview => Ok(()),
        State::Agreed => Err(Refusal::ForSignOff),
        State::Final => Err(Refusal::Locked),
    }
}

async fn read<C: ConnectionTrait>(db: &C, proposal: Proposal, view: &TextView) -> Result<Settings> {
    let used = used_fields(db, proposal.id, view).await?;
    let all = rows::every_section_of(db, proposal.id).await?;
    let setting = |(section, is_on): (Section, bool)| SectionSetting {
        is_used: used.iter().any(|it| it.section == section.key),
        section,
        is_on,
    };
    let is_used = |language: &Language| used.iter().any(|it| it.language == *language);
    Ok(Settings {
        organisations: organisations_of(db, proposal.partnership).await?,
        sections: all.into_iter().map(setting).collect(),
        used_languages: Language::ALL.into_iter().filter(is_used).collect(),
        proposal,
    })
}

/// The fields with text, or with words on which somebody has commented.
async fn used_fields<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
    view: &TextView,
) -> Result<BTreeSet<FieldName>> {
    let written = view.fields.iter().filter(|it| it.chars > 0);
    let mut used: BTreeSet<_> = written.map(|it| it.field.clone()).collect();
    let commented: Vec<String> = anchor::Entity::find()
        .select_only()
        .column(anchor::Column::Field)
        .distinct()
        .filter(anchor::Column::Proposal.eq(id.0))
        .into_tuple()
        .all(db)
        .await?;
    for field in commented {
        used.insert(field.parse().map_err(Error::internal)?);
    }
    Ok(used)
}

/// The new settings in the shape of the old ones; an error names the field of the form.
fn checked(old: &Settings, new: NewSettings) -> Result<Settings> {
    let title = input::title(&new.title).at("title")?;
    let languages = languages(old, new.languages).at("languages")?;
    if new.sections.len() != old.sections.len() {
        return Err(Refusal::Unfit.into());
    }
    let mut sections = Vec::new();
    for (index, (before, after)) in old.sections.iter().zip(new.sections).enumerate() {
        sections.push(section(old, before, after, &format!("sections.{index}"))?);
    }
    if !sections.iter().any(|it| it.is_on) {
        return Err(Refusal::Empty).at("sections.0.on");
    }
    let proposal = Proposal {
        title,
        languages,
        ..old.proposal.clone()
    };
    Ok(Settings {
        proposal,
        sections,
        ..old.clone()
    })
}

/// Those that stay keep their order: the first one is that in which required sections must stand.
fn languages(old: &Settings, new: Vec<Language>) -> Result<Vec<Language>, Refusal> {
    let new = without_doubles(new);
    let there = &old.proposal.languages;
    let is_lost = |it: &&Language| there.contains(it) && !new.contains(it);
    match (new.is_empty(), old.used_languages.iter().find(is_lost)) {
        (_, Some(_)) => Err(Refusal::InUse),
        (true, _) => Err(Refusal::Empty),
        _ => {
            let kept = there.iter().filter(|it| new.contains(it));
            let added = new.iter().filter(|it| !there.contains(it));
            Ok(kept.chain(added).copied().collect())
        }
    }
}

fn section(
    old: &Settings,
    before: &SectionSetting,
    after: NewSection,
    place: &str,
) -> Result<SectionSetting> {
    if before.section.key != after.key {
        return Err(Refusal::Unfit.into());
    }
    if before.is_used && before.is_on && !after.is_on {
        return Err(Refusal::InUse).at(format!("{place}.on"));
    }
    let limit = limit_chars(&after.limit_chars).at(format!("{place}.limit"))?;
    let is_side = |owner: OrganisationId| old.organisations.iter().any(|it| it.id == owner);
    if !after.owner.is_none_or(is_side) {
        return Err(Refusal::Unfit).at(format!("{place}.owner"));
    }
    Ok(SectionSetting {
        section: Section {
            required: after.required,
            limit_chars: limit,
            owner: after.owner,
            ..before.section.clone()
        },
        is_on: after.is_on,
        is_used: before.is_used,
    })
}

/// A limit as people write it: `3000`, `3 000`.
fn limit_chars(typed: &str) -> Result<u32, Refusal> {
    let digits: String = typed.chars().filter(|it| !it.is_whitespace()).collect();
    match digits.parse() {
        Ok(limit @ 1..=limits::SECTION_CHARS) => Ok(limit),
        Ok(limit) if limit > limits::SECTION_CHARS => Err(Refusal::TooMany {
            limit: limits::SECTION_CHARS,
        }),
        _ if digits.is_empty() => Err(Refusal::Empty),
        _ => Err(Refusal::Unfit),
    }
}

/// None where everything is as it was.
fn act_of(old: &Settings, new: &Settings) -> Option<Act> {
    let (before, after) = (&old.proposal, &new.proposal);
    let pairs = old.sections.iter().zip(&new.sections);
    let changed = pairs.filter(|(before, after)| before != after);
    let sections: Vec<_> = changed.map(|(_, it)| it.section.key.clone()).collect();
    let title = (before.title != after.title).then(|| after.title.clone());
    let languages = (before.languages != after.languages).then(|| after.languages.clone());
    let is_any = title.is_some() || languages.is_some() || !sections.is_empty();
    is_any.then_some(Act::SettingsChanged {
        title,
        languages,
        sections,
    })
}

async fn write(s: &Services, txn: &Writing, old: &Settings, new: &Settings) -> Result<()> {
    let id = old.proposal.id;
    proposal::Entity::update_many()
        .col_expr(
            proposal::Column::Title,
            Expr::value(json::to(&new.proposal.title)?),
        )
        .col_expr(
            proposal::Column::Languages,
            Expr::value(json::to(&new.proposal.languages)?),
        )
        .col_expr(
            proposal::Column::Settings,
            Expr::value(old.proposal.settings as i32 + 1),
        )
        .col_expr(proposal::Column::ChangedAt, Expr::value(s.now().0))
        .filter(proposal::Column::Id.eq(id.0))
        .exec(txn)
        .await?;
    let pairs = old.sections.iter().zip(&new.sections);
    for (_, new) in pairs.filter(|(old, new)| old != new) {
        let of = &new.section;
        section::Entity::update_many()
            .col_expr(section::Column::IsOff, Expr::value(!new.is_on))
            .col_expr(section::Column::Required, Expr::value(of.required))
            .col_expr(
                section::Column::LimitChars,
                Expr::value(of.limit_chars as i32),
            )
            .col_expr(section::Column::Owner, Expr::value(of.owner.map(|it| it.0)))
            .filter(section::Column::Proposal.eq(id.0))
            .filter(section::Column::Key.eq(of.key.0.as_str()))
            .exec(txn)
            .await?;
    }
    Ok(())
}
