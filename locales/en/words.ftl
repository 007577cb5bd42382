# The words of the product: roles, states, and how a thread weighs and ends.

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
    [blocking] Blocking
    [question] Question
   *[remark] Remark
}
outcome = { $outcome ->
    [taken] Taken
    [taken_differently] Taken differently
    [not_taken] Not taken
   *[later] Later
}
language-name = { $language ->
    [lv] Latvian
    [pl] Polish
   *[en] English
}
former-member = Former member
