# The first page.

home-title = Two organisations, one proposal
home-lead = In Talka, partners from two countries write a proposal together, live, each in their own language. Reviewers comment on the exact words, every remark gets an answer, and both sides sign the same text.
home-sample-before = A volunteer from abroad works in the city
home-sample-words = for at least six months
home-sample-after = and is accompanied by a mentor of the host organisation.
home-sample-comment = Our experience: eight months work better.
home-sample-reason = Six is the least, eight is what we recommend.
home-write-title = Write in one text
home-write-text = Everybody sees every word at once. Without a connection you go on typing; nothing is lost.
home-comment-title = Comment on words
home-comment-text = A comment stays with its words, however the text around it changes.
home-decide-title = Decide on every remark
home-decide-text = Taken, taken differently, not taken or later, with a reason. The list of decisions belongs to the document.
home-sign-title = Sign the same version
home-sign-text = No side can finish alone, and either can take everything with it in open formats.
home-demo-title = Try it as …
home-partnerships = Your partnerships
home-none = You are not a member of a partnership yet. Ask the admin of yours to invite this mail address: { $mail }
home-proposals = { $proposals ->
    [one] { $proposals } proposal
   *[other] { $proposals } proposals
}
home-new-partnership = New partnership
new-partnership-title = Title of the project
new-partnership-first-day = First day
new-partnership-last-day = Last day
new-partnership-applicant = Applicant: name of the organisation
new-partnership-partner = Partner: name of the organisation
new-partnership-country = Country
new-partnership-your-name = Your name
new-partnership-create = Create the partnership
