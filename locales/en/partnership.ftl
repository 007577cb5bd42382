# The partnership's page.

partnership-about = About the project
partnership-applicant = Applicant
partnership-partner = Partner
partnership-period = Project period
partnership-budget = Budget
partnership-objective = General objective
partnership-target-groups = Direct target groups
partnership-justification = Justification
partnership-activities = Activities
proposals-title = Proposals
proposals-none = No proposals yet.
proposals-open-threads = { $threads ->
    [one] { $threads } open comment
   *[other] { $threads } open comments
}
proposals-no-open-threads = No open comments
proposals-changed = Changed on { $day }
new-proposal = New proposal
new-proposal-title = Title
in-languages-help = One language is enough; the others can stay empty.
new-proposal-languages = Languages of the text
new-proposal-languages-help = Before sign-off, all required sections must be filled in in the first of these languages.
new-proposal-create = Create the proposal
members-title = Members
members-outside = External reviewers
members-none = Nobody yet
members-me = you
members-invite = Invite a member
members-name = Name
members-mail = Email address
members-role = Role
members-side = Represents
members-languages = Working languages
members-send = Send the invitation
members-invited = { $name } has been invited and will receive an email.
members-changed = Changes saved: { $name }.
members-removed = The member has been removed from the partnership.
members-change = Edit
members-change-of = Edit { $name }
members-remove = Remove from the partnership
members-remove-sure = { $name } loses access to new texts at once. What { $name } has written stays.
role-help = { $role ->
    [reader] reads
    [commenter] reads and comments
    [suggester] reads, comments and suggests changes
    [editor] writes and decides on comments and suggestions
   *[admin] writes, invites members and moves proposals on
}
activity-kind = { $kind ->
    [study] Study
    [exchange] Exchange of experience
    [training] Training
   *[drafting] Drafting
}
members-pending = Invited, has not answered yet
members-mail-refused = The email to { $mail } was refused: this address cannot be reached. Withdraw the invitation and try another address.
members-invitation = Invitation
members-invitation-help = An invitation can be answered for { $days } days. Sending it again makes the earlier link invalid.
members-renew = Send it again
members-withdraw = Withdraw the invitation
members-side-choose = Choose…
members-mail-language = Language of the email
members-signs = signs off
members-may-sign = Can sign off for the side
members-may-sign-help = If a side names nobody, its admins sign off. As soon as it names someone, only the people it has named sign off.
members-may-sign-save = Save who signs off
members-log = Log: who did what and when
