//! How the browser's draft stays in step with the server: socket, offline store, presence, and plain
//! calls where a socket cannot be had.

#[cfg(feature = "hydrate")]
pub mod offline;
#[cfg(feature = "hydrate")]
pub mod plain;
#[cfg(feature = "hydrate")]
pub mod presence;
#[cfg(feature = "hydrate")]
pub mod socket;
#[cfg(feature = "hydrate")]
pub mod store;
#[cfg(feature = "hydrate")]
pub mod wire;
