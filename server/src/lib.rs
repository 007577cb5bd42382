//! The thin shell: configuration, the router, cookies, sockets, downloads, assets.
//!
//! Nothing here knows what a proposal is. A handler takes a request apart, asks `services`, and
//! puts the answer into a response.

// A page is one type as deep as its elements.
#![recursion_limit = "512"]

pub mod command;
pub mod config;
pub mod front;
pub mod router;
pub mod site;
pub mod telemetry;

mod assets;
mod bearer;
mod choices;
mod comparisons;
mod demo;
mod device;
mod downloads;
mod forms;
mod guard;
mod headers;
mod health;
mod jobs;
mod metrics;
mod pages;
mod refusal;
mod security_txt;
mod serve;
mod session;
mod sign_in;
mod sockets;

#[cfg(test)]
mod tests;
