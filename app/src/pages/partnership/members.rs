//! The members by side; outside reviewers last.

use super::{invite::Invite, member_row::MemberRow};
use crate::parts::{
    said::{best, say},
    side::side_class,
};
use leptos::prelude::*;
use model::{
    ids::{OrganisationId, PartnershipId},
    partnership::{Member, Organisation, Partnership},
    text::key,
};

/// What every row of the list needs to know.
#[derive(Clone)]
pub struct Circle {
    pub partnership: PartnershipId,
    pub organisations: Vec<Organisation>,
    pub members: RwSignal<Vec<Member>>,
    pub me: Member,
}

impl Circle {
    /// Puts a member as it is now into the list.
    pub fn put(&self, member: Member) {
        self.members.update(|members| {
            match members.iter_mut().find(|it| it.account == member.account) {
                Some(place) => *place = member,
                None => members.push(member),
            }
        });
    }
}

/// The list by side and, for admins, the form to invite.
#[component]
pub fn Members(partnership: Partnership, members: Vec<Member>, me: Member) -> impl IntoView {
    let may_invite = me.role.may_administer();
    let circle = Circle {
        partnership: partnership.id,
        organisations: partnership.organisations,
        members: RwSignal::new(members),
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
            {groups.collect_view()}
            {may_invite.then(|| view! { <Invite circle=circle.clone() /> })}
        </section>
    }
    .into_any()
}

#[component]
fn Side(circle: Circle, side: Option<OrganisationId>, name: String) -> impl IntoView {
    let class = side_class(&circle.organisations, side);
    let members = circle.members;
    let row = move |member: Member| view! { <MemberRow circle=circle.clone() member class /> };
    let rows = move || {
        let of_side = |members: &Vec<Member>| -> Vec<Member> {
            members
                .iter()
                .filter(|it| it.side == side)
                .cloned()
                .collect()
        };
        members.with(of_side).into_iter().map(&row).collect_view()
    };
    let is_empty = Memo::new(move |_| members.with(|list| !list.iter().any(|it| it.side == side)));
    let nobody = say(key::MEMBERS_NONE);
    view! {
        <div class=format!("member-side {class}")>
            <h3>{name}</h3>
            <ul class="plain">{rows}</ul>
            <p class="faint" hidden=move || !is_empty.get()>
                {nobody}
            </p>
        </div>
    }
    .into_any()
}
