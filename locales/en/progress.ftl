# The way of a proposal: stages, steps, sign-offs, publication.

progress-title = Progress
progress-draft = Editors of both sides write the text.
progress-in-review = Members comment; editors go on writing.
progress-agreed = The text is proposed as final. Each side signs off the same version.
progress-final = The text is final. It can no longer be changed.
progress-last-day = Last day for comments: { $day }
progress-reason = Reason
progress-signed = Signed off: version { $version }
progress-signers = Waiting for: { $names }
progress-no-signers = Nobody can sign off for this side yet. An admin of the side can name someone.
progress-changed-since = { $places ->
    [one] Signed off: version { $version }; the text has changed in { $places } place since
   *[other] Signed off: version { $version }; the text has changed in { $places } places since
}
progress-signed-by = { $name }, { $day }
progress-waits = Not final yet: waiting for { $sides }.
progress-held = Not final yet. { $reason }
progress-came-back = Returned to an earlier stage by { $name }, { $day }:
progress-unlocked = Unlocked by { $name }, { $day }:
progress-kept-final = Version { $version } remains final, as every side signed it off.
progress-kept-final-read = Read the final version
progress-published = Version { $version } is published. Anyone who has this address can read it:
progress-copy = Copy the address
progress-copied = Copied
progress-see-changes = Show what has changed
progress-history = History
progress-moved = { $from } → { $to }
progress-version = Version { $version }

step-open-review = Open the review
step-to-sign-off = Send for sign-off
step-sign-off = Sign off this version
step-withdraw = Withdraw the sign-off
step-finalise = Close as final
step-send-back = Return to an earlier stage
step-unlock = Unlock for the next draft
step-publish = Publish
step-unpublish = Withdraw the publication
step-open-review-follows = Those you invite are asked to comment by the last day. When it has ended for every side, the review closes by itself; comments stay possible. The text as it is now is kept as a numbered version.
step-to-sign-off-follows = The review ends. Each side can sign off the text; if the text changes afterwards, it has to be signed off again.
step-sign-off-follows = On behalf of your side, you agree to exactly this text. If the text changes, your sign-off no longer counts. You can withdraw it until the text is final. When every side has signed off, an admin can close the text as final.
step-withdraw-follows = The sign-off no longer counts, and the text cannot become final without a new one. You can sign off again.
step-finalise-follows = From then on nobody can change this text. It remains final as it is, even when the next draft begins. Only members can read it until an admin publishes it.
step-send-back-follows = All sign-offs given so far end. The reason is shown on the proposal’s page and in the log.
step-unlock-follows = The next draft begins with this text. The version that was signed off remains final, readable and, if it is published, public until every side signs off another one. Its sign-offs do not count for the new text.
step-publish-follows = Anyone who has the address can read and download this version without an account. Comments, decisions and members are not shown. An admin of either side can withdraw the publication.
step-unpublish-follows = From then on only members can read the text. It can be published again.
step-told-nobody = Open pages show this at once, and it is kept in the log. Talka sends no email about it.
step-told-asked = Those who are asked to comment get an email at once, with the last day.
step-told-signers = Those who sign off for a side get an email at once.
step-told-everybody = All members of the partnership get an email at once.
step-told-sides = Members of both sides get an email with the reason.
step-told-members = All members of the partnership get an email with the reason.
step-told-admins = The other admins of the partnership get an email at once.
step-what = What this is about
step-version = Version
step-version-of = Version { $version }, fingerprint { $hash }
step-version-next = Version { $version } (new), fingerprint { $hash }
step-languages = Languages
step-language = { $language }: { $filled } of { $all } sections have text
step-read = Read this version
step-read-in = Read it in { $language }
step-for = For
step-address = Address
step-last-day = Last day for comments
step-back-to = Stage
step-changes = What has changed since version { $version }
step-not-now = Back to the proposal
step-done = { $step ->
    [open-review] The review is open.
    [to-sign-off] The text has been sent for sign-off.
    [sign-off] Your side has signed off this version.
    [withdraw] The sign-off has been withdrawn.
    [finalise] The text is final.
    [send-back] The proposal has been returned to an earlier stage.
    [unlock] The next draft has begun. The signed-off version remains final.
    [publish] The final version has been published.
   *[unpublish] The publication has been withdrawn.
}

