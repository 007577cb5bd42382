//! The members by side; outside reviewers last.

use super::{invite::Invite, member_row::MemberRow};
use crate::{
    api::done::Done,
    parts::{
        done_note::DoneNote,
        said::{best, person, say, say_of},
        side::side_class,
    },
};
use leptos::prelude::*;
use model::{
    ids::{AccountId, OrganisationId, PartnershipId},
    partnership::{Member, Organisation, Partnership},
    text::key,
};

/// What every row of the list needs to know.
#[derive(Clone)]
pub struct Circle {
    pub partnership: PartnershipId,
    pub organisations: Vec<Organisation>,
    pub members: Vec<Member>,
    pub me: Member,
}

impl Circle {
    /// The page's own address, to which its forms are sent.
    pub fn address(&self) -> String {
        format!("/partnerships/{}", self.partnership)
    }
}

/// The list by side and, for admins, the form to invite.
#[component]
pub fn Members(partnership: Partnership, members: Vec<Member>, me: Member) -> impl IntoView {
    let may_invite = me.role.may_administer();
    let circle = Circle {
        partnership: partnership.id,
        organisations: partnership.organisations,
        members,
        me,
    };
    let sides = circle
        .organisations
        .iter()
        .map(|side| (Some(side.id), best(&side.name)));
    let outside = (None, say(key::MEMBERS_OUTSIDE));
    let groups = sides.chain([outside]).map(|(side, name)| {
        let circle = circle.clone();
        view! { <Side circle side name /> }
    });
    view! {
        <section class="members" aria-labelledby="members-title">
            <h2 id="members-title">{say(key::MEMBERS_TITLE)}</h2>
            {done_words(&circle.members).map(|words| view! { <DoneNote words /> })}
            {groups.collect_view()}
            {may_invite.then(|| view! { <Invite circle=circle.clone() /> })}
        </section>
    }
    .into_any()
}

/// What a form of this section has just done.
fn done_words(members: &[Member]) -> Option<String> {
    let name_of = |account: AccountId| {
        let member = members.iter().find(|it| it.account == account);
        member.map(|member| person(&member.name))
    };
    match Done::said()? {
        Done::Invited(member) => Some(say_of(key::MEMBERS_INVITED, "name", &name_of(member)?)),
        Done::Changed(member) => Some(say_of(key::MEMBERS_CHANGED, "name", &name_of(member)?)),
        Done::Removed => Some(say(key::MEMBERS_REMOVED)),
        Done::Kept => None,
    }
}

#[component]
fn Side(circle: Circle, side: Option<OrganisationId>, name: String) -> impl IntoView {
    let class = side_class(&circle.organisations, side);
    let of_side = |member: &&Member| member.side == side;
    let row = |member: &Member| {
        view! { <MemberRow circle=circle.clone() member=member.clone() class /> }
    };
    let members = circle.members.iter().filter(of_side);
    let rows: Vec<_> = members.map(row).collect();
    let nobody = rows
        .is_empty()
        .then(|| view! { <p class="faint">{say(key::MEMBERS_NONE)}</p> });
    view! {
        <div class=format!("member-side {class}")>
            <h3>{name}</h3>
            <ul class="plain">{rows}</ul>
            {nobody}
        </div>
    }
    .into_any()
}
