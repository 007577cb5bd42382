# The bar above the text, and what leaves room for the text.

room-stage = Stage: { $state }
room-stage-signing = Stage: { $state }, { $signed } of { $all } sides have signed off
room-more = More
room-calm = Focus mode
room-no-script = Writing and commenting need JavaScript, which is switched off in this browser. The text can be read without it:
room-threads-elsewhere-title = Open comments in the other languages
room-threads-elsewhere = { $threads ->
    [one] { $language }: { $threads } open comment
   *[other] { $language }: { $threads } open comments
}
room-decide-needs = Choose a decision and give a reason.
