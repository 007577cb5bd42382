//! How a proposal begins: with the sections of the template.

use crate::{
    Services, access,
    error::{At, Result},
    input,
    journal::{self, Scope},
    partnerships::organisations_of,
    store::{
        entities::{proposal, section},
        json,
    },
    template,
};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId, ProposalId},
    journal::Act,
    language::{Language, Texts},
    limits,
    partnership::Member,
    proposal::Section,
    workflow::State,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};
use uuid::Uuid;

/// Begins a proposal with the template's sections; an editor's act. The first language is the one
/// in which every required section must stand.
pub async fn create(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    title: Texts,
    languages: Vec<Language>,
) -> Result<ProposalId> {
    check_editor(&access::member(s, account, partnership).await?)?;
    let title = input::title(&title).at("title")?;
    if languages.is_empty() {
        return Err(Refusal::Empty).at("languages");
    }
    let id = ProposalId(s.fresh_id());
    let txn = s.begin().await?;
    access::lock_partnership(&txn, partnership).await?;
    check_editor(&access::member_within(&txn, account, partnership).await?)?;
    let there = proposal::Entity::find().filter(proposal::Column::Partnership.eq(partnership.0));
    input::room_for_one(there.count(&txn).await?, limits::PROPOSALS_A_PARTNERSHIP)?;
    insert(
        s,
        &txn,
        id,
        partnership,
        &title,
        &without_doubles(languages),
    )
    .await?;
    let scope = Scope::Proposal(partnership, id);
    journal::append(
        s,
        &txn,
        scope,
        Some(account),
        &Act::ProposalCreated { title },
    )
    .await?;
    txn.commit().await?;
    Ok(id)
}

fn check_editor(me: &Member) -> Result<(), Refusal> {
    match me.role.may_edit() {
        true => Ok(()),
        false => Err(Refusal::NotAllowed),
    }
}

/// Writes a proposal in the state Draft and its sections.
pub(crate) async fn insert<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    id: ProposalId,
    partnership: PartnershipId,
    title: &Texts,
    languages: &[Language],
) -> Result<()> {
    let row = proposal::ActiveModel {
        id: Set(id.0),
        partnership: Set(partnership.0),
        title: Set(json::to(title)?),
        state: Set(State::Draft.code().to_owned()),
        languages: Set(json::to(&languages)?),
        final_version: Set(None),
        published_version: Set(None),
        created_at: Set(s.now().0),
        changed_at: Set(s.now().0),
        every_comment: Set(false),
        settings: Set(0),
    };
    proposal::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    let sides = organisations_of(db, partnership).await?;
    for (position, section) in template::sections(&sides).into_iter().enumerate() {
        let row = section_row(id.0, position, section)?;
        section::Entity::insert(row)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

fn section_row(proposal: Uuid, position: usize, section: Section) -> Result<section::ActiveModel> {
    Ok(section::ActiveModel {
        proposal: Set(proposal),
        key: Set(section.key.0),
        position: Set(position as i32),
        heading: Set(json::to(&section.heading)?),
        help: Set(json::to(&section.help)?),
        required: Set(section.required),
        limit_chars: Set(section.limit_chars as i32),
        owner: Set(section.owner.map(|owner| owner.0)),
        is_off: Set(false),
    })
}

pub(super) fn without_doubles(languages: Vec<Language>) -> Vec<Language> {
    let mut once = Vec::new();
    for language in languages {
        if !once.contains(&language) {
            once.push(language);
        }
    }
    once
}
