# Texts of the exported files.

export-decisions = Decisions
export-decisions-none = There were no comments on this text.
export-version = Version { $number }, { $state }
export-section-empty = No text yet.
export-column-words = Passage
export-column-comment = Comment
export-column-decision = Decision
export-column-reason = Reason
export-column-by = Decided by
export-open = Open
export-signed = Signed off
export-fingerprint = Fingerprint of this final version (SHA-256):
export-verify = Look it up at
