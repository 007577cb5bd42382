//! Changing how a member stands: role, side, languages, the right to sign.

use super::{Circle, finish, person};
use crate::{
    Services, access,
    error::Result,
    notices,
    store::{Writing, entities::member, json},
};
use model::{
    ids::{AccountId, OrganisationId, PartnershipId},
    journal::Act,
    language::Language,
    membership::{self, Standing},
    partnership::Member,
    role::Role,
};
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter};

/// Changes a member's role, side and languages, an act of an admin of that member's side; open
/// connections learn it at once. Who changes the side does not sign for the new one before that
/// side says so.
pub async fn set_member(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    member: AccountId,
    role: Role,
    side: Option<OrganisationId>,
    languages: Vec<Language>,
) -> Result<Member> {
    let to = |old: &Member| {
        let to = Standing {
            role,
            side,
            may_sign: old.may_sign && side == old.side,
        };
        (to, languages)
    };
    change(s, account, partnership, member, to).await
}

/// Says whether the member signs for its side, an act of an admin of that side. Where a side names
/// signers, nobody else signs for it.
pub async fn set_signer(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    member: AccountId,
    may_sign: bool,
) -> Result<Member> {
    let to = |old: &Member| {
        let to = Standing {
            may_sign: may_sign && old.side.is_some(),
            ..Standing::of(old)
        };
        (to, old.languages.clone())
    };
    change(s, account, partnership, member, to).await
}

/// Lets the member stand as `to` says, if `account` may decide that.
async fn change(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    member: AccountId,
    to: impl FnOnce(&Member) -> (Standing, Vec<Language>),
) -> Result<Member> {
    let txn = s.begin().await?;
    let circle = Circle::held(&txn, account, partnership).await?;
    let old = circle.member(member)?;
    let (to, languages) = to(old);
    circle.side(to.side)?;
    membership::check_change(&circle.me, &circle.members, old, to)?;
    write(s, &txn, &circle, old, to, languages).await?;
    if account != member {
        notices::changed(s, &txn, account, partnership, member).await?;
    }
    finish(s, txn, &circle, Vec::new()).await?;
    seen(s, account, partnership, member).await
}

async fn write(
    s: &Services,
    txn: &Writing,
    circle: &Circle,
    old: &Member,
    to: Standing,
    languages: Vec<Language>,
) -> Result<()> {
    let row = member::ActiveModel {
        role: Set(to.role.code().to_owned()),
        side: Set(to.side.map(|side| side.0)),
        may_sign: Set(to.may_sign),
        languages: Set(json::to(&languages)?),
        ..Default::default()
    };
    member::Entity::update_many()
        .set(row)
        .filter(member::Column::Partnership.eq(circle.partnership.0))
        .filter(member::Column::Account.eq(old.account.0))
        .exec(txn)
        .await?;
    for act in acts(circle, old, to, languages)? {
        circle.note(s, txn, &act).await?;
    }
    Ok(())
}

/// One act for each fact that changes.
fn acts(circle: &Circle, old: &Member, to: Standing, languages: Vec<Language>) -> Result<Vec<Act>> {
    let mut acts = Vec::new();
    if to.role != old.role {
        acts.push(Act::RoleChanged {
            member: person(old),
            from: old.role,
            to: to.role,
        });
    }
    if to.side != old.side {
        acts.push(Act::SideChanged {
            member: person(old),
            from: circle.side(old.side)?,
            to: circle.side(to.side)?,
        });
    }
    if to.may_sign != old.may_sign {
        acts.push(Act::SignerChanged {
            member: person(old),
            may_sign: to.may_sign,
        });
    }
    if languages != old.languages {
        acts.push(Act::LanguagesChanged {
            member: person(old),
            from: old.languages.clone(),
            to: languages,
        });
    }
    Ok(acts)
}

/// The member as `account` sees it after the change: it may have taken its own rights.
async fn seen(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    member: AccountId,
) -> Result<Member> {
    let me = access::member(s, account, partnership).await?;
    let members = super::members_seen_by(&s.db, partnership, &me).await?;
    let found = members.into_iter().find(|it| it.account == member);
    Ok(found.ok_or(model::error::Refusal::NotFound)?)
}
