# "My account".

account-title = My account
account-identity = About you
account-name-help = This is how everybody in your partnerships sees you.
account-language = Language of pages and emails
account-changed = Saved.
account-devices = Where you are signed in
account-devices-help = A device is signed out after { $idle } days without a visit, and at the latest { $days } days after its last link from an email.
account-device-unknown = Unknown device
account-seen = Last used
account-here = This device
account-end = Sign out there
account-ended = Signed out there.
account-end-others = Sign out everywhere else
account-ended-others = You are signed out everywhere else.
account-programs = Programs
account-programs-help = A program can write along in your name with a token of its own. It opens no page, and you can revoke it at any time.
account-program-add = Let a program in
account-program-name = What the program is called
account-program-make = Create a token
account-program-token = This is the program’s token. Copy it now: it is not shown again.
account-program-end = Revoke
