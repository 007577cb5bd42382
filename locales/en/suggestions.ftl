# Suggestions: changes of the text that wait for a decision.

refusal-own-suggestion = While a review is open, nobody decides on a suggestion of their own. Somebody else has to do it.
refusal-suggestion-stale = The text here has changed since this suggestion was made, so it cannot be accepted. Change the text by hand, or ask for a new suggestion.
log-suggestion-opened = Suggestion: “{ $words }”
log-suggestion-withdrawn = Suggestion withdrawn: “{ $words }”
suggestion = Suggestion
suggest-mode = Suggest
suggest-mode-help = What you type becomes suggestions, and the text stays as it is until somebody accepts them.
suggest-must = You are suggesting: the text stays as it is until an editor accepts your changes.
suggest-marked = Show suggestions
suggestion-accept = Accept
suggestion-reject = Reject or postpone
suggestion-withdraw = Take back the suggestion
suggestion-stale = The text here has changed since the suggestion was made.
suggestion-was = Suggested for
suggestion-now = In the text now
suggestion-wants = Suggested wording
suggestion-words-gone = This passage is no longer in the text.
suggestion-arrived = { $name } suggests a change of “{ $words }”.
suggestions-several = Decide on several suggestions
suggestions-of = Suggested by
suggestions-of-all = Everybody
suggestions-in = Section
suggestions-in-all = All sections
suggestions-accept-all = { $suggestions ->
    [one] Accept { $suggestions } suggestion
   *[other] Accept { $suggestions } suggestions
}
suggestions-reject-all = { $suggestions ->
    [one] Reject { $suggestions } suggestion
   *[other] Reject { $suggestions } suggestions
}
suggestions-reject-reason = Reason for rejecting, in one sentence
suggestions-done = { $suggestions ->
    [one] Decided on { $suggestions } suggestion.
   *[other] Decided on { $suggestions } suggestions.
}
suggestions-refused = { $suggestions ->
    [one] { $suggestions } suggestion could not be decided on: look at its card.
   *[other] { $suggestions } suggestions could not be decided on: look at their cards.
}
editor-suggestion-here = There is a suggestion for this passage.
editor-not-suggested = This cannot be suggested: suggestions change words within one paragraph. Write a comment instead.
editor-nothing-to-suggest-to = There are no words here to suggest a change to. An editor has to write the first ones.
editor-suggestion-too-long = This is too much for one suggestion. Suggest it in smaller parts.
editor-not-in-text = These letters are only suggested. Accept or reject the suggestion on its card.
ledger-suggestion = Suggestion: “{ $was }” → “{ $wants }”
suggestion-refused = This suggestion of yours was not saved, because somebody has decided on it meanwhile or the text can no longer be changed. You can copy it here.
