# The list of decisions: which lines, in which order, as which files, and what a final needs.

ledger-severity = Type
ledger-sift = Filter and sort
ledger-show = Show
ledger-show-all = Show all
ledger-all = All
ledger-person = Person
ledger-side = Side
ledger-language = Language
ledger-sort = Sort by
ledger-order = { $order ->
    [opened] Date, oldest first
    [newest] Date, newest first
    [section] Section
    [severity] Type
    [outcome] Decision
   *[person] Person
}
ledger-count = { $all ->
    [one] { $shown } of { $all } entry
   *[other] { $shown } of { $all } entries
}
ledger-none-such = No entry fits this. Choose less.
ledger-take = Download
ledger-csv = These decisions as a table (.csv)
ledger-comments-csv = These comments and answers as a table (.csv)
ledger-annotations = All comments for other programs (W3C Web Annotation, .jsonld)
ledger-annex = The text with all comments, answers and decisions at the end
ledger-rule = Before the text can be final, there has to be
ledger-rule-name = { $rule ->
    [every-comment] a decision on every comment
   *[objections] a decision on every objection
}
ledger-rule-said = { $rule ->
    [every-comment] The text can only become final when there is a decision on every comment.
   *[objections] The text can only become final when there is a decision on every objection.
}
ledger-rule-change = Change this
ledger-rule-send = Save
ledger-rule-done = This has been saved.
