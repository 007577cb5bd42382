//! Whether the rows of an archive say what its manifest says, and nothing that Talka would not have
//! written: everything that is read later is read here once.

use super::{
    ArchiveFault,
    manifest::{FinalMark, Manifest, ProposalMark},
};
use crate::{
    database::{check::check as check_database, tables},
    error::{Error, Result},
    journal,
    partnerships::{facts_of, members_of},
    proposals::rows::{fields_of, proposal_of},
    store::entities::{partnership, proposal, version, version_field},
    texts, threads,
    versions::{self, prints},
};
use model::{
    ids::{PartnershipId, ProposalId, Timestamp, VersionId},
    limits::ARCHIVE_FINDINGS,
    proposal::FieldName,
    workflow::State,
};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use uuid::Uuid;

/// Questions of which each answer is something that Talka never writes, and what it is.
const IMPOSSIBLE: [(&str, &str); 6] = [
    (
        "SELECT CAST(seq AS text) AS it FROM journal WHERE partnership NOT IN (SELECT id FROM partnership) \
         OR (scope <> partnership AND scope NOT IN (SELECT id FROM proposal))",
        "a line of the journal is of another partnership",
    ),
    (
        "SELECT CAST(number AS text) AS it FROM proposal, version WHERE version.id IN \
         (proposal.final_version, proposal.published_version) \
         AND (version.proposal <> proposal.id OR version.state <> 'final')",
        "a proposal has a final that is none",
    ),
    (
        "SELECT CAST(state AS text) AS it FROM proposal WHERE \
         (final_version IS NOT NULL AND final_version NOT IN (SELECT id FROM version)) OR \
         (published_version IS NOT NULL AND published_version NOT IN (SELECT id FROM version)) OR \
         (state = 'final' AND final_version IS NULL)",
        "a proposal has a final that is not there",
    ),
    (
        "SELECT CAST(number AS text) AS it FROM sign_off, version WHERE sign_off.version = version.id \
         AND (sign_off.hash <> version.hash OR sign_off.proposal <> version.proposal)",
        "a sign-off is of another text than its version",
    ),
    (
        "SELECT CAST(severity AS text) AS it FROM thread, anchor WHERE thread.anchor = anchor.id \
         AND thread.proposal <> anchor.proposal",
        "a comment stands in another proposal",
    ),
    (
        "SELECT CAST(number AS text) AS it FROM version WHERE state = 'final' AND NOT EXISTS \
         (SELECT 1 FROM sign_off WHERE sign_off.version = version.id AND final_at IS NOT NULL)",
        "a final was signed off by nobody",
    ),
];

/// Looks at everything; how many versions there are.
pub(super) async fn check(
    db: &DatabaseConnection,
    manifest: &Manifest,
    now: Timestamp,
) -> Result<usize, ArchiveFault> {
    let report = check_database(db).await?;
    let mut findings = report.findings;
    if findings.is_empty() {
        let outcome = rows(db, manifest, now, &mut findings).await;
        if let Err(cause) = outcome {
            findings.push(format!("a row cannot be read: {cause}"));
        }
    }
    findings.truncate(ARCHIVE_FINDINGS);
    match findings.is_empty() {
        true => Ok(report.versions),
        false => Err(ArchiveFault::Damaged(findings)),
    }
}

async fn rows(
    db: &DatabaseConnection,
    manifest: &Manifest,
    now: Timestamp,
    findings: &mut Vec<String>,
) -> Result<()> {
    let there: Vec<Uuid> = ids(partnership::Entity::find(), partnership::Column::Id, db).await?;
    if there != [manifest.partnership.0] {
        findings.push("it holds another partnership than its manifest says".to_owned());
        return Ok(());
    }
    for (question, what) in IMPOSSIBLE {
        let found = tables::words(db, question, "it").await?;
        findings.extend(found.first().map(|it| format!("{what} ({it})")));
    }
    check_times(db, now, findings).await?;
    let id = PartnershipId(manifest.partnership.0);
    facts_of(db, id).await?;
    members_of(db, id).await?;
    journal::read_all(db, id).await?;
    let proposals: Vec<Uuid> = ids(proposal::Entity::find(), proposal::Column::Id, db).await?;
    let mut said: Vec<Uuid> = manifest.proposals.iter().map(|it| it.id.0).collect();
    said.sort();
    if proposals != said {
        findings.push("it holds other proposals than its manifest says".to_owned());
        return Ok(());
    }
    for mark in &manifest.proposals {
        check_proposal(db, mark, findings).await?;
    }
    Ok(())
}

async fn ids<E: EntityTrait>(
    all: sea_orm::Select<E>,
    id: E::Column,
    db: &DatabaseConnection,
) -> Result<Vec<Uuid>> {
    let all = all.select_only().column(id).order_by_asc(id);
    Ok(all.into_tuple().all(db).await?)
}

/// Nothing happened later than now: what is imported is told from what was made here by its time.
async fn check_times(
    db: &DatabaseConnection,
    now: Timestamp,
    findings: &mut Vec<String>,
) -> Result<()> {
    for (table, column) in [
        ("version", "at"),
        ("journal", "at"),
        ("sign_off", "at"),
        ("comment", "at"),
        ("decision", "at"),
    ] {
        let later = format!(
            "SELECT CAST({column} AS text) AS it FROM {table} WHERE {column} > {}",
            now.0
        );
        if !tables::words(db, &later, "it").await?.is_empty() {
            findings.push(format!("data/{table}.jsonl: a row is from the future"));
        }
    }
    Ok(())
}

async fn check_proposal(
    db: &DatabaseConnection,
    mark: &ProposalMark,
    findings: &mut Vec<String>,
) -> Result<()> {
    let id = mark.id;
    let proposal = proposal_of(db, id).await?;
    let text = texts::read(db, id, fields_of(&proposal)).await?;
    if text.view.hash != mark.sha256 {
        findings.push(format!(
            "the text of {} does not have the fingerprint that the manifest says",
            mark.folder
        ));
    }
    threads::all(db, id).await?;
    threads::ledger_of(db, id).await?;
    let versions = versions::list(db, id).await?;
    let finals = versions.iter().filter(|it| it.state == State::Final);
    let finals: Vec<_> = finals
        .map(|it| FinalMark {
            number: it.number,
            sha256: it.hash.clone(),
        })
        .collect();
    if finals != mark.finals {
        findings.push(format!(
            "the finals of {} are others than the manifest says",
            mark.folder
        ));
    }
    for version in versions {
        versions::of_final(db, version.id).await?;
        if !is_as_kept(db, id, version.id).await? {
            findings.push(format!(
                "version {} of {}: what is kept of it is not its document's text",
                version.number, mark.folder
            ));
        }
    }
    Ok(())
}

/// Whether the HTML that pages show of a version is that of its document: nobody else's HTML is ever
/// shown.
async fn is_as_kept(db: &DatabaseConnection, id: ProposalId, version: VersionId) -> Result<bool> {
    let head = version::Head::of(db, version.0).await?;
    let head = head.ok_or_else(|| Error::internal("a version went away"))?;
    if head.proposal != id.0 {
        return Ok(false);
    }
    prints::of(&head)?;
    let kept = version_field::Entity::find()
        .filter(version_field::Column::Version.eq(version.0))
        .all(db)
        .await?;
    let names: std::result::Result<Vec<FieldName>, _> =
        kept.iter().map(|it| it.field.parse()).collect();
    let Ok(names) = names else { return Ok(false) };
    let text = texts::read_version(db, version, names).await?;
    let mut pairs = kept.iter().zip(&text.view.fields);
    Ok(pairs.all(|(kept, view)| kept.html == view.html && kept.chars == view.chars as i32))
}
