# The reviews of a proposal: whom they ask, how they end, what became of one's own comments.

reviews-title = Reviews
reviews-lead = Who is asked to comment until when, what each review came to, and what became of your comments.
reviews-none = There has been no review yet.
reviews-number = Review { $number }
reviews-opened = Opened
reviews-closed = Closed
reviews-by-itself = by its last day
reviews-last-day = until the end of { $day } ({ $zone })
reviews-invited = Invited
reviews-invited-help = If you choose nobody, every member is invited.
reviews-everybody = all members
reviews-all-languages = all languages
reviews-languages-help = If you choose none, the review is about all languages.
reviews-comments = Comments
reviews-summary = Summary
reviews-summary-later = Summary (can be written later)
reviews-yours = Your comments, and what became of each
reviews-change = Change this review
reviews-prolong = Prolong this review
reviews-change-send = Save
reviews-close = Close the review now
reviews-close-send = Close the review
reviews-sum-up = Write the summary
reviews-sum-up-again = Change the summary
reviews-sum-up-send = Save
reviews-done = This has been saved.
