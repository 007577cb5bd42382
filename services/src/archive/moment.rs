//! Everything of one moment: the rows, then the present texts, all read in one transaction; then the
//! versions, which never change.

use super::{
    collect::Order,
    manifest::{self, FinalMark, Manifest, ProposalMark},
    pack::Packer,
    people, rows, scope,
};
use crate::{
    Services, access,
    access::Rights,
    database::tables,
    error::Result,
    export::{self, Around, Format, Which},
    journal,
    partnerships::{facts_of, members_seen_by},
    proposals::{
        Shown,
        rows::{fields_of, proposal_of},
    },
    store::{entities::proposal, migrations::Migrations},
    texts, threads, versions,
};
use model::{
    ids::{AccountId, ProposalId},
    language::Language,
    limits::ARCHIVE_PIECE_BYTES,
    partnership::{Member, Partnership},
    proposal::{Proposal, VersionRow},
    workflow::State,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, StreamTrait,
    Value,
};
use sea_orm_migration::MigratorTrait;
use std::{collections::HashSet, sync::Arc};
use uuid::Uuid;

/// A proposal of the archive.
struct Part {
    mark: ProposalMark,
    rights: Rights,
    languages: Vec<Language>,
    versions: Vec<VersionRow>,
}

/// What was written of one moment.
struct Written {
    facts: Partnership,
    members: Vec<Member>,
    parts: Vec<Part>,
}

/// Writes all files.
pub(super) async fn write(s: &Services, order: &Order, mut packer: Packer) -> Result<()> {
    let written = match s.moment().await? {
        Some(txn) => {
            let written = write_now(s, &txn, order, &mut packer).await?;
            txn.rollback().await?;
            written
        }
        None => write_now(s, &s.raw, order, &mut packer).await?,
    };
    let log = journal::table(s, order.account, order.partnership, order.language).await?;
    packer.file("log.csv".to_owned(), log.bytes).await?;
    let Written {
        facts,
        members,
        parts,
    } = written;
    let marks: Vec<_> = parts.iter().map(|part| part.mark.clone()).collect();
    let people = people::partnership(&facts, &members, &marks)?;
    packer.file("partnership.json".to_owned(), people).await?;
    for part in &parts {
        write_versions(s, part, &mut packer).await?;
    }
    let manifest = Manifest {
        format: manifest::FORMAT.to_owned(),
        version: manifest::VERSION,
        talka: env!("CARGO_PKG_VERSION").to_owned(),
        schema: newest_migration(),
        from: s.config.base_url.clone(),
        made_at: s.now().0,
        partnership: order.partnership,
        proposals: marks,
        files: packer.files(),
    };
    let manifest = serde_json::to_vec_pretty(&manifest)?;
    packer.finish(manifest::PATH, manifest).await
}

/// Rows and present texts of one moment.
async fn write_now<C: ConnectionTrait + StreamTrait>(
    s: &Services,
    txn: &C,
    order: &Order,
    packer: &mut Packer,
) -> Result<Written> {
    let members = members_seen_by(txn, order.partnership, &me(s, order).await?).await?;
    let facts = facts_of(txn, order.partnership).await?;
    for language in Language::ALL {
        let path = format!("README.{}.txt", language.code());
        packer.file(path, people::readme(language, &facts)).await?;
    }
    write_rows(txn, order, &members, packer).await?;
    let mut parts = Vec::new();
    for (at, id) in ids_of(txn, order).await?.into_iter().enumerate() {
        let folder = format!("proposals/{}", at + 1);
        parts.push(write_present(s, txn, order, (id, folder), &facts, packer).await?);
    }
    Ok(Written {
        facts,
        members,
        parts,
    })
}

async fn me(s: &Services, order: &Order) -> Result<Member> {
    access::member(s, order.account, order.partnership).await
}

/// The name of the schema that the rows have.
pub(super) fn newest_migration() -> String {
    let newest = Migrations::migrations().pop();
    newest.map(|it| it.name().to_owned()).unwrap_or_default()
}

async fn ids_of<C: ConnectionTrait>(txn: &C, order: &Order) -> Result<Vec<ProposalId>> {
    if let super::Wanted::Proposal(id) = order.wanted {
        return Ok(vec![id]);
    }
    let ids: Vec<Uuid> = proposal::Entity::find()
        .select_only()
        .column(proposal::Column::Id)
        .filter(proposal::Column::Partnership.eq(order.partnership.0))
        .order_by_asc(proposal::Column::Id)
        .into_tuple()
        .all(txn)
        .await?;
    Ok(ids.into_iter().map(ProposalId).collect())
}

/// The rows of every table, a file each.
async fn write_rows<C: ConnectionTrait + StreamTrait>(
    txn: &C,
    order: &Order,
    members: &[Member],
    packer: &mut Packer,
) -> Result<()> {
    let addresses: HashSet<AccountId> = members
        .iter()
        .filter(|it| !it.mail.is_empty())
        .map(|it| it.account)
        .collect();
    for table in tables::all().await? {
        let Some((condition, value)) = scope::of(&table.name, order.wanted) else {
            continue;
        };
        packer.begin(format!("data/{}.jsonl", table.name)).await?;
        let written = counted_out(&table);
        let mut lines = String::new();
        let row = async |mut values: Vec<Value>| {
            if table.name == "account" {
                people::without_what_is_own(&table, &mut values, &addresses);
            }
            let values = kept(&table, values);
            lines += &rows::line(&written, values)?;
            if lines.len() >= ARCHIVE_PIECE_BYTES {
                packer.add(std::mem::take(&mut lines).into_bytes()).await?;
            }
            Ok(())
        };
        table.read_where(txn, &condition, value, row).await?;
        packer.add(lines.into_bytes()).await?;
    }
    Ok(())
}

/// The table without what counts in this database only.
pub(super) fn counted_out(table: &tables::Table) -> tables::Table {
    let mut table = table.clone();
    let name = table.name.clone();
    table
        .columns
        .retain(|(column, _)| !scope::is_counted(&name, column));
    table
}

/// A row of it without what counts in this database only.
pub(super) fn kept(table: &tables::Table, values: Vec<Value>) -> Vec<Value> {
    let named = table.columns.iter().zip(values);
    let kept = named.filter(|((column, _), _)| !scope::is_counted(&table.name, column));
    // A number of a row that no longer is.
    kept.map(
        |((column, _), value)| match (table.name.as_str(), column.as_str()) {
            ("draft_snapshot", "covers") => 0_i64.into(),
            _ => value,
        },
    )
    .collect()
}

/// The present text with everything around it.
async fn write_present<C: ConnectionTrait>(
    s: &Services,
    txn: &C,
    order: &Order,
    (id, folder): (ProposalId, String),
    facts: &Partnership,
    packer: &mut Packer,
) -> Result<Part> {
    let rights = access::rights_within(txn, Some(order.account), id).await?;
    let proposal = proposal_of(txn, id).await?;
    let text = Box::pin(texts::within(s, txn, id, fields_of(&proposal))).await?;
    let versions = versions::list(txn, id).await?;
    let around = Around {
        at: s.now(),
        sign_offs: versions::sign_offs(s, id, &text.view).await?,
        facts: Some(facts.clone()),
        threads: Some((
            threads::all(txn, id).await?,
            threads::ledger_of(txn, id).await?,
        )),
        verify: None,
    };
    let shown = Arc::new(present(&proposal, facts, &text));
    let (whole, from) = (text.clone(), shown.clone());
    let json = move || serde_json::to_vec_pretty(&export::whole(&from, &whole, &around, None).1);
    let json = s.workers.run(json).await??;
    packer.file(format!("{folder}/proposal.json"), json).await?;
    packer
        .file(format!("{folder}/text.yjs"), text.whole.clone())
        .await?;
    for language in &proposal.languages {
        for format in Format::ALL {
            let bytes = export::written(s, &rights, &shown, &text, (*language, format)).await?;
            let path = format!("{folder}/text.{}.{}", language.code(), format.ending());
            packer.file(path, bytes).await?;
        }
    }
    let finals = versions.iter().filter(|it| it.state == State::Final);
    let finals = finals.map(|it| FinalMark {
        number: it.number,
        sha256: it.hash.clone(),
    });
    let title = proposal.title.best(order.language).to_owned();
    Ok(Part {
        mark: ProposalMark {
            id,
            folder,
            title,
            sha256: text.view.hash.clone(),
            finals: finals.collect(),
        },
        rights,
        languages: proposal.languages,
        versions,
    })
}

fn present(proposal: &Proposal, facts: &Partnership, text: &texts::Text) -> Shown {
    Shown {
        proposal: proposal.clone(),
        partnership: facts.title.clone(),
        organisations: facts.organisations.clone(),
        view: text.view.clone(),
        version: None,
    }
}

/// The versions that somebody made: each as a page in every language, finals in every format. Of those
/// that the server kept by itself there are the rows.
async fn write_versions(s: &Services, part: &Part, packer: &mut Packer) -> Result<()> {
    for version in part.versions.iter().rev().filter(|it| !it.automatic) {
        let which = Which::Version(version.number);
        let shown = export::shown_as(s, &part.rights, part.mark.id, which).await?;
        let (shown, text) = shown.decoded(s).await?;
        let shown = Arc::new(shown);
        let formats = match version.state {
            State::Final => &Format::ALL[..],
            _ => &[Format::Html][..],
        };
        for language in &part.languages {
            for format in formats {
                let one = (*language, *format);
                let bytes = export::written(s, &part.rights, &shown, &text, one).await?;
                let path = format!(
                    "{}/versions/{}.{}.{}",
                    part.mark.folder,
                    version.number,
                    language.code(),
                    format.ending()
                );
                packer.file(path, bytes).await?;
            }
        }
    }
    Ok(())
}
