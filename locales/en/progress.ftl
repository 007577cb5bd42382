# The way of a proposal: states, sign-offs, publication.

progress-title = The way to the final
progress-draft = Editors of both sides write the text.
progress-in-review = Everybody invited comments; editors still write.
progress-agreed = The text is proposed as final. Each side signs off the same version.
progress-final = The text is final. It is locked for everybody.
progress-last-day = Comments until { $day }
progress-to-review = Open the review
progress-to-agreed = Propose as agreed
progress-to-final = Make it final
progress-back = Back with a reason
progress-back-to = Back to
progress-review-lead = Everybody in the partnership can comment. A version is kept under this name.
progress-review-last-day = Last day for comments
progress-agreed-lead = The review ends. Each side can sign off the text then; every later change shows.
progress-final-lead = From then on nobody can change the text. It needs the sign-off of every side and no open blocking thread.
progress-back-lead = The reason stays in the history of the proposal.
progress-reason = Reason
progress-signed = Signed version { $version }
progress-not-signed = Not signed off yet
progress-changed-since = { $places ->
    [one] signed version { $version }, the text has changed in { $places } place since
   *[other] signed version { $version }, the text has changed in { $places } places since
}
progress-sign = Sign off for { $side }
progress-signed-by = { $name }, { $day }
progress-published = Everybody can read the final, without an account
progress-history = History
progress-moved = { $from } → { $to }
progress-version = Version { $version }
