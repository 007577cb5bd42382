//! A side's agreement to one exact text: a record with account, side, version, fingerprint and time.
//!
//! A record counts while the proposal is for sign-off, until it is withdrawn: by its signer, by
//! sending the proposal back, or because the signer no longer signs for that side. A final keeps the
//! records that it was made final by; they never count again for what comes after.

use super::{changed::places_since, prints, snapshot};
use crate::{
    Services, access,
    access::Rights,
    error::Result,
    journal::{self, Scope},
    partnerships::members_of,
    proposals::{publish_progress, rows},
    store::{
        Store, Writing,
        entities::{proposal, sign_off, version},
        json,
    },
    texts::{self, TextView},
};
use model::{
    error::Refusal,
    ids::{AccountId, OrganisationId, PartnershipId, ProposalId, Timestamp, VersionId},
    journal::{Act, NamedSide, Person, Withdrawal},
    membership,
    partnership::Member,
    proposal::{Progress, SignOff},
    workflow::State,
};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

/// Signs the present text off for the account's side: an act of who signs for a side, while the
/// proposal is for sign-off. Signing the same text again changes nothing.
pub async fn sign_off(s: &Services, account: AccountId, id: ProposalId) -> Result<Progress> {
    sign(s, account, id, None).await
}

/// As [`sign_off`], only if the text is still the one with this fingerprint: what somebody has read
/// is what they sign.
pub async fn sign_off_text(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    hash: &str,
) -> Result<Progress> {
    sign(s, account, id, Some(hash)).await
}

async fn sign(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    read: Option<&str>,
) -> Result<Progress> {
    let rights = access::proposal_rights(s, Some(account), id).await?;
    rights.check_read()?;
    let fields = rows::fields_of(&rows::proposal_of(&s.db, id).await?);
    snapshot::prepare(s, id, &fields).await?;
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let rights = access::rights_within(&txn, Some(account), id).await?;
    let (me, side) = signer(&txn, &rights).await?;
    let proposal = rows::proposal_of(&txn, id).await?;
    let text = texts::view_within(s, &txn, id, fields).await?;
    if read.is_some_and(|read| read != text.hash) {
        return Err(Refusal::TextChanged.into());
    }
    let before = live(&txn, id).await?;
    let mine = before.iter().find(|row| row.side == side.0);
    if mine.is_none_or(|mine| mine.hash != text.hash) {
        if let Some(old) = mine {
            set_withdrawn(s, &txn, old).await?;
        }
        let version = snapshot::keep(s, &txn, account, &proposal, State::Agreed, &text).await?;
        insert(s, &txn, &rights, &me, side, &version, id).await?;
    }
    let done = txn.commit().await?;
    publish_progress(s, id, done.of(id)).await
}

/// Who signs, and for which side.
async fn signer(txn: &Writing, rights: &Rights) -> Result<(Member, OrganisationId)> {
    rights.check_read()?;
    let me = rights.member.clone().ok_or(Refusal::NotFound)?;
    let side = me.side.ok_or(Refusal::NoSide)?;
    let members = members_of(txn, rights.partnership).await?;
    if !membership::may_sign(&members, &me) {
        return Err(Refusal::NotASigner.into());
    }
    match rights.state {
        State::Agreed => Ok((me, side)),
        State::Draft | State::InReview => Err(Refusal::NotForSignOff.into()),
        State::Final => Err(Refusal::Locked.into()),
    }
}

async fn insert(
    s: &Store,
    txn: &Writing,
    rights: &Rights,
    me: &Member,
    side: OrganisationId,
    version: &version::Head,
    id: ProposalId,
) -> Result<()> {
    let side = prints::named_side(txn, rights.partnership, side).await?;
    let row = sign_off::ActiveModel {
        id: Set(s.fresh_id()),
        proposal: Set(id.0),
        side: Set(side.organisation.0),
        version: Set(version.id),
        account: Set(me.account.0),
        at: Set(s.now().0),
        hash: Set(version.hash.clone()),
        name: Set(me.name.clone()),
        side_name: Set(json::to(&side.name)?),
        withdrawn_at: Set(None),
        final_at: Set(None),
    };
    sign_off::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    let act = Act::SignedOff {
        side,
        version_number: version.number as u32,
        hash: version.hash.clone(),
    };
    let scope = Scope::Proposal(rights.partnership, id);
    journal::append(s, txn, scope, Some(me.account), &act)
        .await
        .map(drop)
}

/// Takes the account's own sign-off back; possible until the final.
pub async fn withdraw(s: &Services, account: AccountId, id: ProposalId) -> Result<Progress> {
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let rights = access::rights_within(&txn, Some(account), id).await?;
    rights.check_read()?;
    if rights.member.is_none() {
        return Err(Refusal::NotFound.into());
    }
    let rows = live(&txn, id).await?;
    let mine = rows.into_iter().find(|row| row.account == account.0);
    let mine = mine.ok_or(Refusal::Outdated)?;
    let scope = Scope::Proposal(rights.partnership, id);
    end(s, &txn, scope, account, &mine, Withdrawal::ByHand).await?;
    let done = txn.commit().await?;
    publish_progress(s, id, done.of(id)).await
}

/// Ends every sign-off that counts, because the proposal goes back.
pub(crate) async fn send_back(
    s: &Store,
    txn: &Writing,
    scope: Scope,
    account: AccountId,
    id: ProposalId,
) -> Result<()> {
    for row in live(txn, id).await? {
        end(s, txn, scope, account, &row, Withdrawal::SentBack).await?;
    }
    Ok(())
}

/// Ends what was signed by members who no longer sign for that side. The caller holds the
/// partnership; the proposals are held here. Answers which ones have changed.
pub(crate) async fn end_lost(
    s: &Store,
    txn: &Writing,
    account: AccountId,
    partnership: PartnershipId,
) -> Result<Vec<ProposalId>> {
    let members = members_of(txn, partnership).await?;
    let mut changed = Vec::new();
    for id in for_sign_off(txn, partnership).await? {
        access::lock_proposal(txn, id).await?;
        let scope = Scope::Proposal(partnership, id);
        for row in live(txn, id).await? {
            let signer = members
                .iter()
                .find(|it| it.account.0 == row.account && !it.pending);
            let cause = match signer {
                None => Withdrawal::Gone,
                Some(it) if still_signs(&members, it, &row) => continue,
                Some(_) => Withdrawal::NoRight,
            };
            end(s, txn, scope, account, &row, cause).await?;
            changed.push(id);
        }
    }
    changed.dedup();
    Ok(changed)
}

fn still_signs(members: &[Member], signer: &Member, row: &sign_off::Model) -> bool {
    signer.side == Some(OrganisationId(row.side)) && membership::may_sign(members, signer)
}

async fn for_sign_off(txn: &Writing, partnership: PartnershipId) -> Result<Vec<ProposalId>> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::Partnership.eq(partnership.0))
        .filter(proposal::Column::State.eq(State::Agreed.code()))
        .order_by_asc(proposal::Column::Id)
        .all(txn)
        .await?;
    Ok(rows.into_iter().map(|row| ProposalId(row.id)).collect())
}

async fn end(
    s: &Store,
    txn: &Writing,
    scope: Scope,
    account: AccountId,
    row: &sign_off::Model,
    cause: Withdrawal,
) -> Result<()> {
    set_withdrawn(s, txn, row).await?;
    let act = Act::SignOffWithdrawn {
        signer: Person {
            account: AccountId(row.account),
            name: row.name.clone(),
        },
        side: NamedSide {
            organisation: OrganisationId(row.side),
            name: json::from(row.side_name.clone())?,
        },
        version_number: snapshot::number(txn, VersionId(row.version)).await?,
        cause,
    };
    journal::append(s, txn, scope, Some(account), &act)
        .await
        .map(drop)
}

async fn set_withdrawn(s: &Store, txn: &Writing, row: &sign_off::Model) -> Result<()> {
    sign_off::Entity::update_many()
        .col_expr(sign_off::Column::WithdrawnAt, Expr::value(s.now().0))
        .filter(sign_off::Column::Id.eq(row.id))
        .exec(txn)
        .await?;
    Ok(())
}

/// Who has signed the text with this fingerprint, for which side: what a final needs.
pub(crate) async fn counting<C: ConnectionTrait>(
    db: &C,
    partnership: PartnershipId,
    id: ProposalId,
    hash: &str,
) -> Result<Vec<(OrganisationId, AccountId)>> {
    let members = members_of(db, partnership).await?;
    let rows = live(db, id).await?.into_iter();
    let counts = |row: &sign_off::Model| {
        let signer = members.iter().find(|it| it.account.0 == row.account);
        row.hash == hash && signer.is_some_and(|it| still_signs(&members, it, row))
    };
    Ok(rows
        .filter(counts)
        .map(|row| (OrganisationId(row.side), AccountId(row.account)))
        .collect())
}

/// Makes the sign-offs of this text part of the final version: the same text may have had another
/// number when it was signed.
pub(crate) async fn seal(s: &Store, txn: &Writing, version: &version::Head) -> Result<()> {
    sign_off::Entity::update_many()
        .col_expr(sign_off::Column::FinalAt, Expr::value(s.now().0))
        .col_expr(sign_off::Column::Version, Expr::value(version.id))
        .filter(sign_off::Column::Proposal.eq(version.proposal))
        .filter(sign_off::Column::Hash.eq(&version.hash))
        .filter(sign_off::Column::WithdrawnAt.is_null())
        .filter(sign_off::Column::FinalAt.is_null())
        .exec(txn)
        .await?;
    Ok(())
}

/// The sign-offs that count for the next final, newest first, at most one of each side.
async fn live<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<Vec<sign_off::Model>> {
    Ok(sign_off::Entity::find()
        .filter(sign_off::Column::Proposal.eq(id.0))
        .filter(sign_off::Column::WithdrawnAt.is_null())
        .filter(sign_off::Column::FinalAt.is_null())
        .order_by_desc(sign_off::Column::At)
        .order_by_desc(sign_off::Column::Id)
        .all(db)
        .await?)
}

/// The sign-offs of each side that were not withdrawn, and in how many places the text has changed
/// since.
pub(crate) async fn sign_offs(
    s: &Services,
    id: ProposalId,
    text: &TextView,
) -> Result<Vec<SignOff>> {
    let rows = live(&s.db, id).await?;
    let counted = places_since(s, id, &other_versions(&rows, text), text).await?;
    let places = |row: &sign_off::Model| match row.hash == text.hash {
        true => 0,
        // At least one: the fingerprints differ.
        false => counted
            .get(&VersionId(row.version))
            .map_or(1, |it| *it.max(&1)),
    };
    to_sign_offs(&s.db, rows, places).await
}

/// Counts in how many places the text differs from what was signed, so that nobody has to count
/// within a transaction or for a page.
pub(crate) async fn count_changes(s: &Services, id: ProposalId, text: &TextView) -> Result<()> {
    let rows = live(&s.db, id).await?;
    places_since(s, id, &other_versions(&rows, text), text)
        .await
        .map(drop)
}

/// The signed versions whose text is another one.
fn other_versions(rows: &[sign_off::Model], text: &TextView) -> Vec<VersionId> {
    let others = rows.iter().filter(|row| row.hash != text.hash);
    let mut versions: Vec<_> = others.map(|row| VersionId(row.version)).collect();
    versions.sort();
    versions.dedup();
    versions
}

/// The sign-offs that this version was made final by.
pub(crate) async fn of_final<C: ConnectionTrait>(
    db: &C,
    version: VersionId,
) -> Result<Vec<SignOff>> {
    let rows = sign_off::Entity::find()
        .filter(sign_off::Column::Version.eq(version.0))
        .filter(sign_off::Column::FinalAt.is_not_null())
        .order_by_desc(sign_off::Column::At)
        .order_by_desc(sign_off::Column::Id)
        .all(db)
        .await?;
    to_sign_offs(db, rows, |_| 0).await
}

/// Whether a side has signed the text off and it may still be changed.
pub(crate) async fn is_signed<C: ConnectionTrait>(db: &C, id: ProposalId) -> Result<bool> {
    Ok(!live(db, id).await?.is_empty())
}

async fn to_sign_offs<C: ConnectionTrait>(
    db: &C,
    rows: Vec<sign_off::Model>,
    changed_places: impl Fn(&sign_off::Model) -> u32,
) -> Result<Vec<SignOff>> {
    let versions: Vec<_> = rows.iter().map(|row| VersionId(row.version)).collect();
    let numbers = snapshot::numbers(db, &versions).await?;
    let to_sign_off = |row: sign_off::Model| {
        let version = VersionId(row.version);
        Ok(SignOff {
            changed_places: changed_places(&row),
            side: OrganisationId(row.side),
            side_name: json::from(row.side_name)?,
            version_number: *numbers.get(&version).ok_or(Refusal::NotFound)?,
            version,
            hash: row.hash,
            account: AccountId(row.account),
            name: row.name,
            at: Timestamp(row.at),
        })
    };
    rows.into_iter().map(to_sign_off).collect()
}
