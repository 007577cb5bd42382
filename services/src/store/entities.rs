//! The tables as sea-orm sees them; one table a file. Nothing of this leaves `services`.

pub mod account;
pub mod activity;
pub mod comment;
pub mod decision;
pub mod draft_client;
pub mod draft_snapshot;
pub mod draft_update;
pub mod journal;
pub mod kept_mail;
pub mod login_link;
pub mod member;
pub mod organisation;
pub mod partnership;
pub mod proposal;
pub mod round;
pub mod section;
pub mod session;
pub mod set_aside;
pub mod side;
pub mod sign_off;
pub mod state_move;
pub mod text_change;
pub mod thread;
pub mod version;
pub mod version_field;
pub mod waiting_mail;
