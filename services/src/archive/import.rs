//! Makes a partnership of an archive in another database: with the ids it had, so that it is the same
//! one, and with this database's own accounts for those who have one by their address.

use super::{
    ArchiveFault,
    manifest::Manifest,
    moment::{counted_out, kept},
    open::{Verified, checked},
    scope,
    scratch::Scratch,
};
use crate::{
    access,
    clock::SystemClock,
    database::{
        DatabaseAddress, claim_existing,
        tables::{self, ColumnKind, Table},
    },
    error::{Error, Result},
    input,
    journal::{self, Scope},
    mail,
    proposals::rows::{fields_of, proposal_of},
    search,
    store::{
        Store, Writing,
        entities::{account, member, organisation, partnership},
    },
    texts,
};
use model::{
    document::plain,
    ids::{PartnershipId, Timestamp},
    journal::Act,
    limits,
    role::Role,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, Value};
use std::{
    collections::{HashMap, HashSet},
    path::Path,
    sync::Arc,
};
use uuid::Uuid;

/// What was brought in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    pub partnership: PartnershipId,
    pub rows: u64,
    /// Whose address has an account here already.
    pub known: usize,
    /// Who has a new account, and of these, who has no address and cannot sign in.
    pub new: usize,
    pub nameless: usize,
    pub verified: Verified,
}

/// Brings an archive into the database of this address, also while a server works with it.
pub async fn import(path: &Path, address: &DatabaseAddress) -> Result<Imported, ArchiveFault> {
    claim_existing(address)?;
    let store = Store::open_existing(address.url(), Arc::new(SystemClock)).await?;
    let outcome = import_into(&store, path).await;
    store.close().await;
    outcome
}

/// As [`import`], into an open database: all of it or nothing.
pub(crate) async fn import_into(store: &Store, path: &Path) -> Result<Imported, ArchiveFault> {
    let (verified, opened, scratch) = checked(path, store.now()).await?;
    let manifest = &opened.manifest;
    let id = manifest.partnership;
    check_admin(&scratch).await?;
    let txn = store.begin().await?;
    let there = partnership::Entity::find_by_id(id.0).one(&txn).await;
    if there.map_err(Error::from)?.is_some() {
        return Err(ArchiveFault::There(id.to_string()));
    }
    let people = People::of(store, &scratch, &txn).await?;
    let rows = people.copy(store, &scratch, &txn).await?;
    access::lock_partnership(&txn, id).await?;
    let act = Act::Imported {
        from: place(&manifest.from),
        made_at: Timestamp(manifest.made_at),
    };
    journal::append(store, &txn, Scope::Partnership(id), None, &act).await?;
    check_texts(&txn, manifest).await?;
    txn.commit().await?;
    Ok(Imported {
        partnership: id,
        rows,
        known: people.known,
        new: people.accounts.len() - people.known,
        nameless: people.nameless,
        verified,
    })
}

/// The address at which an archive was made, as far as it can be shown.
fn place(from: &str) -> String {
    let plain = |c: &char| c.is_ascii_graphic();
    from.chars()
        .filter(plain)
        .take(limits::MAIL_CHARS)
        .collect()
}

async fn check_admin(scratch: &Scratch) -> Result<(), ArchiveFault> {
    let admins = member::Entity::find()
        .filter(member::Column::Role.eq(Role::Admin.code()))
        .filter(access::is_active())
        .all(&scratch.db)
        .await
        .map_err(Error::from)?;
    let admins = account::Entity::find()
        .filter(account::Column::Id.is_in(admins.iter().map(|it| it.account)))
        .all(&scratch.db)
        .await
        .map_err(Error::from)?;
    match admins.iter().any(|it| address_of(it).is_some()) {
        true => Ok(()),
        false => Err(ArchiveFault::NoAdmin),
    }
}

/// Every text says here what its manifest says, and can be found.
async fn check_texts(txn: &Writing, manifest: &Manifest) -> Result<()> {
    for mark in &manifest.proposals {
        let proposal = proposal_of(txn, mark.id).await?;
        let text = texts::read(txn, mark.id, fields_of(&proposal)).await?;
        if text.view.hash != mark.sha256 {
            return Err(Error::internal("a text came in as another one"));
        }
        for (name, field) in &text.fields {
            let plain = input::storable(&plain::of_field(field));
            search::field(txn, mark.id, name, &plain, None).await?;
        }
    }
    Ok(())
}

/// Under which ids people and organisations of the archive are here.
struct People {
    /// Every account of the archive: its id here.
    accounts: HashMap<Uuid, Uuid>,
    /// Those of them that were here.
    here: HashSet<Uuid>,
    /// Organisations whose id is taken.
    organisations: HashMap<Uuid, Uuid>,
    known: usize,
    nameless: usize,
}

impl People {
    /// A person is recognised by the address alone. An id that somebody else has here is not given twice.
    async fn of(store: &Store, scratch: &Scratch, txn: &Writing) -> Result<People> {
        let mut people = People {
            accounts: HashMap::new(),
            here: Default::default(),
            organisations: HashMap::new(),
            known: 0,
            nameless: 0,
        };
        for row in account::Entity::find().all(&scratch.db).await? {
            let address = address_of(&row);
            let same = match &address {
                Some(address) => {
                    account::Entity::find()
                        .filter(account::Column::Mail.eq(address))
                        .one(txn)
                        .await?
                }
                None => None,
            };
            let is_taken = account::Entity::find_by_id(row.id)
                .one(txn)
                .await?
                .is_some();
            people.known += usize::from(same.is_some());
            people.nameless += usize::from(address.is_none());
            let here = match same {
                Some(same) => {
                    people.here.insert(row.id);
                    same.id
                }
                None if is_taken => store.fresh_id(),
                None => row.id,
            };
            people.accounts.insert(row.id, here);
        }
        for row in organisation::Entity::find().all(&scratch.db).await? {
            if organisation::Entity::find_by_id(row.id)
                .one(txn)
                .await?
                .is_some()
            {
                people.organisations.insert(row.id, store.fresh_id());
            }
        }
        Ok(people)
    }

    fn id(&self, id: Uuid) -> Uuid {
        let known = self
            .accounts
            .get(&id)
            .or_else(|| self.organisations.get(&id));
        known.copied().unwrap_or(id)
    }

    /// Writes every row; how many.
    async fn copy(&self, store: &Store, scratch: &Scratch, txn: &Writing) -> Result<u64> {
        let moved: Vec<(String, String)> = self
            .accounts
            .iter()
            .chain(&self.organisations)
            .filter(|(from, to)| from != to)
            .map(|(from, to)| (from.to_string(), to.to_string()))
            .collect();
        let mut rows = 0;
        for table in tables::all().await? {
            if !scope::has(&table.name) {
                continue;
            }
            let written = counted_out(&table);
            let write = async |values: Vec<Value>| {
                if self.is_here(&table, &values) {
                    return Ok(());
                }
                let mut values = kept(&table, values);
                for ((_, kind), value) in written.columns.iter().zip(&mut values) {
                    self.translate(*kind, value, &moved);
                }
                if table.name == "account" {
                    as_new(&written, &mut values, store.now());
                }
                rows += 1;
                written.put(txn, values).await
            };
            table.read(&scratch.db, write).await?;
        }
        Ok(rows)
    }

    /// Whether the row is an account that this database has.
    fn is_here(&self, table: &Table, values: &[Value]) -> bool {
        let id = match values.first() {
            Some(Value::Uuid(Some(id))) if table.name == "account" => id,
            _ => return false,
        };
        self.here.contains(id)
    }

    fn translate(&self, kind: ColumnKind, value: &mut Value, moved: &[(String, String)]) {
        match (kind, value) {
            (ColumnKind::Uuid, Value::Uuid(Some(id))) => *id = self.id(*id),
            (ColumnKind::Json, Value::String(Some(text))) => {
                for (from, to) in moved {
                    *text = text.replace(from, to);
                }
            }
            _ => {}
        }
    }
}

fn address_of(row: &account::Model) -> Option<String> {
    mail::address(&row.mail).ok().filter(|it| *it == row.mail)
}

/// A new account may create nothing, has never signed in and begins now. One without an address has the
/// own id there, which is none.
fn as_new(table: &Table, values: &mut [Value], now: Timestamp) {
    let columns = table.columns.iter().map(|(name, _)| name.as_str());
    let mut id = Uuid::nil();
    for (column, value) in columns.zip(values) {
        match (column, &value) {
            ("id", Value::Uuid(Some(it))) => id = *it,
            ("mail", Value::String(Some(text))) if mail::address(text).as_ref() != Ok(text) => {
                *value = id.to_string().into();
            }
            ("may_create", _) => *value = false.into(),
            ("created_at", _) => *value = now.0.into(),
            ("signed_in_at", _) => *value = Value::BigInt(None),
            _ => {}
        }
    }
}
