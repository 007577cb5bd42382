# What a person reads when something is refused: what happened, and what helps.

refusal-not-signed-in = Please sign in first.
refusal-sign-in-again = For this step, please confirm that it is you: sign in again with a link from an email, then send this again. The confirmation is valid for { $minutes } minutes.
refusal-not-allowed = Your role does not allow this. An admin of the partnership can change your role.
refusal-not-found = There is nothing here, or you do not have access to it.
refusal-locked = The proposal is final. Its text can no longer be changed.
refusal-reason-missing = Please give a reason.
refusal-step-skipped = A proposal moves forward one stage at a time.
refusal-not-for-sign-off = The proposal is not at the stage “For sign-off” at the moment. See the proposal’s page.
refusal-text-changed = The text has changed since you opened this page. Read what has changed, then send this again.
refusal-sections-empty = { $sections ->
    [one] { $sections } required section is still empty in the proposal’s first language.
   *[other] { $sections } required sections are still empty in the proposal’s first language.
}
refusal-blocking-threads = { $threads ->
    [one] { $threads } objection is still open.
   *[other] { $threads } objections are still open.
}
refusal-open-threads = { $threads ->
    [one] { $threads } comment is still open.
   *[other] { $threads } comments are still open.
}
refusal-sign-off-missing = One side has not signed off the current text yet.
refusal-no-side = Only a member who represents a side can do this.
refusal-other-side = The other side decides on this. Only an admin of that side can do it.
refusal-own-side = You cannot change which side you represent. Another admin of your side can.
refusal-first-is-admin = This side has no admin yet. Invite its first admin, who can then invite the others.
refusal-already-invited = The first admin of this side has already been invited. Wait for the answer, or withdraw the invitation.
refusal-already-member = This person is already a member or has already been invited.
refusal-last-admin = This is the last admin of the side or of the partnership. Make someone else an admin first.
refusal-not-a-signer = Only a side’s admins, or the people it has named, sign off for it. Ask an admin of your side.
refusal-not-final = Only a final version can be published.
refusal-words-gone = This passage is no longer in the text. Please select it again.
refusal-empty = Please fill in this field.
refusal-unfit = This entry is not valid. Please check it.
refusal-day-over = This day is already over. Please choose a later one.
refusal-ends-before-start = The end date is before the start date.
refusal-shares-over = The parts add up to more than 100%.
refusal-too-long = { $limit ->
    [one] This field takes at most { $limit } character.
   *[other] This field takes at most { $limit } characters.
}
refusal-too-many = The limit of { $limit } has been reached.
refusal-not-a-mail-address = This is not an email address. Write it like name@example.org, without spaces.
refusal-link-spent = This link has already been used or is too old. Please ask for a new one.
refusal-nothing-to-restore = The text already says this. There is nothing to restore.
refusal-document-full = There is no room for this much text in the proposal. Shorten it, or restore one section only.
refusal-outdated = Someone else has changed this in the meantime. Reload the page.
refusal-new-version = There is a new version of Talka. Copy what you have written here, then reload the page.
refusal-unavailable = The server could not do this just now. Please try again.
refusal-cannot-save = Nothing can be saved just now. Keep this page open and try again in a few minutes.
refusal-busy = The server is too busy just now. Please try again in a few seconds.
refusal-set-aside = This could not be opened several times in a row, so Talka will not try again for a while. Try again later, and tell the people who run this server.
refusal-too-large = This is more than can be sent at once. Please send less.
refusal-too-fast = { $seconds ->
    [one] That was too many requests in a short time. Please try again in { $seconds } second.
   *[other] That was too many requests in a short time. Please try again in { $seconds } seconds.
}
refusal-other-origin = This request came from another site. Open Talka at its own address and try again.
refusal-unknown-host = Talka cannot be reached at this address. Please use the address in your invitation.
