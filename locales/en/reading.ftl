# The reading view and the ledger of decisions.

reading-contents = Contents
reading-empty = No text yet in this language.
reading-threads = { $threads ->
    [one] { $threads } open thread on this section
   *[other] { $threads } open threads on this section
}
reading-back = Back to the section
reading-final-of = Final, version { $version }, { $day }, fingerprint { $hash }
reading-signed-by = Signed off by { $name } for { $side }
ledger-title = Decisions
ledger-lead = Every remark on this proposal and what came of it.
ledger-none = Nobody has commented yet.
ledger-section = Section
ledger-words = Words
ledger-remark = Remark
ledger-decision = Decision
ledger-reason = Reason
ledger-by = By
ledger-open = Open
reading-version-of = Version { $version }, { $day }, fingerprint { $hash }
reading-not-present = This is a kept version, not the text as it is now.
reading-present = To the present text
reading-to-sign = The text waits for the sign-off of your side.
