# What a person reads when something is refused: what happened, and what helps.

refusal-not-signed-in = Sign in first.
refusal-sign-in-again = For this step, please confirm who you are: sign in again by a link from the mail. It counts for { $minutes } minutes; then send this again.
refusal-not-allowed = Your role does not allow this. An admin of the partnership can change it.
refusal-not-found = There is nothing here, or it is not yours to see.
refusal-locked = The proposal is final. Its text can no longer be changed.
refusal-reason-missing = Please give a reason.
refusal-step-skipped = A proposal moves forward one step at a time.
refusal-not-for-sign-off = The proposal is not at the stage “For sign-off” now. Look at the page of the proposal.
refusal-text-changed = The text has changed since you opened this page. Read what changed, then send this again.
refusal-sections-empty = { $sections ->
    [one] { $sections } required section is still empty.
   *[other] { $sections } required sections are still empty.
}
refusal-blocking-threads = { $threads ->
    [one] { $threads } blocking thread is still open.
   *[other] { $threads } blocking threads are still open.
}
refusal-sign-off-missing = A side has not signed off the present text.
refusal-no-side = Only a member who stands for a side can do this.
refusal-other-side = The other side decides about this. Only an admin of that side can do it.
refusal-own-side = You cannot change which side you stand for. Another admin of your side can.
refusal-first-is-admin = This side has no admin yet. Invite its first admin, who then invites the others.
refusal-already-invited = The first admin of this side is already invited. Wait for the answer, or withdraw the invitation.
refusal-already-member = This person is already a member or invited.
refusal-last-admin = This is the last admin of the side or of the partnership. Make somebody else an admin first.
refusal-not-a-signer = Only a side's admins, or the people it has named, sign off for it. Ask an admin of your side.
refusal-not-final = Only a final version can be published.
refusal-words-gone = These words are no longer in the text. Select them again.
refusal-empty = Please write something first.
refusal-unfit = This does not fit here. Please check it.
refusal-too-long = { $limit ->
    [one] At most { $limit } character fits here.
   *[other] At most { $limit } characters fit here.
}
refusal-too-many = There are too many already: at most { $limit }.
refusal-not-a-mail-address = This is not a mail address. Write it like name@example.org, without spaces.
refusal-link-spent = This link was used already or is too old. Ask for a new one.
refusal-nothing-to-restore = The text says this already. There is nothing to restore.
refusal-document-full = There is no room for so much text in the proposal. Shorten it, or restore one section only.
refusal-outdated = Somebody was faster. Look at the page again.
refusal-new-version = There is a new version of Talka. Copy what you wrote here, then load the page again.
refusal-unavailable = The server could not do this now. Please try again.
refusal-cannot-save = Nothing can be saved just now. Keep this page open and try again in a few minutes.
refusal-busy = The server has too much to do just now. Please try again in a few seconds.
refusal-set-aside = This could not be opened several times in a row, so it is left alone for a while. Try again later and tell whoever runs this server.
refusal-too-large = This is more than can be sent at once. Please send less.
refusal-too-fast = { $seconds ->
    [one] That was too much in a short time. Please try again in { $seconds } second.
   *[other] That was too much in a short time. Please try again in { $seconds } seconds.
}
refusal-other-origin = This request came from another site. Open Talka by its own address and try again.
refusal-unknown-host = Talka is not reached by this address. Please use the address in your invitation.
