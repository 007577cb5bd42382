//! Whether what a database holds is whole: its pages, its rows, its documents, its versions.

use super::tables;
use crate::{
    error::{Error, Result},
    mail,
    proposals::rows,
    search,
    store::{
        Store,
        entities::{account, proposal, version, version_field},
    },
    texts::{self, Compared},
    versions::{hash, prints},
};
use model::{
    document::plain,
    ids::{ProposalId, VersionId},
    proposal::FieldName,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect,
};
use uuid::Uuid;

/// What a check looked at, and everything that is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    pub rows: u64,
    pub documents: usize,
    pub versions: usize,
    /// Rows that were kept of documents before they were rebuilt, and went because all is well.
    pub let_go: u64,
    /// What is wrong, a sentence each.
    pub findings: Vec<String>,
    /// What pages show otherwise than the documents say, a sentence each: it is made from them, and can
    /// be made anew.
    pub differences: Vec<String>,
    /// Proposals of which it was made anew.
    pub repaired: usize,
    /// What is whole and needs somebody's hand all the same, a sentence each.
    pub remarks: Vec<String>,
}

impl Report {
    fn note<T>(&mut self, what: &str, outcome: Result<T>) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(cause) => {
                self.findings.push(format!("{what}: {cause}"));
                None
            }
        }
    }
}

/// Looks at everything. A server may run meanwhile.
pub(crate) async fn check(db: &DatabaseConnection) -> Result<Report> {
    let mut report = Report::default();
    if db.get_database_backend() == DbBackend::Sqlite {
        let pages = tables::words(db, "PRAGMA integrity_check", "integrity_check").await;
        let said = report.note("the file", pages).unwrap_or_default();
        let said = said.into_iter().filter(|line| line != "ok");
        report
            .findings
            .extend(said.map(|line| format!("the file: {line}")));
        let query = "SELECT DISTINCT \"table\" AS name FROM pragma_foreign_key_check()";
        let orphans = report.note("references", tables::words(db, query, "name").await);
        let orphans = orphans.unwrap_or_default().into_iter();
        let sentence =
            |name| format!("references: a row of {name} refers to one that is not there");
        report.findings.extend(orphans.map(sentence));
    }
    for table in tables::all().await? {
        let rows = table.read(db, async |_| Ok(())).await;
        report.rows += report.note("rows", rows).unwrap_or_default();
    }
    let remarks = addresses(db).await;
    report.remarks = report.note("accounts", remarks).unwrap_or_default();
    let ids = ids::<proposal::Entity, _>(db, proposal::Column::Id).await;
    for id in report.note("proposals", ids).unwrap_or_default() {
        let what = format!("proposal {id}");
        let outcome = proposal(db, ProposalId(id), &mut report).await;
        report.note(&what, outcome);
    }
    Ok(report)
}

/// Accounts whose mail address is not kept as addresses are now: with invisible characters, in capitals,
/// or with its domain in another form. A link is sent to what somebody types, and that finds none of
/// them. Two of them may be one person's, so nobody but a person can mend it.
async fn addresses(db: &DatabaseConnection) -> Result<Vec<String>> {
    let kept: Vec<(Uuid, String)> = account::Entity::find()
        .select_only()
        .columns([account::Column::Id, account::Column::Mail])
        .order_by_asc(account::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    // Who was erased has the own id there, which is no address.
    let addresses = kept.iter().filter(|(id, mail)| *mail != id.to_string());
    let odd = addresses.filter(|(_, mail)| mail::address(mail).as_ref() != Ok(mail));
    let sentence = |(id, mail): &(Uuid, String)| {
        let seen = mail.escape_default();
        format!(
            "account {id}: its mail address \"{seen}\" is not as addresses are kept now, so nobody can sign \
             in with it; invite this person again, with the address typed anew"
        )
    };
    Ok(odd.map(sentence).collect())
}

async fn ids<E: EntityTrait, C: ConnectionTrait>(db: &C, id: E::Column) -> Result<Vec<Uuid>> {
    let ids = E::find().select_only().column(id).into_tuple();
    Ok(ids.all(db).await?)
}

async fn proposal(db: &DatabaseConnection, id: ProposalId, report: &mut Report) -> Result<()> {
    let proposal = rows::proposal_of(db, id).await?;
    let compared = texts::compare(db, id, rows::fields_of(&proposal)).await;
    report.documents += 1;
    let compared = report.note(&format!("document of proposal {id}"), compared);
    if let Some(Compared::Wrong(fields)) = compared {
        report.differences.push(difference(id, &fields));
    }
    // One at a time: each holds a whole text.
    let versions = version::Entity::find()
        .filter(version::Column::Proposal.eq(id.0))
        .select_only()
        .column(version::Column::Id)
        .into_tuple::<Uuid>();
    for version in versions.all(db).await? {
        report.versions += 1;
        let outcome = whole_version(db, version).await;
        report.note(&format!("version {version} of proposal {id}"), outcome);
    }
    Ok(())
}

fn difference(id: ProposalId, fields: &[FieldName]) -> String {
    let what = match fields {
        [] => "its fingerprint".to_owned(),
        fields => {
            let names: Vec<_> = fields.iter().map(FieldName::to_string).collect();
            names.join(", ")
        }
    };
    format!("proposal {id}: what pages show of {what} is not what the document says")
}

/// Makes the read model anew wherever it is not that of the document; of how many proposals. What
/// cannot be read is left to [`check`] to tell. What can be found is made anew in any case.
pub(crate) async fn repair(store: &Store) -> Result<usize> {
    let mut repaired = 0;
    for id in ids::<proposal::Entity, _>(&store.db, proposal::Column::Id).await? {
        let id = ProposalId(id);
        let names = rows::fields_of(&rows::proposal_of(&store.db, id).await?);
        match texts::repair(store, id, names).await {
            Ok(was_made) => repaired += usize::from(was_made),
            Err(Error::NotSaved(cause)) => return Err(Error::NotSaved(cause)),
            Err(cause) => tracing::warn!(%cause, proposal = %id, "nothing could be made anew"),
        }
    }
    search::rebuild(store).await?;
    Ok(repaired)
}

/// A version's document reads, is the text that was signed, and says what the version's fields say.
async fn whole_version(db: &DatabaseConnection, id: Uuid) -> Result<()> {
    let head = version::Head::of(db, id).await?;
    let head = head.ok_or_else(|| Error::internal("it went away"))?;
    // Its own languages and sections: the proposal may have others by now.
    let fields = prints::fields(&prints::of(&head)?);
    let signed = head.hash;
    let draft = texts::stored_version(db, VersionId(id)).await?;
    let kept = version_field::Entity::find()
        .filter(version_field::Column::Version.eq(id))
        .all(db)
        .await?;
    let names: Vec<String> = fields.iter().map(|field| field.to_string()).collect();
    let find = |name: &String| kept.iter().find(|kept| kept.field == *name);
    let pages = names.iter().filter_map(find);
    let pages = pages.map(|kept| (kept.field.as_str(), kept.html.as_str()));
    // Versions from before there was a hash have none.
    if !signed.is_empty() && signed != hash::of_html(pages) {
        return Err(Error::internal(
            "what is kept of it is not the text of its hash",
        ));
    }
    for field in &fields {
        let name = field.to_string();
        // A section that was added later is not in an older version.
        let Some(kept) = kept.iter().find(|kept| kept.field == name) else {
            continue;
        };
        let text = crate::input::storable(&plain::of_field(draft.projection(field)));
        if text != kept.plain {
            return Err(Error::internal(format!(
                "the text kept of {name} is not its document's"
            )));
        }
    }
    Ok(())
}
