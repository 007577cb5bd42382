//! Who may do what and where each proposal stands: read from the tables, or from the journal alone.

use crate::{
    store::entities::{journal, member, proposal, round, sign_off, version},
    tests::World,
};
use model::{journal::Act, journal::Person, role::Role, workflow::State};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Invited and not a member yet; whether a former member.
    Pending {
        former: bool,
    },
    Active,
    Former,
}

/// A row of the members, as far as it means something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub status: Status,
    pub role: Role,
    pub side: Option<Uuid>,
    pub may_sign: bool,
    pub languages: Value,
}

impl Standing {
    fn former() -> Standing {
        Standing {
            status: Status::Former,
            role: Role::Reader,
            side: None,
            may_sign: false,
            languages: json!([]),
        }
    }

    pub fn is_admin(&self) -> bool {
        self.status == Status::Active && self.role == Role::Admin
    }
}

/// Where a proposal stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    pub state: String,
    /// The number of the published version.
    pub published: Option<u32>,
    /// Whether a final needs a decision on every comment.
    pub every_comment: bool,
    /// The newest review: its number, last day and summary, and whether it is open.
    pub review: Option<(u32, Option<String>, String, bool)>,
    /// The sign-offs that count: by side, the signer and the number of the version.
    pub signed: BTreeMap<Uuid, (Uuid, u32)>,
}

/// Everything that acts change.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub members: BTreeMap<Uuid, Standing>,
    pub ways: BTreeMap<Uuid, Way>,
}

impl Known {
    /// What the tables say.
    pub async fn read(world: &World) -> Known {
        let db = &world.s.db;
        let mut known = Known::default();
        for row in member::Entity::find().all(db).await.unwrap() {
            known.members.insert(row.account, standing(row));
        }
        let numbers: BTreeMap<Uuid, u32> = version::Entity::find()
            .all(db)
            .await
            .unwrap()
            .into_iter()
            .map(|row| (row.id, row.number as u32))
            .collect();
        for row in proposal::Entity::find().all(db).await.unwrap() {
            let way = Way {
                state: row.state,
                published: row.published_version.map(|id| numbers[&id]),
                every_comment: row.every_comment,
                review: None,
                signed: BTreeMap::new(),
            };
            known.ways.insert(row.id, way);
        }
        let rounds = round::Entity::find().order_by_asc(round::Column::Number);
        for row in rounds.all(db).await.unwrap() {
            let way = known.ways.get_mut(&row.proposal).unwrap();
            let is_open = row.closed_at.is_none();
            way.review = Some((row.number as u32, row.last_day, row.summary, is_open));
        }
        let live = sign_off::Entity::find()
            .filter(sign_off::Column::WithdrawnAt.is_null())
            .filter(sign_off::Column::FinalAt.is_null());
        for row in live.all(db).await.unwrap() {
            let way = known.ways.get_mut(&row.proposal).unwrap();
            let twice = way
                .signed
                .insert(row.side, (row.account, numbers[&row.version]));
            assert_eq!(twice, None, "a side has signed twice");
        }
        known
    }

    /// What the line of the journal makes of it. Answers whether it changes anything.
    pub fn replay(&mut self, line: &journal::Model) -> bool {
        let before = self.clone();
        let by = line.account;
        let act = json!({ "kind": line.kind, "data": line.data["act"] });
        let act: Act = serde_json::from_value(act).unwrap();
        self.of_members(&act);
        if line.scope != line.partnership {
            self.of_proposal(line.scope, by, &act);
        }
        // What threads hold is looked at by itself (`talks`).
        *self != before || act.thread().is_some()
    }

    fn of_members(&mut self, act: &Act) {
        match act {
            Act::MemberInvited {
                member,
                role,
                side,
                languages,
            } => {
                let former = self.members.contains_key(&member.account.0);
                let standing = Standing {
                    status: Status::Pending { former },
                    role: *role,
                    side: side.as_ref().map(|it| it.organisation.0),
                    may_sign: false,
                    languages: serde_json::to_value(languages).unwrap(),
                };
                self.members.insert(member.account.0, standing);
            }
            Act::MemberAccepted { member } => self.member(member).status = Status::Active,
            Act::MemberDeclined { member } | Act::InvitationWithdrawn { member } => {
                match self.member(member).status {
                    Status::Pending { former: false } => {
                        self.members.remove(&member.account.0);
                    }
                    _ => *self.member(member) = Standing::former(),
                }
            }
            Act::RoleChanged { member, to, .. } => self.member(member).role = *to,
            Act::SideChanged { member, to, .. } => {
                self.member(member).side = to.as_ref().map(|it| it.organisation.0);
            }
            Act::LanguagesChanged { member, to, .. } => {
                self.member(member).languages = serde_json::to_value(to).unwrap();
            }
            Act::SignerChanged { member, may_sign } => self.member(member).may_sign = *may_sign,
            Act::MemberRemoved { member } | Act::MemberLeft { member } => {
                *self.member(member) = Standing::former();
            }
            _ => {}
        }
    }

    fn of_proposal(&mut self, id: Uuid, by: Option<Uuid>, act: &Act) {
        let way = self.ways.entry(id).or_default();
        match act {
            Act::ProposalCreated { .. } => way.state = "draft".to_owned(),
            Act::Moved { to, .. } | Act::Unlocked { to, .. } => {
                way.state = to.code().to_owned();
                let number = way.review.as_ref().map_or(0, |it| it.0);
                if let Some(review) = &mut way.review {
                    review.3 = false;
                }
                if *to == State::InReview {
                    way.review = Some((number + 1, None, String::new(), true));
                }
                if way.state == "final" {
                    way.signed.clear();
                }
            }
            Act::SignedOff {
                side,
                version_number,
                ..
            } => {
                way.signed
                    .insert(side.organisation.0, (by.unwrap(), *version_number));
            }
            Act::SignOffWithdrawn { signer, side, .. } => {
                let ended = way.signed.remove(&side.organisation.0);
                assert_eq!(ended.unwrap().0, signer.account.0, "another one's sign-off");
            }
            Act::Published { version_number, .. } => way.published = Some(*version_number),
            Act::Unpublished { .. } => way.published = None,
            Act::ReviewChanged {
                number, last_day, ..
            } => {
                let summary = way.review.take().map(|it| it.2).unwrap_or_default();
                way.review = Some((*number, last_day.clone(), summary, true));
            }
            Act::ReviewClosed { number, summary } => {
                let day = way.review.take().and_then(|it| it.1);
                way.review = Some((*number, day, summary.clone(), false));
            }
            Act::ReviewSummedUp { number, summary } => {
                let before = way.review.take().unwrap();
                way.review = Some((*number, before.1, summary.clone(), before.3));
            }
            Act::FinalRuleChanged { every_comment } => way.every_comment = *every_comment,
            _ => {}
        }
    }

    fn member(&mut self, person: &Person) -> &mut Standing {
        let found = self.members.get_mut(&person.account.0);
        found.expect("an act about somebody who is not there")
    }

    /// The members who have agreed, of this side.
    pub fn of_side(&self, side: Uuid) -> impl Iterator<Item = (&Uuid, &Standing)> {
        let all = self.members.iter();
        all.filter(move |(_, it)| it.side == Some(side) && it.status == Status::Active)
    }

    pub fn has_admin(&self, side: Uuid) -> bool {
        self.of_side(side).any(|(_, it)| it.is_admin())
    }

    /// Whether somebody signs for the side: whom it names, or its admins where it names nobody.
    pub fn signs(&self, account: Uuid, side: Uuid) -> bool {
        let named: Vec<_> = self.of_side(side).filter(|(_, it)| it.may_sign).collect();
        match named.is_empty() {
            true => self
                .of_side(side)
                .any(|(id, it)| *id == account && it.is_admin()),
            false => named.iter().any(|(id, _)| **id == account),
        }
    }

    pub fn sides(&self) -> BTreeSet<Uuid> {
        self.members.values().filter_map(|it| it.side).collect()
    }
}

fn standing(row: member::Model) -> Standing {
    let status = match (row.accepted_at, row.removed_at) {
        (Some(_), None) => Status::Active,
        (Some(_), Some(_)) => return Standing::former(),
        (None, removed) => Status::Pending {
            former: removed.is_some(),
        },
    };
    Standing {
        status,
        role: Role::from_code(&row.role).unwrap(),
        side: row.side,
        may_sign: row.may_sign,
        languages: row.languages,
    }
}

/// Every line of the journal, each list in its order.
pub async fn lines(world: &World) -> Vec<journal::Model> {
    journal::Entity::find()
        .order_by_asc(journal::Column::Scope)
        .order_by_asc(journal::Column::Seq)
        .all(&world.s.db)
        .await
        .unwrap()
}
