# What waits for a member, on the first page and in mails.

waits-title = What waits for you
waits-nothing = Nothing waits for you at the moment.
waits-sign-off = Your side has not signed off this text yet
waits-came-back = Returned to an earlier stage: { $state }
waits-review = The review is open: read the text and comment
waits-review-until = The review is open, last day { $day }: read the text and comment
waits-answer = { $severity ->
    [blocking] Answer the objection: “{ $quote }”
   *[other] Answer the question: “{ $quote }”
}
waits-decide = { $about ->
    [suggestion] Decide on the suggestion: “{ $quote }”
    [blocking] Decide on the objection: “{ $quote }”
    [question] Decide on the question: “{ $quote }”
   *[other] Decide on the remark: “{ $quote }”
}
waits-empty = { $section } ({ $language }): no text yet
waits-too-long = { $section } ({ $language }): { $over }
waits-more = { $things ->
    [one] and { $things } more in this proposal
   *[other] and { $things } more in this proposal
}
