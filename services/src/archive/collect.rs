//! Makes an archive while somebody takes it: it is written to a file without a name, and sent from there
//! as far as it is, so that a slow reader holds up nothing but the file.

use super::{
    moment,
    pack::{Far, Packer},
};
use crate::{
    Services, access,
    error::{Error, Result},
    export,
    journal::{self, Scope},
    partnerships::facts_of,
    proposals,
    security_event::{About, SecurityEvent},
    workers::ArchivePermit,
};
use bytes::Bytes;
use futures::{Stream, TryStreamExt, stream};
use model::{
    error::Refusal,
    ids::{AccountId, PartnershipId, ProposalId},
    journal::Act,
    language::Language,
};
use std::{
    fs::File,
    io::{self, Read},
    pin::Pin,
    thread,
};
use tokio::{runtime::Handle, sync::watch};

/// How much of the file is read for one part of the answer.
const PART_BYTES: u64 = 64 * 1024;
const ENDING: &str = "zip";

/// What is wanted: everything, or one proposal with the partnership around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Partnership(PartnershipId),
    Proposal(ProposalId),
}

/// An archive under way.
pub struct Archive {
    pub file_name: String,
    pub bytes: Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>,
}

/// Who asked for an archive, and for which.
#[derive(Clone)]
pub(super) struct Order {
    pub account: AccountId,
    pub partnership: PartnershipId,
    pub wanted: Wanted,
    /// Of the exporter: in which the log is written.
    pub language: Language,
}

/// Everything that a side may read, for members who stand for a side and for admins: who may read the
/// journal. It is begun here and goes on while it is taken.
pub async fn archive(
    s: &Services,
    account: AccountId,
    wanted: Wanted,
    language: Language,
) -> Result<Archive> {
    let (partnership, title) = match wanted {
        Wanted::Partnership(id) => {
            journal::check_reader(s, account, id).await?;
            (id, facts_of(&s.db, id).await?.title)
        }
        Wanted::Proposal(id) => {
            let rights = access::proposal_rights(s, Some(account), id).await?;
            rights.check_read()?;
            rights.member.as_ref().ok_or(Refusal::NotFound)?;
            journal::check_reader(s, account, rights.partnership).await?;
            let title = proposals::rows::proposal_of(&s.db, id).await?.title;
            (rights.partnership, title)
        }
    };
    let [making, keeping] = s.workers.archive().await?;
    SecurityEvent::DataExported.log(About {
        partnership: Some(partnership),
        ..About::by(account)
    });
    let file = tempfile::NamedTempFile::new().map_err(Error::internal)?;
    let reader = file.reopen().map_err(Error::internal)?;
    // Its name goes here, and what it holds with the last one who has it open.
    let (packer, far) = Packer::new(s, file.into_file());
    let order = Order {
        account,
        partnership,
        wanted,
        language,
    };
    let services = s.clone();
    beside(move || make(services, order, packer, making))?;
    Ok(Archive {
        file_name: format!("{}.{ENDING}", export::file_name(title.best(language))),
        bytes: Box::pin(parts(reader, far, keeping)),
    })
}

/// Goes on with it on a thread of its own, of which there are few: nobody else waits for what it does
/// between two pieces.
fn beside<F: Future<Output = ()>>(make: impl FnOnce() -> F + Send + 'static) -> Result<()> {
    let runtime = Handle::current();
    let thread = thread::Builder::new().name("archive".to_owned());
    let spawned = thread.spawn(move || runtime.block_on(make()));
    spawned.map(drop).map_err(Error::internal)
}

async fn make(s: Services, order: Order, packer: Packer, _making: ArchivePermit) {
    match Box::pin(moment::write(&s, &order, packer)).await {
        Ok(()) => {
            let scope = match order.wanted {
                Wanted::Partnership(id) => Scope::Partnership(id),
                Wanted::Proposal(id) => Scope::Proposal(order.partnership, id),
            };
            let format = ENDING.to_owned();
            export::note(&s, order.account, scope, Act::ExportedAll { format }).await;
        }
        Err(cause) => tracing::error!(%cause, "an archive was not made"),
    }
}

/// The file as it grows; an error where it will never be whole, so that nobody takes a part for it.
fn parts(
    file: File,
    far: watch::Receiver<Far>,
    keeping: ArchivePermit,
) -> impl Stream<Item = io::Result<Bytes>> {
    let state = (file, far, 0, keeping);
    stream::try_unfold(state, async |(mut file, mut far, at, keeping)| {
        let more = far
            .wait_for(|far| far.bytes > at || far.end.is_some())
            .await;
        let now = more.map_err(io::Error::other)?.clone();
        match now.end {
            Some(false) => return Err(io::Error::other("the archive was not made")),
            Some(true) if now.bytes == at => return Ok(None),
            _ => {}
        }
        let size = (now.bytes - at).min(PART_BYTES) as usize;
        let read = move || {
            let mut part = vec![0; size];
            file.read_exact(&mut part).map(|()| (file, part))
        };
        let read = tokio::task::spawn_blocking(read).await;
        let (file, part) = read.map_err(io::Error::other)??;
        let at = at + part.len() as u64;
        Ok(Some((Bytes::from(part), (file, far, at, keeping))))
    })
    .into_stream()
}
