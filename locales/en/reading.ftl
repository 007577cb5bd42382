# The reading view and the list of decisions.

reading-contents = Contents
reading-empty = No text yet in this language.
reading-threads = { $threads ->
    [one] { $threads } open comment on this section
   *[other] { $threads } open comments on this section
}
reading-back = Back to the section
reading-final-of = Final, version { $version }, { $day }, fingerprint { $hash }
reading-signed-by = Signed off by { $name } for { $side }
ledger-title = Decisions
ledger-lead = Every comment on this proposal and the decision on it.
ledger-none = Nobody has commented yet.
ledger-section = Section
ledger-words = Passage
ledger-remark = Comment
ledger-decision = Decision
ledger-reason = Reason
ledger-by = Decided by
ledger-open = Open
reading-version-of = Version { $version }, { $day }, fingerprint { $hash }
reading-not-present = This is a kept version, not the current text.
reading-present = Go to the current text
reading-to-sign = The text is waiting for your side’s sign-off.
reading-verify = Look this final version up
