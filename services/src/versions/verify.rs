//! Which finals have this fingerprint: for anybody who holds a document that says it is one.
//!
//! Whoever asks knows the fingerprint, so that there is such a final is said to everybody. Who may not
//! read it is told when it was made and nothing else.

use super::{of_final, prints};
use crate::{
    Services,
    access::{self, Rights},
    error::Result,
    store::entities::{journal, proposal, version},
};
use model::{
    error::Refusal,
    ids::{AccountId, ProposalId, Timestamp, VersionId},
    journal::NamedSide,
    language::Texts,
    proposal::SignOff,
    workflow::State,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::str::FromStr;

/// Most finals that are told of one fingerprint: texts may be copied, and signed again unchanged.
const FINALS_SHOWN: u64 = 20;
/// The hexadecimal digits of a SHA-256.
const DIGITS: usize = 64;

/// A SHA-256 as somebody typed or copied it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// 64 small hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Fingerprint {
    type Err = Refusal;

    /// Capitals count as small letters, and spaces around or within are left out.
    fn from_str(text: &str) -> Result<Fingerprint, Refusal> {
        let letters = text.chars().filter(|c| !c.is_whitespace());
        // One more than there may be, so that what is longer is never taken for it.
        let digits: String = letters.take(DIGITS + 1).collect();
        match digits.len() == DIGITS && digits.bytes().all(|it| it.is_ascii_hexdigit()) {
            true => Ok(Fingerprint(digits.to_ascii_lowercase())),
            false => Err(Refusal::Unfit),
        }
    }
}

/// A final of a fingerprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownFinal {
    /// When both sides made it final.
    pub at: Timestamp,
    /// When it came here by an archive, and from where: then what is said of it is what that says.
    pub imported: Option<(Timestamp, String)>,
    /// None for who may not read it.
    pub told: Option<ToldFinal>,
}

/// What who may read a final is told of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldFinal {
    pub proposal: ProposalId,
    pub number: u32,
    pub title: Texts,
    pub partnership: Texts,
    /// As they were called then, the applicant first.
    pub sides: Vec<NamedSide>,
    pub signed: Vec<SignOff>,
}

/// The finals of this fingerprint, newest first.
pub async fn verify(
    s: &Services,
    account: Option<AccountId>,
    fingerprint: &Fingerprint,
) -> Result<Vec<KnownFinal>> {
    let heads: Vec<version::Head> = version::Entity::find()
        .filter(version::Column::Hash.eq(fingerprint.as_str()))
        .filter(version::Column::State.eq(State::Final.code()))
        .order_by_desc(version::Column::At)
        .order_by_desc(version::Column::Id)
        .limit(FINALS_SHOWN)
        .into_partial_model()
        .all(&s.db)
        .await?;
    let mut finals = Vec::with_capacity(heads.len());
    for head in heads {
        finals.push(known(s, account, head).await?);
    }
    Ok(finals)
}

async fn known(
    s: &Services,
    account: Option<AccountId>,
    head: version::Head,
) -> Result<KnownFinal> {
    let id = ProposalId(head.proposal);
    let rights = access::proposal_rights(s, account, id).await?;
    let signed = of_final(&s.db, VersionId(head.id)).await?;
    let at = signed.iter().map(|it| it.at).max();
    let told = match may_read(s, &rights, &head).await? {
        true => {
            let prints = prints::of(&head)?;
            Some(ToldFinal {
                proposal: id,
                number: head.number as u32,
                title: prints.title,
                partnership: prints.partnership,
                sides: prints.sides,
                signed,
            })
        }
        false => None,
    };
    Ok(KnownFinal {
        at: at.unwrap_or(Timestamp(head.at)),
        imported: imported(s, &rights, &head).await?,
        told,
    })
}

/// Members, former ones what was there on their last day, everybody what is published.
async fn may_read(s: &Services, rights: &Rights, head: &version::Head) -> Result<bool> {
    let row = proposal::Entity::find_by_id(head.proposal)
        .one(&s.db)
        .await?;
    let published = row.and_then(|row| row.published_version);
    Ok(rights.member.is_some()
        || rights.former.is_some_and(|until| head.at <= until.0)
        || published == Some(head.id))
}

/// When its partnership came here by an archive, if it was final before.
async fn imported(
    s: &Services,
    rights: &Rights,
    head: &version::Head,
) -> Result<Option<(Timestamp, String)>> {
    let lines = journal::Entity::find()
        .filter(journal::Column::Scope.eq(rights.partnership.0))
        .filter(journal::Column::Kind.eq("imported"))
        .filter(journal::Column::At.gte(head.at))
        .order_by_desc(journal::Column::Seq)
        .limit(1)
        .all(&s.db)
        .await?;
    let from = |line: &journal::Model| {
        let from = line.data["act"]["from"].as_str();
        (Timestamp(line.at), from.unwrap_or_default().to_owned())
    };
    Ok(lines.first().map(from))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_fingerprint_is_read_as_people_copy_it() {
        let digits = "0123456789abcdef".repeat(4);
        let read = |text: &str| text.parse::<Fingerprint>().map(|it| it.0);
        assert_eq!(read(&digits), Ok(digits.clone()));
        assert_eq!(read(&digits.to_uppercase()), Ok(digits.clone()));
        assert_eq!(
            read(&format!(" {} {}\n", &digits[..9], &digits[9..])),
            Ok(digits.clone())
        );
        let wrong = [
            "",
            "12",
            "é",
            &digits[1..],
            &format!("{digits}0"),
            &"g".repeat(64),
        ];
        for wrong in wrong {
            assert_eq!(read(wrong), Err(Refusal::Unfit), "{wrong}");
        }
    }
}
