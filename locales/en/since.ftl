# What happened since a member last looked.

since-line = Since { $day }: { $what }
since-sections = { $sections ->
    [one] { $sections } section changed
   *[other] { $sections } sections changed
}
since-comments = { $comments ->
    [one] { $comments } new comment or answer
   *[other] { $comments } new comments and answers
}
since-decisions = { $decisions ->
    [one] { $decisions } decision
   *[other] { $decisions } decisions
}
since-show = Show
since-said = Comments and decisions since you last looked
since-to-proposal = To the proposal
