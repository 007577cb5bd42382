# Signing in.

sign-in-title = Sign in
sign-in-lead = You need no password. We send you a link by email; it works once, for { $minutes } minutes.
sign-in-mail = Email address
sign-in-send = Send me a link
sign-in-sent-title = Check your inbox
sign-in-sent-text = If this address belongs to a member, a link is on its way. It works for { $minutes } minutes. Nothing there? Check the spam folder, or ask an admin of your partnership whether you were invited at another address.
sign-in-again = Use another address
sign-in-link-title = One more step
sign-in-link-text = Press the button to sign in on this device.
sign-in-link-button = Sign in now
sign-in-link-spent = This link no longer works
sign-in-new-link = Ask for a new link
sign-in-to-go-on = This page is for members of a partnership. The link in the email brings you back here.
sign-in-to-prove = You are signed in. The most important steps need a new link, to confirm that it is really you.
sign-in-beside = Sign in (new tab)
sign-in-kept = Your session has ended. What you typed is kept here
sign-in-kept-send = Send it again
