# Mails.

mail-sign-in-subject = Your link to sign in to Talka
mail-sign-in-body = Good day,

    open this link to sign in to Talka. It works once, for { $minutes } minutes:

    { $link }

    If you did not ask for it, you need not do anything.
mail-invite-subject = { $inviter } invites you to “{ $partnership }”
mail-invite-body = Good day,

    { $inviter } invites you to the partnership “{ $partnership }” in Talka, where partners write a proposal together. Open this link to see what you are invited to, and to accept or decline. It works for { $days } days and signs you in; you need no password:

    { $link }

    If you do not know { $inviter }, you need not do anything.
mail-sent-back-subject = “{ $proposal }” was sent back
mail-sent-back-body = Good day,

    { $by } has sent the proposal “{ $proposal }” in Talka back. It is now at the stage “{ $state }”, and earlier sign-offs no longer count. The reason:

    { $reason }

    { $link }
mail-unlocked-subject = A new draft of “{ $proposal }” has begun
mail-unlocked-body = Good day,

    { $by } has unlocked the proposal “{ $proposal }” in Talka. The reason:

    { $reason }

    The version that both sides signed off stays final and readable until both sides sign off another one. Sign-offs for it do not count for the new draft.

    { $link }
mail-published-subject = “{ $proposal }” is published
mail-published-body = Good day,

    { $by } has published the final version of “{ $proposal }” in Talka: everybody who has the address can read it. Any admin of either side can take it back here:

    { $link }
mail-unpublished-subject = “{ $proposal }” is no longer published
mail-unpublished-body = Good day,

    { $by } has taken back the publication of “{ $proposal }” in Talka: only members can read it now.

    { $link }
mail-rights-subject = Your rights in “{ $partnership }” have changed
mail-rights-body = Good day,

    { $by } has changed your role, side or right to sign off in the partnership “{ $partnership }” in Talka. You see them here:

    { $link }
mail-removed-subject = You are no longer a member of “{ $partnership }”
mail-removed-body = Good day,

    { $by } has removed you from the partnership “{ $partnership }” in Talka. What you wrote stays. What was there today you can still read and export:

    { $links }
