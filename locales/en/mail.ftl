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