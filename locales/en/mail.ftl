# Mails.

mail-sign-in-subject = Your link to sign in to Talka
mail-sign-in-body = Good day,

    open this link to sign in to Talka. It works once, for { $minutes } minutes:

    { $link }

    If you did not ask for it, you need not do anything.
mail-invite-subject = { $inviter } invites you to “{ $partnership }”
mail-invite-body = Good day,

    { $inviter } has invited you to the partnership “{ $partnership }” in Talka. Sign in with this mail address here:

    { $link }

    You need no password: you get a link by mail each time.
