//! The remarks with which the demo proposal begins: two open ones and one that was decided.

use super::{DemoRole, account_of, ids, people};
use crate::{
    Services, drafts,
    error::{Error, Result},
    store::{Writing, entities::decision},
    threads::{NewThread, insert as insert_thread, insert_comment},
};
use model::{
    document::draft::Draft,
    ids::{CommentId, ThreadId},
    language::Language,
    proposal::{FieldName, SectionKey},
    thread::{Outcome, Severity},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

const MINUTE_MS: i64 = 60_000;

/// A remark on exact words of the Latvian text.
struct Remark {
    section: &'static str,
    words: &'static str,
    severity: Severity,
    /// Who said what, oldest first.
    comments: &'static [(DemoRole, &'static str)],
    decision: Option<(DemoRole, Outcome, &'static str)>,
}

const REMARKS: [Remark; 3] = [
    Remark {
        section: "situation",
        words: "Liepājā un Rēzeknē",
        severity: Severity::Remark,
        comments: &[
            (
                DemoRole::PartnerEditor,
                "The project description names Liepāja and Rēzekne as well as Gulbene. Let us mention all three.",
            ),
            (DemoRole::Editor, "Jā, pievienoju."),
        ],
        decision: Some((
            DemoRole::Editor,
            Outcome::Taken,
            "Minēta arī Liepājas un Rēzeknes pieredze.",
        )),
    },
    Remark {
        section: "measures",
        words: "vadīt brīvprātīgo centru",
        severity: Severity::Question,
        comments: &[(
            DemoRole::Commenter,
            "Kurš izvēlas šo organizāciju, un uz cik ilgu laiku?",
        )],
        decision: None,
    },
    Remark {
        section: "budget",
        words: "vēl jāaprēķina",
        severity: Severity::Remark,
        comments: &[(
            DemoRole::Suggester,
            "An estimate per volunteer per year would help the reader here.",
        )],
        decision: None,
    },
];

/// Writes the remarks.
pub(super) async fn insert(s: &Services, txn: &Writing, draft: &Draft) -> Result<()> {
    for (number, remark) in REMARKS.iter().enumerate() {
        insert_remark(s, txn, draft, number, remark).await?;
    }
    Ok(())
}

async fn insert_remark(
    s: &Services,
    txn: &Writing,
    draft: &Draft,
    number: usize,
    remark: &Remark,
) -> Result<()> {
    let field = FieldName {
        section: SectionKey(remark.section.to_owned()),
        language: Language::Lv,
    };
    let anchor = drafts::anchor_on(draft, &field, remark.words)
        .ok_or_else(|| Error::internal(format!("the demo does not say {:?}", remark.words)))?;
    let id = ThreadId(ids::numbered(ids::THREADS, number + 1));
    let new = NewThread {
        id,
        proposal: ids::PROPOSAL,
        field,
        anchor,
        severity: remark.severity,
        next_edition: false,
        detached: false,
    };
    // All of it has been said by now.
    let at = s.now().0 - (REMARKS.len() - number) as i64 * MINUTE_MS;
    insert_thread(txn, new, at).await?;
    for (position, (who, body)) in remark.comments.iter().enumerate() {
        let side = people::person(*who).and_then(|person| person.side);
        let at = at + position as i64;
        let body = (*body).to_owned();
        insert_comment(
            txn,
            CommentId(s.fresh_id()),
            id,
            account_of(*who),
            side,
            body,
            at,
        )
        .await?;
    }
    if let Some((who, outcome, reason)) = remark.decision {
        insert_decision(s, txn, id, who, outcome, reason).await?;
    }
    Ok(())
}

async fn insert_decision(
    s: &Services,
    txn: &Writing,
    thread: ThreadId,
    who: DemoRole,
    outcome: Outcome,
    reason: &str,
) -> Result<()> {
    let row = decision::ActiveModel {
        id: Set(s.fresh_id()),
        thread: Set(thread.0),
        outcome: Set(outcome.code().to_owned()),
        reason: Set(reason.to_owned()),
        account: Set(account_of(who).0),
        at: Set(s.now().0),
        version_number: Set(0),
        reopened_at: Set(None),
    };
    decision::Entity::insert(row)
        .exec_without_returning(txn)
        .await?;
    Ok(())
}
