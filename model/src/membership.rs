//! Who decides about whom in a partnership: what protects a side is given only by that side.
//!
//! The rules look at all members who were not removed, with those whose invitation still waits: they
//! have no rights, but their side has members. The server asks them again within the transaction
//! that holds the partnership; the pages ask them to show what is possible.

use crate::{error::Refusal, ids::OrganisationId, partnership::Member, role::Role};

/// What of a member may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    pub role: Role,
    pub side: Option<OrganisationId>,
    pub may_sign: bool,
}

impl Standing {
    /// How a member stands now.
    pub fn of(member: &Member) -> Standing {
        Standing {
            role: member.role,
            side: member.side,
            may_sign: member.may_sign,
        }
    }
}

/// Whether the member has agreed and is an admin.
fn is_admin(member: &Member) -> bool {
    !member.pending && member.role.may_administer()
}

/// Whether the side has an admin.
pub fn has_admin(members: &[Member], side: OrganisationId) -> bool {
    members
        .iter()
        .any(|it| it.side == Some(side) && is_admin(it))
}

/// Whether `me` decides about the people of a side: its own admins do, and about outside
/// reviewers any admin.
pub fn decides_for(me: &Member, side: Option<OrganisationId>) -> bool {
    is_admin(me) && (side.is_none() || me.side == side)
}

/// Whether the organisation's own facts are `me`'s to change: by its admins, or by any admin while it
/// has none.
pub fn may_change_organisation(me: &Member, members: &[Member], side: OrganisationId) -> bool {
    is_admin(me) && (me.side == Some(side) || !has_admin(members, side))
}

/// Whether this member reads the journal and takes everything along: who stands for a side, and admins.
pub fn may_read_journal(me: &Member) -> bool {
    me.side.is_some() || me.role.may_administer()
}

/// Whether the member signs for its side: its admins do, unless the side names signers.
pub fn may_sign(members: &[Member], member: &Member) -> bool {
    let Some(side) = member.side else {
        return false;
    };
    let mut of_side = members
        .iter()
        .filter(|it| !it.pending && it.side == Some(side));
    match of_side.any(|it| it.may_sign) {
        true => !member.pending && member.may_sign,
        false => is_admin(member),
    }
}

/// Whether `me` may invite somebody with this role onto this side.
///
/// A side without an admin cannot invite its own people: an admin of another side invites its first
/// admin, one at a time, who has to agree.
pub fn check_invite(
    me: &Member,
    members: &[Member],
    role: Role,
    side: Option<OrganisationId>,
) -> Result<(), Refusal> {
    check_admin(me)?;
    let Some(side) = side.filter(|_| !decides_for(me, side)) else {
        return Ok(());
    };
    if has_admin(members, side) {
        return Err(Refusal::OtherSide);
    }
    if !role.may_administer() {
        return Err(Refusal::FirstIsAdmin);
    }
    let waits = |it: &Member| it.pending && it.side == Some(side);
    match members.iter().any(waits) {
        true => Err(Refusal::AlreadyInvited),
        false => Ok(()),
    }
}

/// Whether `me` may let the member stand like this.
pub fn check_change(
    me: &Member,
    members: &[Member],
    member: &Member,
    to: Standing,
) -> Result<(), Refusal> {
    check_admin(me)?;
    if me.account == member.account && to.side != member.side {
        return Err(Refusal::OwnSide);
    }
    if !decides_for(me, member.side) || !decides_for(me, to.side) {
        return Err(Refusal::OtherSide);
    }
    let changed = Member {
        role: to.role,
        side: to.side,
        may_sign: to.may_sign,
        ..member.clone()
    };
    check_admins_left(members, member, Some(changed))
}

/// Whether `me` may take the member out, withdraw the invitation, or leave.
pub fn check_remove(me: &Member, members: &[Member], member: &Member) -> Result<(), Refusal> {
    if me.account != member.account {
        check_admin(me)?;
        let sides_first = member.pending && member.side.is_some_and(|it| !has_admin(members, it));
        if !decides_for(me, member.side) && !sides_first {
            return Err(Refusal::OtherSide);
        }
    }
    check_admins_left(members, member, None)
}

fn check_admin(me: &Member) -> Result<(), Refusal> {
    match is_admin(me) {
        true => Ok(()),
        false => Err(Refusal::NotAllowed),
    }
}

/// The partnership keeps an admin, and a side that has one keeps one while it has members.
fn check_admins_left(
    members: &[Member],
    before: &Member,
    after: Option<Member>,
) -> Result<(), Refusal> {
    let others = members.iter().filter(|it| it.account != before.account);
    let left: Vec<Member> = others.cloned().chain(after).collect();
    let loses_last = |side| {
        has_admin(members, side)
            && !has_admin(&left, side)
            && left.iter().any(|it| it.side == Some(side))
    };
    let ends_all = members.iter().any(is_admin) && !left.iter().any(is_admin);
    match ends_all || before.side.is_some_and(loses_last) {
        true => Err(Refusal::LastAdmin),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests;
