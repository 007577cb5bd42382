//! Versions: numbered, immutable snapshots, and the sides' agreement to one of them.

mod sign_off;
mod snapshot;
mod watch;

pub use sign_off::sign_off;
pub(crate) use sign_off::sign_offs;
pub use snapshot::{VersionText, at};
pub(crate) use snapshot::{list, name, newest, newest_number};
pub(crate) use watch::watch;
