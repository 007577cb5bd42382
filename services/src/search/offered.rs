//! What a search can be narrowed to: the proposals of an account, and the people in them.

use crate::{
    Services, access,
    error::{Error, Result},
    proposals::rows,
    store::{
        entities::{account, member, proposal},
        json,
    },
};
use model::{
    ids::{AccountId, ProposalId},
    language::Texts,
    proposal::Proposal,
};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    RelationDef,
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// A proposal that can be chosen.
pub type OfferedProposal = (ProposalId, Texts);
/// Somebody who can be chosen, as they are called.
pub type OfferedPerson = (AccountId, String);

/// What can be chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchOffer {
    /// The one that was moved last first.
    pub proposals: Vec<OfferedProposal>,
    /// By name: who is or was a member, and has agreed to be one.
    pub people: Vec<OfferedPerson>,
}

/// What the account can choose from.
pub async fn offer(s: &Services, me: AccountId) -> Result<SearchOffer> {
    let mine = || {
        member::Entity::find()
            .select_only()
            .column(member::Column::Partnership)
            .filter(member::Column::Account.eq(me.0))
            .filter(access::is_active())
            .into_query()
    };
    let proposals: Vec<(Uuid, serde_json::Value)> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .column(proposal::Column::Title)
        .filter(proposal::Column::Partnership.in_subquery(mine()))
        .order_by_desc(proposal::Column::ChangedAt)
        .order_by_desc(proposal::Column::Id)
        .into_tuple()
        .all(&s.db)
        .await?;
    let of_account: RelationDef = member::Entity::belongs_to(account::Entity)
        .from(member::Column::Account)
        .to(account::Column::Id)
        .into();
    let people: Vec<(String, Uuid)> = member::Entity::find()
        .select_only()
        .join(JoinType::InnerJoin, of_account)
        .column(account::Column::Name)
        .column(member::Column::Account)
        .filter(member::Column::Partnership.in_subquery(mine()))
        .filter(member::Column::AcceptedAt.is_not_null())
        .into_tuple()
        .all(&s.db)
        .await?;
    let people: BTreeSet<(String, Uuid)> = people.into_iter().collect();
    let read = |(id, title)| Ok((ProposalId(id), json::from(title)?));
    Ok(SearchOffer {
        proposals: proposals.into_iter().map(read).collect::<Result<_>>()?,
        people: people
            .into_iter()
            .map(|(name, id)| (AccountId(id), name))
            .collect(),
    })
}

/// The proposal with its sections, for members; none for who may not know of it.
pub async fn outline(s: &Services, me: AccountId, id: ProposalId) -> Result<Option<Proposal>> {
    match access::proposal_rights(s, Some(me), id).await {
        Ok(rights) if rights.member.is_some() => Ok(Some(rows::proposal_of(&s.db, id).await?)),
        Ok(_) | Err(Error::Refused(_)) => Ok(None),
        Err(cause) => Err(cause),
    }
}
