# Signing in.

sign-in-title = Sign in
sign-in-lead = You need no password. We send you a link by mail; it works once, for { $minutes } minutes.
sign-in-mail = Mail address
sign-in-send = Send me a link
sign-in-sent-title = Look into your mailbox
sign-in-sent-text = If this address belongs to a member, a link is on its way. It works for { $minutes } minutes. Nothing there? Look into the spam folder, or ask the admin of your partnership whether you were invited with another address.
sign-in-again = Another address
sign-in-link-title = Almost there
sign-in-link-text = One click and you are signed in on this device.
sign-in-link-button = Sign in now
sign-in-link-spent = This link is spent
sign-in-new-link = Ask for a new link
sign-in-to-go-on = This page is for members of a partnership. The link in the mail leads back here.
sign-in-to-prove = You are signed in. A new link proves that it is really you, for what matters most.
sign-in-beside = Sign in (new tab)
sign-in-kept = Your session has ended. What you typed is kept here
sign-in-kept-send = Send it again
