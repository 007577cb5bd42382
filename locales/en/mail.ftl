# Emails.

mail-sign-in-subject = Your link to sign in to Talka
mail-sign-in-body = Hello,

    Open this link to sign in to Talka. It works once, for { $minutes } minutes:

    { $link }

    If you did not ask for this link, you can ignore this email.
mail-invite-subject = { $inviter } invites you to “{ $partnership }”
mail-invite-body = Hello,

    { $inviter } invites you to join the partnership “{ $partnership }” in Talka, where both partners write the proposal and comment on it. Open this link to see what you are invited to, and to accept or decline. It works for { $days } days and signs you in; you need no password:

    { $link }

    If you do not know { $inviter }, you can ignore this email.
mail-sent-back-subject = “{ $proposal }” has been returned to an earlier stage
mail-sent-back-body = Hello,

    { $by } has returned the proposal “{ $proposal }” in Talka to the stage “{ $state }”. Earlier sign-offs no longer count. The reason:

    { $reason }

    { $link }
mail-unlocked-subject = The next draft of “{ $proposal }” has begun
mail-unlocked-body = Hello,

    { $by } has unlocked the proposal “{ $proposal }” in Talka. The reason:

    { $reason }

    The version that both sides signed off remains final and readable until both sides sign off another one. Its sign-offs do not count for the new draft.

    { $link }
mail-review-subject = The review of “{ $proposal }” is open
mail-review-body = Hello,

    { $by } has opened the review of the proposal “{ $proposal }” in Talka. Please read the text and comment on it:

    { $link }
mail-review-until-body = Hello,

    { $by } has opened the review of the proposal “{ $proposal }” in Talka. Please read the text and comment on it. The last day of the review is { $day }.

    { $link }
mail-review-ends-subject = The review of “{ $proposal }” ends soon
mail-review-ends-body = Hello,

    The last day of the review of the proposal “{ $proposal }” in Talka is { $day }, and you have not commented on it yet. You can read the text and comment here:

    { $link }
mail-sign-off-subject = “{ $proposal }” waits for your sign-off
mail-sign-off-body = Hello,

    { $by } has moved the proposal “{ $proposal }” in Talka to the stage for sign-off. Read the text and sign it off for your side, or return it with a reason:

    { $link }
mail-final-subject = “{ $proposal }” is final
mail-final-body = Hello,

    { $by } has closed the proposal “{ $proposal }” in Talka as final. Both sides have signed off this text, and it cannot be changed any more. You can read it here:

    { $link }
mail-published-subject = “{ $proposal }” has been published
mail-published-body = Hello,

    { $by } has published the final version of “{ $proposal }” in Talka: anyone who has the address can read it. An admin of either side can withdraw the publication here:

    { $link }
mail-unpublished-subject = “{ $proposal }” is no longer published
mail-unpublished-body = Hello,

    { $by } has withdrawn the publication of “{ $proposal }” in Talka: only members can read it now.

    { $link }
mail-rights-subject = Your rights in “{ $partnership }” have changed
mail-rights-body = Hello,

    { $by } has changed your role, your side or your right to sign off in the partnership “{ $partnership }” in Talka. You can see them here:

    { $link }
mail-removed-subject = You are no longer a member of “{ $partnership }”
mail-removed-body = Hello,

    { $by } has removed you from the partnership “{ $partnership }” in Talka. What you have written stays. You can still read and download the texts as they were on the day you were removed:

    { $links }
