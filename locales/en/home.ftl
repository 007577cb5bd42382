# The first page.

home-title = Two organisations, one proposal
home-lead = In Talka, partners from two countries write a proposal together, at the same time and in up to three languages. Reviewers comment on exact passages, every comment can be answered and decided on, and both sides sign off the same text.
home-sample-before = A volunteer from abroad works in the city
home-sample-words = for at least six months
home-sample-after = and is supported by a mentor from the host organisation.
home-sample-comment = In our experience, eight months is better.
home-sample-reason = Six is the minimum; we recommend eight.
home-write-title = Write one text together
home-write-text = Everyone sees every word at once. Without a connection you can keep on writing; nothing is lost.
home-comment-title = Comment on exact passages
home-comment-text = A comment stays with its passage, however the text around it changes.
home-decide-title = Decide on every comment
home-decide-text = Accepted, accepted with changes, not accepted or postponed, with a reason. The list of decisions is part of the document.
home-sign-title = Sign off the same version
home-sign-text = Neither side can finish alone, and each can download the text with its decisions in open formats at any time.
home-demo-title = Try it as…
home-partnerships = Your partnerships
home-none = You are not a member of a partnership yet. Ask an admin of yours to send an invitation to this email address: { $mail }
home-proposals = { $proposals ->
    [one] { $proposals } proposal
   *[other] { $proposals } proposals
}
home-new-partnership = New partnership
new-partnership-title = Title of the project
new-partnership-first-day = Start date
new-partnership-last-day = End date
new-partnership-applicant = Applicant: name of the organisation
new-partnership-partner = Partner: name of the organisation
new-partnership-country = Country
new-partnership-your-name = Your name
new-partnership-create = Create the partnership
