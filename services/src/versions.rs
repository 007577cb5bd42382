//! Versions: numbered, immutable snapshots, and the sides' agreement to one of them.

pub(crate) mod automatic;
mod changed;
pub(crate) mod hash;
mod name;
pub(crate) mod prints;
mod restore;
mod sign_off;
mod snapshot;
mod verify;
mod watch;
mod wrote;

pub use name::{keep_named, name};
pub use restore::restore;
pub(crate) use sign_off::{
    count_changes, counting, end_lost, of_final, seal, send_back, sign_offs,
};
pub use sign_off::{sign_off, sign_off_text, withdraw};
pub use snapshot::{VersionText, at, seen_by};
pub(crate) use snapshot::{
    keep, keep_changed, list, newest_number, newest_until, prepare, print_again,
};
pub use verify::{Fingerprint, KnownFinal, ToldFinal, verify};
pub(crate) use watch::watch;
pub use wrote::{Wrote, wrote};
