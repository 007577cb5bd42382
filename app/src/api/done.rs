//! What a form has just done, said once by the page that comes after it.
//!
//! It travels in the address, so it holds no words and no names: those the page knows by itself.

use leptos::prelude::WithUntracked;
use leptos_router::{hooks::use_query_map, params::ParamsMap};
use model::{
    ids::{AccountId, PartnershipId, ProposalId},
    step::Step,
};

/// Where the page says it, and where the browser goes.
pub const PLACE: &str = "done";

/// What was done on a partnership's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    Invited(AccountId),
    Changed(AccountId),
    Removed,
    /// The facts were kept.
    Kept,
}

impl Done {
    /// The address of the page that says it.
    pub fn address(self, partnership: PartnershipId) -> String {
        let done = match self {
            Done::Invited(member) => format!("invited&member={member}"),
            Done::Changed(member) => format!("changed&member={member}"),
            Done::Removed => "removed".to_owned(),
            Done::Kept => "kept".to_owned(),
        };
        format!("/partnerships/{partnership}?done={done}#{PLACE}")
    }

    /// What the page's address says was done.
    pub fn said() -> Option<Done> {
        use_query_map().with_untracked(Done::of)
    }

    fn of(query: &ParamsMap) -> Option<Done> {
        let member = || query.get_str("member")?.parse().ok();
        match query.get_str("done")? {
            "invited" => member().map(Done::Invited),
            "changed" => member().map(Done::Changed),
            "removed" => Some(Done::Removed),
            "kept" => Some(Done::Kept),
            _ => None,
        }
    }
}

/// The address of the proposal's page that says which step was taken.
pub fn step_address(proposal: ProposalId, step: Step) -> String {
    format!("/proposals/{proposal}?done={}#{PLACE}", step.code())
}

/// The address of the proposal's page that says which version was put back.
pub fn restored_address(proposal: ProposalId, version: u32) -> String {
    format!("/proposals/{proposal}?done=restored&version={version}#{PLACE}")
}

/// Which version the page's address says was put back.
pub fn restored_said() -> Option<u32> {
    use_query_map().with_untracked(|query| {
        let said = query.get_str("done")? == "restored";
        query.get_str("version")?.parse().ok().filter(|_| said)
    })
}

/// The address of the list of versions that says which one was kept.
pub fn kept_address(proposal: ProposalId, version: u32) -> String {
    format!("/proposals/{proposal}/versions?done=kept&version={version}#{PLACE}")
}

/// The address of the list of versions, at the one that was named.
pub fn named_address(proposal: ProposalId, version: u32) -> String {
    format!("/proposals/{proposal}/versions#version-{version}")
}

/// Which version the page's address says was kept.
pub fn kept_said() -> Option<u32> {
    use_query_map().with_untracked(|query| {
        let said = query.get_str("done")? == "kept";
        query.get_str("version")?.parse().ok().filter(|_| said)
    })
}

/// The address of the reviews that says that one was changed.
pub fn reviewed_address(proposal: ProposalId) -> String {
    format!("/proposals/{proposal}/reviews?done=review#{PLACE}")
}

/// Whether the page's address says so.
pub fn reviewed_said() -> bool {
    use_query_map().with_untracked(|query| query.get_str("done") == Some("review"))
}

/// The address of the settings that says that they were kept.
pub fn settings_address(proposal: ProposalId) -> String {
    format!("/proposals/{proposal}/settings?done=settings#{PLACE}")
}

/// Whether the page's address says so.
pub fn settings_said() -> bool {
    use_query_map().with_untracked(|query| query.get_str("done") == Some("settings"))
}

/// The address of the ledger that says that a final has another rule now.
pub fn ruled_address(proposal: ProposalId) -> String {
    format!("/proposals/{proposal}/decisions?done=final-rule#{PLACE}")
}

/// Whether the page's address says so.
pub fn ruled_said() -> bool {
    use_query_map().with_untracked(|query| query.get_str("done") == Some("final-rule"))
}

/// Which step the page's address says was taken.
pub fn step_said() -> Option<Step> {
    use_query_map().with_untracked(|query| Step::from_code(query.get_str("done")?))
}
