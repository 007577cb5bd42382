//! What waits for an account: the facts of all its proposals, in as many statements as for one, for the
//! rule of [`model::waiting`].

use crate::{
    Services, access,
    error::Result,
    partnerships,
    proposals::rows::{fields_in, state_of, to_section},
    store::{
        entities::{
            comment, member, proposal, round, round_member, section, sign_off, state_move, thread,
        },
        json,
    },
    texts, threads,
};
use model::{
    ids::{AccountId, OrganisationId, PartnershipId, ProposalId, Timestamp},
    language::Language,
    membership,
    partnership::Member,
    proposal::Section,
    role::Role,
    waiting::{self, Moved, ProposalNow, WaitingIn, WaitingList},
    workflow::State,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait, RelationDef,
};
use std::collections::HashMap;
use uuid::Uuid;

/// Everything that waits for the account. The page, its title and every mail about it count this list.
pub async fn list(s: &Services, account: AccountId) -> Result<WaitingList> {
    Ok(WaitingList {
        invitations: partnerships::invitations(s, account).await?,
        proposals: proposals(s, account).await?,
    })
}

/// A proposal before its text and what is said in it.
struct Found {
    row: proposal::Model,
    state: State,
    languages: Vec<Language>,
    sections: Vec<Section>,
}

/// The account in its partnerships, and whether it signs there.
type Memberships = HashMap<Uuid, (Member, bool)>;

async fn proposals(s: &Services, account: AccountId) -> Result<Vec<WaitingIn>> {
    let mine = memberships(&s.db, account).await?;
    let found = found(&s.db, mine.keys().copied().collect()).await?;
    if found.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<Uuid> = found.iter().map(|it| it.row.id).collect();
    let named = found.iter().map(|it| {
        let fields = fields_in(&it.sections, &it.languages);
        (ProposalId(it.row.id), fields)
    });
    let named: Vec<_> = named.collect();
    let mut counted = texts::counted(s, &named).await?;
    let mut talks = threads::open_talks(&s.db, &ids).await?;
    let mut signed = signed(&s.db, &ids).await?;
    let mut moved = moved(&s.db, &ids).await?;
    let mut rounds = rounds(&s.db, &ids).await?;
    let spoke = spoke(&s.db, account, &ids).await?;
    let mut waiting = Vec::new();
    for it in found {
        let (id, partnership) = (it.row.id, it.row.partnership);
        let text = counted.remove(&ProposalId(id)).unwrap_or_default();
        let round = rounds.remove(&id);
        let signed = signed.remove(&id).unwrap_or_default().into_iter();
        let now = ProposalNow {
            id: ProposalId(id),
            title: json::from(it.row.title)?,
            state: it.state,
            languages: it.languages,
            sections: it.sections,
            chars: text.chars,
            talks: talks.remove(&id).unwrap_or_default(),
            signed: signed
                .filter(|(_, hash)| *hash == text.hash)
                .map(|it| it.0)
                .collect(),
            moved: moved.remove(&id),
            last_day: round.as_ref().and_then(|it| it.row.last_day.clone()),
            review_opened: round.as_ref().map(|it| Timestamp(it.row.opened_at)),
            review_asks: round.map(|it| it.asks).unwrap_or_default(),
            spoke: spoke.get(&id).copied().map(Timestamp),
        };
        let Some((me, signs)) = mine.get(&partnership) else {
            continue;
        };
        let things = waiting::of(me, *signs, &now);
        if !things.is_empty() {
            waiting.push(WaitingIn {
                proposal: now.id,
                partnership: PartnershipId(partnership),
                title: now.title,
                things,
            });
        }
    }
    Ok(waiting)
}

/// Who signs for a side depends on all of its members.
async fn memberships<C: ConnectionTrait>(db: &C, account: AccountId) -> Result<Memberships> {
    let own = member::Entity::find()
        .select_only()
        .column(member::Column::Partnership)
        .filter(member::Column::Account.eq(account.0))
        .filter(access::is_active())
        .into_query();
    let rows = member::Entity::find()
        .filter(member::Column::Partnership.in_subquery(own))
        .filter(access::is_active())
        .all(db)
        .await?;
    let mut all: HashMap<Uuid, Vec<Member>> = HashMap::new();
    for row in rows {
        let partnership = row.partnership;
        all.entry(partnership).or_default().push(to_member(row)?);
    }
    let mine = all.into_iter().filter_map(|(partnership, members)| {
        let me = members.iter().find(|it| it.account == account)?.clone();
        let signs = membership::may_sign(&members, &me);
        Some((partnership, (me, signs)))
    });
    Ok(mine.collect())
}

/// A member without name and address, which no rule asks for.
fn to_member(row: member::Model) -> Result<Member> {
    Ok(Member {
        account: AccountId(row.account),
        name: String::new(),
        mail: String::new(),
        role: Role::from_code(&row.role).ok_or_else(|| access::unknown("role", &row.role))?,
        side: row.side.map(OrganisationId),
        languages: json::from(row.languages)?,
        may_sign: row.may_sign,
        pending: row.accepted_at.is_none(),
        mail_refused: false,
    })
}

/// The proposals of these partnerships, the one that was moved last first. In a final nothing waits.
async fn found<C: ConnectionTrait>(db: &C, partnerships: Vec<Uuid>) -> Result<Vec<Found>> {
    let rows = proposal::Entity::find()
        .filter(proposal::Column::Partnership.is_in(partnerships))
        .filter(proposal::Column::State.ne(State::Final.code()))
        .order_by_desc(proposal::Column::ChangedAt)
        .order_by_desc(proposal::Column::Id)
        .all(db)
        .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let sections = section::Entity::find()
        .filter(section::Column::Proposal.is_in(ids))
        .filter(section::Column::IsOff.eq(false))
        .order_by_asc(section::Column::Position)
        .all(db)
        .await?;
    let mut of: HashMap<Uuid, Vec<Section>> = HashMap::new();
    for row in sections {
        of.entry(row.proposal).or_default().push(to_section(row)?);
    }
    let to_found = |row: proposal::Model| {
        Ok(Found {
            state: state_of(&row.state)?,
            languages: json::from(row.languages.clone())?,
            sections: of.remove(&row.id).unwrap_or_default(),
            row,
        })
    };
    rows.into_iter().map(to_found).collect()
}

/// The sides that have signed, each with the fingerprint of the text that it signed.
async fn signed<C: ConnectionTrait>(
    db: &C,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, Vec<(OrganisationId, String)>>> {
    let rows: Vec<(Uuid, Uuid, String)> = sign_off::Entity::find()
        .select_only()
        .column(sign_off::Column::Proposal)
        .column(sign_off::Column::Side)
        .column(sign_off::Column::Hash)
        .filter(sign_off::Column::Proposal.is_in(ids.to_vec()))
        .filter(sign_off::Column::WithdrawnAt.is_null())
        .filter(sign_off::Column::FinalAt.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let mut signed: HashMap<Uuid, Vec<(OrganisationId, String)>> = HashMap::new();
    for (proposal, side, hash) in rows {
        let sides = signed.entry(proposal).or_default();
        sides.push((OrganisationId(side), hash));
    }
    Ok(signed)
}

/// The newest move of each proposal.
async fn moved<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, Moved>> {
    let rows: Vec<(Uuid, String, String, Uuid)> = state_move::Entity::find()
        .select_only()
        .column(state_move::Column::Proposal)
        .column(state_move::Column::FromState)
        .column(state_move::Column::ToState)
        .column(state_move::Column::Account)
        .filter(state_move::Column::Proposal.is_in(ids.to_vec()))
        .order_by_asc(state_move::Column::At)
        .order_by_asc(state_move::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let newest = |(proposal, from, to, account): (Uuid, String, String, Uuid)| {
        let moved = Moved {
            from: state_of(&from)?,
            to: state_of(&to)?,
            account: AccountId(account),
        };
        Ok((proposal, moved))
    };
    rows.into_iter().map(newest).collect()
}

/// A review that is open.
struct OpenRound {
    row: round::Model,
    /// Who is invited; nobody named is everybody.
    asks: Vec<AccountId>,
}

/// The newest review of each proposal, where it is open.
async fn rounds<C: ConnectionTrait>(db: &C, ids: &[Uuid]) -> Result<HashMap<Uuid, OpenRound>> {
    let invited: RelationDef = round::Entity::belongs_to(round_member::Entity)
        .from(round::Column::Id)
        .to(round_member::Column::Round)
        .into();
    let rows = round::Entity::find()
        .join(JoinType::LeftJoin, invited)
        .select_also(round_member::Entity)
        .filter(round::Column::Proposal.is_in(ids.to_vec()))
        .filter(round::Column::ClosedAt.is_null())
        .order_by_asc(round::Column::Number)
        .all(db)
        .await?;
    let mut open: HashMap<Uuid, OpenRound> = HashMap::new();
    for (row, invited) in rows {
        let invited = invited.map(|it| AccountId(it.account));
        match open.get_mut(&row.proposal) {
            Some(newest) if newest.row.id == row.id => newest.asks.extend(invited),
            _ => {
                let asks = invited.into_iter().collect();
                open.insert(row.proposal, OpenRound { row, asks });
            }
        }
    }
    Ok(open)
}

/// When the account last said something in each proposal.
async fn spoke<C: ConnectionTrait>(
    db: &C,
    account: AccountId,
    ids: &[Uuid],
) -> Result<HashMap<Uuid, i64>> {
    let thread: RelationDef = comment::Entity::belongs_to(thread::Entity)
        .from(comment::Column::Thread)
        .to(thread::Column::Id)
        .into();
    let rows: Vec<(Uuid, i64)> = comment::Entity::find()
        .select_only()
        .column(thread::Column::Proposal)
        .column_as(comment::Column::At.max(), "spoke")
        .join(JoinType::InnerJoin, thread)
        .filter(comment::Column::Account.eq(account.0))
        .filter(thread::Column::Proposal.is_in(ids.to_vec()))
        .group_by(thread::Column::Proposal)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
