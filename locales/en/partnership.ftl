# The partnership's page.

partnership-about = About the project
partnership-applicant = Applicant
partnership-partner = Partner
partnership-period = Period
partnership-budget = Budget
partnership-objective = General objective
partnership-target-groups = Direct target groups
partnership-justification = Justification
partnership-activities = Activities
proposals-title = Proposals
proposals-none = No proposal yet.
proposals-open-threads = { $threads ->
    [one] { $threads } open thread
   *[other] { $threads } open threads
}
proposals-no-open-threads = No open threads
proposals-changed = Changed { $day }
new-proposal = New proposal
new-proposal-title = Title
in-languages-help = One language is enough; the others can stay empty.
new-proposal-languages = Languages of the text
new-proposal-create = Create the proposal
members-title = Members
members-outside = Outside reviewers
members-none = Nobody yet
members-me = you
members-invite = Invite a member
members-name = Name
members-mail = Mail address
members-role = Role
members-side = Stands for
members-languages = Works in
members-send = Send the invitation
members-invited = { $name } is invited and gets a mail.
members-changed = Saved: { $name }.
members-removed = The member is out of the partnership now.
members-change = Change
members-change-of = Change { $name }
members-remove = Remove from the partnership
members-remove-sure = What { $name } wrote stays.
role-help = { $role ->
    [reader] reads
    [commenter] reads and comments
    [suggester] comments and suggests changes
    [editor] writes and decides
   *[admin] writes, invites, signs off
}
activity-kind = { $kind ->
    [study] Study
    [exchange] Exchange of experience
    [training] Training
   *[drafting] Drafting
}
members-pending = Invited, has not answered yet
members-mail-refused = The mail to { $mail } was refused: this address cannot be reached. Withdraw the invitation and try another address.
members-invitation = Invitation
members-invitation-help = An invitation can be answered for { $days } days. Sending it again makes the earlier link invalid.
members-renew = Send it again
members-withdraw = Withdraw the invitation
members-side-choose = Choose …
members-mail-language = Language of the email
members-signs = signs off
members-may-sign = May sign off for the side
members-may-sign-help = Where a side names nobody, its admins sign off. As soon as it names somebody, only those who are named sign off.
members-may-sign-save = Save who signs off
members-log = Log: who did what and when
