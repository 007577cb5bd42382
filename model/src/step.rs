//! The steps on the way of a proposal: what a person does by a form, and who may do it when.
//!
//! Pages ask to show what is possible; the services ask again within the transaction.

use crate::{
    error::Refusal,
    partnership::Member,
    proposal::{Progress, SignOff, VersionRow},
    workflow::State,
};

/// Something that moves a proposal on, or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    OpenReview,
    /// Proposes the text as final.
    ToSignOff,
    SignOff,
    /// Takes the own sign-off back.
    Withdraw,
    Finalise,
    /// Back to an earlier state, with a reason, before the final.
    SendBack,
    /// Back from the final, with a reason: the next draft begins.
    Unlock,
    Publish,
    Unpublish,
}

impl Step {
    /// All steps, in the order in which they are offered.
    pub const ALL: [Step; 9] = [
        Step::OpenReview,
        Step::ToSignOff,
        Step::SignOff,
        Step::Withdraw,
        Step::Finalise,
        Step::Publish,
        Step::Unpublish,
        Step::SendBack,
        Step::Unlock,
    ];

    /// The stable name, as in `/proposals/{id}/step/{code}`.
    pub fn code(self) -> &'static str {
        match self {
            Step::OpenReview => "open-review",
            Step::ToSignOff => "to-sign-off",
            Step::SignOff => "sign-off",
            Step::Withdraw => "withdraw",
            Step::Finalise => "finalise",
            Step::SendBack => "send-back",
            Step::Unlock => "unlock",
            Step::Publish => "publish",
            Step::Unpublish => "unpublish",
        }
    }

    /// The step of a stable name.
    pub fn from_code(code: &str) -> Option<Step> {
        Step::ALL.into_iter().find(|step| step.code() == code)
    }

    /// Whether it needs a link from the mail that is not older than `limits::FRESH_MINUTES`.
    pub fn needs_fresh_sign_in(self) -> bool {
        matches!(self, Step::Finalise | Step::Publish | Step::Unpublish)
    }

    /// Whether this member, or nobody, may take it now; the refusal says why not.
    pub fn check(self, me: Option<&Member>, progress: &Progress) -> Result<(), Refusal> {
        let me = me.ok_or(Refusal::NotFound)?;
        match self {
            Step::OpenReview => check_move(me, progress, State::Draft),
            Step::ToSignOff => check_move(me, progress, State::InReview),
            Step::SignOff => check_sign_off(me, progress),
            Step::Withdraw => match own_sign_off(me, progress) {
                Some(_) if progress.state == State::Agreed => Ok(()),
                _ => Err(Refusal::Outdated),
            },
            Step::Finalise => {
                check_move(me, progress, State::Agreed)?;
                progress.held.clone().map_or(Ok(()), Err)
            }
            Step::SendBack => match progress.state {
                State::Agreed if signs(me, progress) => Ok(()),
                State::Agreed => check_move(me, progress, State::Agreed),
                _ => check_move(me, progress, State::InReview),
            },
            Step::Unlock => check_move(me, progress, State::Final),
            Step::Publish => check_publish(me, progress),
            Step::Unpublish => check_unpublish(me, progress),
        }
    }

    /// The kept version that it is about; none where it is about the text as it is now.
    pub fn version<'a>(
        self,
        me: Option<&Member>,
        progress: &'a Progress,
    ) -> Option<&'a VersionRow> {
        let numbered = |number: u32| progress.versions.iter().find(|it| it.number == number);
        match self {
            Step::Withdraw => numbered(own_sign_off(me?, progress)?.version_number),
            Step::Unlock | Step::Publish => progress.final_version.as_ref(),
            Step::Unpublish => numbered(progress.published_version?),
            Step::OpenReview
            | Step::ToSignOff
            | Step::SignOff
            | Step::Finalise
            | Step::SendBack => progress.present_version.and_then(numbered),
        }
    }
}

/// Whether the member is one of those who sign off for their side.
pub fn signs(me: &Member, progress: &Progress) -> bool {
    let mine = |side: &&crate::proposal::SideSigners| Some(side.side) == me.side;
    let side = progress.signers.iter().find(mine);
    side.is_some_and(|side| side.accounts.contains(&me.account))
}

/// What the member's own sign-off says, while there is one.
fn own_sign_off<'a>(me: &Member, progress: &'a Progress) -> Option<&'a SignOff> {
    let mut sign_offs = progress.sign_offs.iter();
    sign_offs.find(|it| it.account == me.account)
}

fn check_move(me: &Member, progress: &Progress, from: State) -> Result<(), Refusal> {
    if !me.role.may_administer() {
        return Err(Refusal::NotAllowed);
    }
    match progress.state == from {
        true => Ok(()),
        false => Err(Refusal::Outdated),
    }
}

fn check_sign_off(me: &Member, progress: &Progress) -> Result<(), Refusal> {
    let side = me.side.ok_or(Refusal::NoSide)?;
    if !signs(me, progress) {
        return Err(Refusal::NotASigner);
    }
    match progress.state {
        State::Draft | State::InReview => return Err(Refusal::NotForSignOff),
        State::Final => return Err(Refusal::Locked),
        State::Agreed => {}
    }
    let counts = |it: &SignOff| it.side == side && it.changed_places == 0;
    match progress.sign_offs.iter().any(counts) {
        true => Err(Refusal::Outdated),
        false => Ok(()),
    }
}

fn check_publish(me: &Member, progress: &Progress) -> Result<(), Refusal> {
    check_publisher(me)?;
    if progress.state != State::Final {
        return Err(Refusal::NotFinal);
    }
    let number = progress.final_version.as_ref().map(|it| it.number);
    match progress.published_version == number {
        true => Err(Refusal::Outdated),
        false => Ok(()),
    }
}

fn check_unpublish(me: &Member, progress: &Progress) -> Result<(), Refusal> {
    check_publisher(me)?;
    match progress.published {
        true => Ok(()),
        false => Err(Refusal::Outdated),
    }
}

fn check_publisher(me: &Member) -> Result<(), Refusal> {
    match (me.role.may_administer(), me.side) {
        (false, _) => Err(Refusal::NotAllowed),
        (true, None) => Err(Refusal::NoSide),
        (true, Some(_)) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::{
        ids::{AccountId, OrganisationId, Timestamp, VersionId},
        language::Texts,
        proposal::SideSigners,
        role::Role,
    };
    use uuid::Uuid;

    const OURS: OrganisationId = OrganisationId(Uuid::from_u128(1));
    const THEIRS: OrganisationId = OrganisationId(Uuid::from_u128(2));

    fn member(number: u128, role: Role, side: Option<OrganisationId>) -> Member {
        Member {
            account: AccountId(Uuid::from_u128(number)),
            name: String::new(),
            mail: String::new(),
            role,
            side,
            languages: Vec::new(),
            may_sign: false,
            pending: false,
            mail_refused: false,
        }
    }

    /// Account 1 signs for our side, account 2 for theirs.
    fn progress(state: State) -> Progress {
        let signers = |side, number| SideSigners {
            side,
            accounts: vec![AccountId(Uuid::from_u128(number))],
        };
        Progress {
            seq: 0,
            state,
            published: false,
            versions: Vec::new(),
            sign_offs: Vec::new(),
            present_hash: String::new(),
            present_version: None,
            final_version: None,
            published_version: None,
            signers: vec![signers(OURS, 1), signers(THEIRS, 2)],
            held: Some(Refusal::SignOffMissing),
            settings: 0,
            round: None,
            moves: Vec::new(),
        }
    }

    fn signed(side: OrganisationId, number: u128, changed_places: u32) -> SignOff {
        SignOff {
            side,
            side_name: Texts::default(),
            version: VersionId(Uuid::from_u128(9)),
            version_number: 3,
            hash: String::new(),
            account: AccountId(Uuid::from_u128(number)),
            name: String::new(),
            at: Timestamp(0),
            changed_places,
        }
    }

    /// What the member may do now.
    fn offered(me: &Member, progress: &Progress) -> Vec<&'static str> {
        let steps = Step::ALL.into_iter();
        steps
            .filter(|step| step.check(Some(me), progress).is_ok())
            .map(Step::code)
            .collect()
    }

    #[test]
    fn a_step_is_found_by_its_name() {
        for step in Step::ALL {
            assert_eq!(Step::from_code(step.code()), Some(step));
        }
        assert_eq!(Step::from_code("step"), None);
    }

    #[test]
    fn a_head_of_department_signs_off_or_sends_back_and_does_nothing_else() {
        let head = member(1, Role::Reader, Some(OURS));
        let mut now = progress(State::Agreed);
        assert_eq!(offered(&head, &now), ["sign-off", "send-back"]);
        now.sign_offs = vec![signed(OURS, 1, 0)];
        assert_eq!(offered(&head, &now), ["withdraw", "send-back"]);
        now.sign_offs = vec![signed(OURS, 1, 2)];
        assert_eq!(offered(&head, &now), ["sign-off", "withdraw", "send-back"]);
        for state in [State::Draft, State::InReview, State::Final] {
            assert!(offered(&head, &progress(state)).is_empty(), "{state:?}");
        }
    }

    #[test]
    fn who_does_not_sign_is_told_why() {
        let now = progress(State::Agreed);
        let check = |me: &Member| Step::SignOff.check(Some(me), &now);
        assert_eq!(
            check(&member(3, Role::Admin, Some(OURS))),
            Err(Refusal::NotASigner)
        );
        assert_eq!(
            check(&member(1, Role::Admin, Some(THEIRS))),
            Err(Refusal::NotASigner)
        );
        assert_eq!(check(&member(4, Role::Admin, None)), Err(Refusal::NoSide));
        assert_eq!(Step::SignOff.check(None, &now), Err(Refusal::NotFound));
        let early = Step::SignOff.check(
            Some(&member(1, Role::Reader, Some(OURS))),
            &progress(State::InReview),
        );
        assert_eq!(early, Err(Refusal::NotForSignOff));
    }

    #[test]
    fn an_admin_is_offered_the_final_only_when_nothing_holds_it() {
        let admin = member(3, Role::Admin, Some(OURS));
        let mut now = progress(State::Agreed);
        assert_eq!(offered(&admin, &now), ["send-back"]);
        now.held = None;
        assert_eq!(offered(&admin, &now), ["finalise", "send-back"]);
        assert_eq!(offered(&admin, &progress(State::Draft)), ["open-review"]);
        assert_eq!(
            offered(&admin, &progress(State::InReview)),
            ["to-sign-off", "send-back"]
        );
    }

    #[test]
    fn a_final_is_published_taken_back_and_unlocked_by_an_admin_of_a_side() {
        let version = VersionRow {
            id: VersionId(Uuid::from_u128(9)),
            number: 3,
            state: State::Final,
            by: String::new(),
            at: Timestamp(0),
            hash: "ab".to_owned(),
            name: String::new(),
            automatic: false,
        };
        let mut now = progress(State::Final);
        now.final_version = Some(version);
        let admin = member(3, Role::Admin, Some(OURS));
        assert_eq!(offered(&admin, &now), ["publish", "unlock"]);
        (now.published, now.published_version) = (true, Some(3));
        assert_eq!(offered(&admin, &now), ["unpublish", "unlock"]);
        // An older final is published while the next one is there.
        now.published_version = Some(1);
        assert_eq!(offered(&admin, &now), ["publish", "unpublish", "unlock"]);
        assert_eq!(offered(&member(5, Role::Admin, None), &now), ["unlock"]);
        assert!(offered(&member(1, Role::Reader, Some(OURS)), &now).is_empty());
        now.state = State::Draft;
        assert_eq!(offered(&admin, &now), ["open-review", "unpublish"]);
    }
}
