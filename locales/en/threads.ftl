# Threads: comments on words, answers and decisions.

threads-title = Threads
threads-none = No open threads in this language. Select words in the text to comment on them.
threads-none-reader = No open threads in this language.
threads-show-decided = { $threads ->
    [one] Show { $threads } decided thread
   *[other] Show { $threads } decided threads
}
threads-hide-decided = Hide decided threads
thread-comment = Comment
thread-comment-selection = Comment on the selected words
thread-new = New comment
thread-body = Your comment
thread-severity = How much it weighs
thread-send = Send
thread-answer = Answer
thread-answer-send = Send the answer
thread-go = Show in the text: “{ $words }”
thread-decide = Decide
thread-outcome = Decision
thread-reason = Reason, in one sentence
thread-decide-send = Decide and close the thread
thread-reopen = Open again
thread-decided-by = { $name }, version { $version }
thread-detached = These words are no longer in the text.
thread-attach = Attach to the selected words
thread-attach-help = Select words in the text first.
thread-next-edition = For the next edition
thread-answers = { $answers ->
    [one] { $answers } answer
   *[other] { $answers } answers
}
threads-open-count = { $threads ->
    [one] { $threads } open thread
   *[other] { $threads } open threads
}
thread-arrived = { $name } commented on “{ $words }”.
