//! Inviting somebody: a membership that gives no rights until the person agrees.

use super::Circle;
use crate::{
    Services, accounts,
    error::{At, Result},
    input,
    mail::{self, NewMail},
    store::{
        Writing,
        entities::{member, partnership},
        json,
    },
};
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId, Timestamp},
    journal::{Act, Person},
    language::{Language, Texts},
    limits, membership,
    partnership::Member,
    role::Role,
    text,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr,
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
    /// Of the mail, and of the pages for who was never here.
    pub language: Language,
}

/// Invites someone and writes them a mail: an act of an admin of that side, of any admin for outside
/// reviewers and for the first admin of a side. The person becomes a member by agreeing.
pub async fn invite_member(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    new: NewMember,
) -> Result<Member> {
    let name = input::name(&new.name).at("name");
    let address = mail::address(&new.mail).at("mail");
    let txn = s.begin().await?;
    let circle = Circle::held(&txn, account, partnership).await?;
    let side = circle.side(new.side)?;
    membership::check_invite(&circle.me, &circle.members, new.role, new.side)?;
    let (name, address) = (name?, address?);
    input::room_for_one(circle.members.len() as u64, limits::MEMBERS_A_PARTNERSHIP)?;
    let invited = accounts::find_or_make(s, &txn, &address, &name, new.language).await?;
    let invitation = NewMember {
        name: name.clone(),
        ..new.clone()
    };
    write_invitation(s, &txn, partnership, account, invited, &invitation).await?;
    let act = Act::MemberInvited {
        member: Person {
            account: invited,
            name,
        },
        role: new.role,
        side,
        languages: new.languages,
    };
    circle.note(s, &txn, &act).await?;
    let to = (invited, &*address, new.language);
    write_mail(s, &txn, &circle, partnership, to).await?;
    let after = super::members_of(&txn, partnership).await?;
    txn.commit().await?;
    s.mailer.wake();
    let pending = after.into_iter().find(|it| it.account == invited);
    Ok(pending.ok_or(Refusal::NotFound)?)
}

/// Sends an invitation that waits once more, for another [`limits::INVITATION_DAYS`]: an act of
/// whoever may withdraw it.
pub async fn renew_invitation(
    s: &Services,
    account: AccountId,
    partnership: PartnershipId,
    member: AccountId,
) -> Result<()> {
    let txn = s.begin().await?;
    let circle = Circle::held(&txn, account, partnership).await?;
    let invited = circle.member(member)?;
    if !invited.pending {
        return Err(Refusal::NotFound.into());
    }
    membership::check_remove(&circle.me, &circle.members, invited)?;
    member::Entity::update_many()
        .col_expr(member::Column::InvitedAt, Expr::value(s.now().0))
        .filter(member::Column::Partnership.eq(partnership.0))
        .filter(member::Column::Account.eq(member.0))
        .exec(&txn)
        .await?;
    let language = invited.languages.first().copied().unwrap_or_default();
    let to = (member, &*invited.mail, language);
    write_mail(s, &txn, &circle, partnership, to).await?;
    txn.commit().await?;
    s.mailer.wake();
    Ok(())
}

/// Writes the mail with the one link that signs in and answers the invitation.
async fn write_mail(
    s: &Services,
    txn: &Writing,
    circle: &Circle,
    partnership: PartnershipId,
    (invited, recipient, language): (AccountId, &str, Language),
) -> Result<()> {
    let inviter = &circle.me;
    let token = accounts::make_invitation(s, txn, invited, partnership, inviter.account).await?;
    let title = title_of(txn, partnership).await?;
    let url = accounts::link_url(s, &token);
    let by = text::person(language, &inviter.name);
    let mail = NewMail {
        recipient,
        letter: mail::letters::invitation(language, &by, title.best(language), &url),
        until: Timestamp(s.now().0 + limits::INVITATION_MAIL_DAYS * accounts::DAY_MS),
        invitation: Some((partnership, invited)),
    };
    mail::write(s, txn, mail).await
}

async fn title_of(txn: &Writing, id: PartnershipId) -> Result<Texts> {
    let facts = partnership::Entity::find_by_id(id.0).one(txn).await?;
    json::from(facts.ok_or(Refusal::NotFound)?.title)
}

/// A former member who is invited again stays one until they agree.
async fn write_invitation(
    s: &Services,
    txn: &Writing,
    partnership: PartnershipId,
    inviter: AccountId,
    invited: AccountId,
    new: &NewMember,
) -> Result<()> {
    let mut row = row_of(s, partnership, invited, new)?;
    row.invited_at = Set(Some(s.now().0));
    row.invited_by = Set(Some(inviter.0));
    row.invited_name = Set(new.name.clone());
    let key = (partnership.0, invited.0);
    match member::Entity::find_by_id(key).one(txn).await? {
        None => {
            member::Entity::insert(row)
                .exec_without_returning(txn)
                .await?;
        }
        Some(old) if old.accepted_at.is_some() && old.removed_at.is_some() => {
            row.joined_at = Set(old.joined_at);
            row.accepted_at = Set(None);
            row.may_sign = Set(false);
            member::Entity::update_many()
                .set(row)
                .filter(member::Column::Partnership.eq(partnership.0))
                .filter(member::Column::Account.eq(invited.0))
                .exec(txn)
                .await?;
        }
        Some(_) => return Err(Refusal::AlreadyMember.into()),
    }
    Ok(())
}

/// Writes the membership of somebody who has agreed: the founder's.
pub(crate) async fn insert<C: ConnectionTrait>(
    s: &Services,
    db: &C,
    partnership: PartnershipId,
    account: AccountId,
    new: &NewMember,
) -> Result<()> {
    let mut row = row_of(s, partnership, account, new)?;
    row.accepted_at = Set(Some(s.now().0));
    member::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

fn row_of(
    s: &Services,
    partnership: PartnershipId,
    account: AccountId,
    new: &NewMember,
) -> Result<member::ActiveModel> {
    Ok(member::ActiveModel {
        partnership: Set(partnership.0),
        account: Set(account.0),
        role: Set(new.role.code().to_owned()),
        side: Set(new.side.map(|side| side.0)),
        languages: Set(json::to(&new.languages)?),
        joined_at: Set(s.now().0),
        ..Default::default()
    })
}
