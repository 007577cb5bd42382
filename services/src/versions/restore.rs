//! A version's text put back into the draft: the whole of it, or one section.

use super::{automatic, prints, snapshot};
use crate::{
    Services, access,
    collab::room::{Edited, Line, Restated, Wording},
    error::{Error, Result},
    proposals::{publish_progress, rows},
    store::entities::version,
    texts::{self, Text},
};
use model::{
    document::projection::Projection,
    error::Refusal,
    ids::{AccountId, ProposalId},
    journal::Act,
    proposal::{FieldName, Progress, SectionKey},
    sync::guard::{self, Ranges},
};
use std::time::Duration;
use tokio::time::sleep;

/// How often it is tried while others write, and how long they get to pause.
const ATTEMPTS: usize = 10;
const PAUSE: Duration = Duration::from_millis(50);

/// Makes the draft, or one section of it, say again what the version of this number says; an act of
/// those who may write. What the draft says until then is kept as a version. Fields that the version
/// does not have stay as they are.
///
/// # Errors
/// `Refusal::NothingToRestore` when the draft says this already, `Refusal::DocumentFull` when there is
/// no room for it, `Refusal::Outdated` when others do not stop writing, `Refusal::NotFound` without such
/// a version or section.
pub async fn restore(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    number: u32,
    section: Option<SectionKey>,
) -> Result<Progress> {
    access::proposal_rights(s, Some(account), id)
        .await?
        .check_write()?;
    let kept = snapshot::list(&s.db, id).await?;
    let kept = kept.into_iter().find(|it| it.number == number);
    let kept = kept.ok_or(Refusal::NotFound)?.id;
    let head = version::Head::of(&s.db, kept.0).await?;
    let had = prints::fields(&prints::of(&head.ok_or(Refusal::NotFound)?)?);
    let has = rows::fields_of(&rows::proposal_of(&s.db, id).await?);
    let is_meant = |field: &FieldName| section.as_ref().is_none_or(|it| *it == field.section);
    let names: Vec<FieldName> = has
        .into_iter()
        .filter(|field| had.contains(field) && is_meant(field))
        .collect();
    if names.is_empty() {
        return Err(Refusal::NotFound.into());
    }
    let text = texts::version(s, kept, names).await?;
    let act = Act::Restored {
        version_number: number,
        section,
    };
    for _ in 0..ATTEMPTS {
        let seen = keep_draft(s, account, id, &text).await?;
        let wanted = (Wording::Restated(restated(&text)), seen);
        let line = Line {
            by: account,
            act: act.clone(),
            decides: None,
        };
        let edited = s.hub.edit(id, account, wanted, line).await;
        // Who lost the right meanwhile hears that, not that somebody was faster.
        access::proposal_rights(s, Some(account), id)
            .await?
            .check_write()?;
        match edited? {
            Edited::Written => return publish_progress(s, id, Vec::new()).await,
            Edited::Nothing => return Err(Refusal::NothingToRestore.into()),
            Edited::Refused => return Err(Refusal::DocumentFull.into()),
            Edited::Unseen => sleep(PAUSE).await,
        }
    }
    Err(Refusal::Outdated.into())
}

fn restated(text: &Text) -> Vec<Restated> {
    let fields = text.fields.iter();
    let restated = fields.map(|(field, text)| Restated {
        field: field.clone(),
        nodes: text.nodes(),
    });
    restated.collect()
}

/// Keeps what the draft says, so that nothing is lost; the clocks of what was kept. Refused, without
/// a version, where the draft says what is wanted already.
async fn keep_draft(
    s: &Services,
    account: AccountId,
    id: ProposalId,
    wanted: &Text,
) -> Result<Ranges> {
    let fields = rows::fields_of(&rows::proposal_of(&s.db, id).await?);
    texts::live(s, id, fields.clone()).await?;
    let txn = s.begin().await?;
    access::lock_proposal(&txn, id).await?;
    let rights = access::rights_within(&txn, Some(account), id).await?;
    rights.check_write()?;
    let proposal = rows::proposal_of(&txn, id).await?;
    let text = texts::within(s, &txn, id, fields).await?;
    let says = |(field, it): &(FieldName, Projection)| {
        text.field(field).is_some_and(|now| now.says(&it.nodes()))
    };
    if wanted.fields.iter().all(says) {
        return Err(Refusal::NothingToRestore.into());
    }
    automatic::keep_within(s, &txn, account, &proposal, &text.view).await?;
    txn.commit().await?;
    let contents = guard::update(&text.whole).map_err(Error::internal)?;
    Ok(contents.inserts)
}
