# Comments on passages, answers and decisions.

threads-title = Comments
threads-none = No open comments in this language. Select text to comment on it.
threads-none-reader = No open comments in this language.
threads-show-decided = { $threads ->
    [one] Show { $threads } decided comment
   *[other] Show { $threads } decided comments
}
threads-hide-decided = Hide decided comments
thread-comment = Comment
thread-comment-selection = Comment on the selected text
thread-new = New comment
thread-body = Your comment
thread-severity = Type of comment
thread-send = Send
thread-answer = Answer
thread-answer-send = Send the answer
thread-go = Show in the text: “{ $words }”
thread-decide = Decide
thread-outcome = Decision
thread-reason = Reason, in one sentence
thread-decide-send = Decide and close the comment
thread-reopen = Reopen
thread-decided-by = { $name }, version { $version }
thread-detached = This passage is no longer in the text.
thread-attach = Attach to the selected text
thread-attach-help = Select text first.
thread-next-edition = For the next version
thread-answers = { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
}
threads-open-count = { $threads ->
    [one] { $threads } open comment
   *[other] { $threads } open comments
}
thread-arrived = { $name } commented on “{ $words }”.
thread-other-words = Comment on the selected text instead
thread-send-detached = Send it with the quote only
thread-give-up = Discard what you have written?
thread-answer-unsent = Your answer was not sent, because the comment was decided meanwhile. You can copy it here.
thread-answer-discard = Discard
threads-filter = Show
threads-filter-all = All comments
threads-filter-mine = Mine
threads-filter-side = From { $side }
threads-filter-suggestions = Suggestions
threads-none-fit = No comment fits this choice.
