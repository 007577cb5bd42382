//! Who belongs to a partnership: role, side and languages are three separate facts.

use super::{accounts_of, organisations_of};
use crate::{
    Services, access, accounts,
    error::{At, Result},
    input, mail,
    store::{
        entities::{member, partnership, proposal},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId, ProposalId, Timestamp},
    language::{Language, Texts},
    limits,
    partnership::Member,
    role::Role,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};

/// Someone to be taken into a partnership.
#[derive(Clone, Debug)]
pub struct NewMember {
    pub mail: String,
    pub name: String,
    pub role: Role,
    /// None for an outside reviewer.
    pub side: Option<OrganisationId>,
    pub languages: Vec<Language>,
}

/// Takes someone into the partnership and writes them a mail; an admin's act.
pub async fn invite_member(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    new: NewMember,
) -> Result<Member> {
    let me = access::admin(s, account, partnership).await?;
    let name = input::name(&new.name).at("name")?;
    let address = mail::address(&new.mail).at("mail")?;
    let language = new.languages.first().copied().unwrap_or_default();
    let txn = s.begin().await?;
    check_side(&txn, partnership, new.side).await?;
    let members = member::Entity::find().filter(member::Column::Partnership.eq(partnership.0));
    input::room_for_one(members.count(&txn).await?, limits::MEMBERS_A_PARTNERSHIP)?;
    let invited = accounts::find_or_make(s, &txn, &address, &name, language).await?;
    insert(s, &txn, partnership, invited, &new).await?;
    let facts = partnership::Entity::find_by_id(partnership.0)
        .one(&txn)
        .await?;
    txn.commit().await?;
    let title: Texts = json::from(facts.ok_or(Refusal::NotFound)?.title)?;
    let url = format!("{}/sign-in", s.config.base_url);
    let letter = mail::letters::invitation(language, &me.name, title.best(language), &url);
    let until = Timestamp(s.now().0 + limits::INVITATION_DAYS * accounts::DAY_MS);
    s.mailer.send(&address, letter, until).await?;
    access::member(s, invited, partnership).await
}

/// Changes a member's role, side and languages; open connections learn it at once.
pub async fn set_member(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    member: AccountId,
    role: Role,
    side: Option<OrganisationId>,
    languages: Vec<Language>,
) -> Result<Member> {
    access::admin(s, account, partnership).await?;
    let txn = s.begin().await?;
    check_side(&txn, partnership, side).await?;
    if !role.may_administer() {
        check_other_admin(&txn, partnership, member).await?;
    }
    let row = member::ActiveModel {
        partnership: Set(partnership.0),
        account: Set(member.0),
        role: Set(role.code().to_owned()),
        side: Set(side.map(|side| side.0)),
        languages: Set(json::to(&languages)?),
        ..Default::default()
    };
    let updated = member::Entity::update_many()
        .set(row)
        .filter(member::Column::Partnership.eq(partnership.0))
        .filter(member::Column::Account.eq(member.0))
        .exec(&txn)
        .await?;
    if updated.rows_affected == 0 {
        return Err(Refusal::NotFound.into());
    }
    txn.commit().await?;
    tell_rooms(s, partnership).await?;
    access::member(s, member, partnership).await
}

/// Takes someone out of the partnership; what they wrote stays.
pub async fn remove_member(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    member: AccountId,
) -> Result<()> {
    access::admin(s, account, partnership).await?;
    let txn = s.begin().await?;
    check_other_admin(&txn, partnership, member).await?;
    let removed = member::Entity::delete_by_id((partnership.0, member.0))
        .exec(&txn)
        .await?;
    if removed.rows_affected == 0 {
        return Err(Refusal::NotFound.into());
    }
    txn.commit().await?;
    tell_rooms(s, partnership).await
}

/// The members by the time they joined.
async fn members_of<C: ConnectionTrait>(db: &C, id: PartnershipId) -> Result<Vec<Member>> {
    let rows = member::Entity::find()
        .filter(member::Column::Partnership.eq(id.0))
        .filter(member::Column::RemovedAt.is_null())
        .order_by_asc(member::Column::JoinedAt)
        .order_by_asc(member::Column::Account)
        .all(db)
        .await?;
    let mut accounts = accounts_of(db, rows.iter().map(|row| row.account).collect()).await?;
    rows.into_iter()
        .filter_map(|row| {
            accounts
                .remove(&row.account)
                .map(|account| access::to_member(row, account))
        })
        .collect()
}

/// The members as one of them sees them: only admins, who invite by mail, see others' addresses.
pub(crate) async fn members_seen_by<C: ConnectionTrait>(
    db: &C,
    id: PartnershipId,
    viewer: &Member,
) -> Result<Vec<Member>> {
    let mut members = members_of(db, id).await?;
    if !viewer.role.may_administer() {
        let others = members
            .iter_mut()
            .filter(|member| member.account != viewer.account);
        others.for_each(|member| member.mail.clear());
    }
    Ok(members)
}

/// Writes a membership; someone who is a member already is refused.
pub(crate) async fn insert<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    partnership: PartnershipId,
    account: AccountId,
    new: &NewMember,
) -> Result<()> {
    let key = (partnership.0, account.0);
    if member::Entity::find_by_id(key).one(db).await?.is_some() {
        return Err(Refusal::Outdated.into());
    }
    let row = member::ActiveModel {
        partnership: Set(partnership.0),
        account: Set(account.0),
        role: Set(new.role.code().to_owned()),
        side: Set(new.side.map(|side| side.0)),
        languages: Set(json::to(&new.languages)?),
        joined_at: Set(s.now().0),
        accepted_at: Set(Some(s.now().0)),
        ..Default::default()
    };
    member::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

async fn check_side<C: ConnectionTrait>(
    db: &C,
    partnership: PartnershipId,
    side: Option<OrganisationId>,
) -> Result<()> {
    let Some(side) = side else { return Ok(()) };
    let sides = organisations_of(db, partnership).await?;
    if sides.iter().any(|organisation| organisation.id == side) {
        Ok(())
    } else {
        Err(Refusal::NotFound.into())
    }
}

/// The last admin of a partnership stays one: nobody else could let people in again.
async fn check_other_admin<C: ConnectionTrait>(
    db: &C,
    partnership: PartnershipId,
    member: AccountId,
) -> Result<()> {
    let admins = member::Entity::find()
        .filter(member::Column::Partnership.eq(partnership.0))
        .filter(member::Column::Role.eq(Role::Admin.code()))
        .all(db)
        .await?;
    if admins.iter().any(|admin| admin.account != member.0) {
        Ok(())
    } else {
        Err(Refusal::NotAllowed.into())
    }
}

/// Open connections to the partnership's proposals are held to the new roles at once.
async fn tell_rooms(s: &Services, partnership: PartnershipId) -> Result<()> {
    let proposals = proposal::Entity::find()
        .filter(proposal::Column::Partnership.eq(partnership.0))
        .all(&s.db)
        .await?;
    for proposal in proposals {
        s.hub.rights_changed(ProposalId(proposal.id)).await;
    }
    Ok(())
}
