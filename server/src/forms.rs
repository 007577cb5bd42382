//! Forms of the pages: plain HTML, sent to the page's own address.
//!
//! A handler takes the form apart and asks `services`. What is done leads on with 303, so that a
//! reload does not do it again; what is refused answers with the very page, its form open with
//! everything that was typed and the sentence of the refusal.

mod account;
mod facts;
mod home;
mod partnership;
mod proposal;
mod sent;
mod sign_in;

pub use account::{account, data};
pub use facts::facts;
pub use home::new_partnership;
pub use partnership::act;
pub use proposal::{decisions, restore, reviews, seen, settings, step, versions};
pub use sign_in::ask_for_link;

pub use sent::Sent;
