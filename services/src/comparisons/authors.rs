//! Whose names stand at the words.

use crate::{
    error::Result,
    partnerships::accounts_of,
    store::{
        Store,
        entities::{draft_client, member},
    },
};
use model::{
    document::diff::accounts::Credit,
    ids::{AccountId, PartnershipId, ProposalId},
    language::Language,
    partnership::Organisation,
    text::person,
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};
use std::collections::{HashMap, HashSet};

/// Those who inserted or deleted something: what they are called, and the place of the side that they
/// stand for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Authors(HashMap<AccountId, (String, Option<usize>)>);

impl Authors {
    /// The names of all who are behind these runs, with members who have left.
    pub async fn of(
        s: &Store,
        partnership: PartnershipId,
        sides: &[Organisation],
        credits: impl Iterator<Item = &Credit<AccountId>>,
    ) -> Result<Authors> {
        let by = credits.flat_map(|credit| &credit.by);
        let ids: HashSet<_> = by.filter_map(|(_, account)| Some((*account)?.0)).collect();
        let members = member::Entity::find()
            .filter(member::Column::Partnership.eq(partnership.0))
            .filter(member::Column::Account.is_in(ids.clone()))
            .all(&s.db)
            .await?;
        let place = |account| {
            let mut members = members.iter();
            let side = members.find(|row| row.account == account)?.side?;
            sides.iter().position(|it| it.id.0 == side)
        };
        let accounts = accounts_of(&s.db, ids).await?;
        let named = accounts
            .into_iter()
            .map(|(id, row)| (AccountId(id), (row.name, place(id))));
        Ok(Authors(named.collect()))
    }

    /// What an account is called.
    pub fn name(&self, language: Language, account: AccountId) -> String {
        let name = self.0.get(&account).map_or("", |(name, _)| name);
        person(language, name)
    }

    /// The class with the accent of the side that an account stands for.
    pub fn side_class(&self, account: Option<AccountId>) -> &'static str {
        let place = account.and_then(|it| self.0.get(&it)?.1);
        match place {
            Some(0) => "side-a",
            Some(1) => "side-b",
            Some(_) => "side-c",
            None => "side-none",
        }
    }
}

/// Which account brought which replica.
pub(crate) async fn clients<C: ConnectionTrait>(
    db: &C,
    id: ProposalId,
) -> Result<HashMap<u64, AccountId>> {
    let rows = draft_client::Entity::find()
        .filter(draft_client::Column::Proposal.eq(id.0))
        .all(db)
        .await?;
    let owner = |row: draft_client::Model| (row.client as u64, AccountId(row.account));
    Ok(rows.into_iter().map(owner).collect())
}
