# The words of the product: roles, stages, and what kind a comment is and how it ends.

role = { $role ->
    [reader] Reader
    [commenter] Commenter
    [suggester] Suggester
    [editor] Editor
   *[admin] Admin
}
state = { $state ->
    [draft] Draft
    [in_review] In review
    [agreed] For sign-off
   *[final] Final
}
severity = { $severity ->
    [blocking] Objection
    [question] Question
   *[remark] Remark
}
outcome = { $outcome ->
    [taken] Accepted
    [taken_differently] Accepted with changes
    [not_taken] Not accepted
   *[later] Postponed
}
language-name = { $language ->
    [lv] Latvian
    [pl] Polish
   *[en] English
}
former-member = Former member
