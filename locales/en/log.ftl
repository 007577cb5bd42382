# The log page: acts of a partnership and its proposals.

log-title = Log
log-lead = Everything done in this partnership and its proposals, newest first. Dates and times are in UTC.
log-topics = Show
log-topic = { $topic ->
    [all] All
    [people] People
    [steps] Stages and sign-offs
    [comments] Comments
   *[other] Other
}
log-none = Nothing has been done yet.
log-download = Download as a table (.csv)
log-pages = Pages of the log
log-newer = Newer
log-older = Older
log-page = Page { $page } of { $pages }
log-by-itself = Talka itself
log-partnership-created = Partnership created: “{ $title }”
log-member-invited = Invited: { $member }, { $role }, { $side }
log-member-accepted = Invitation accepted: { $member }
log-member-declined = Invitation declined: { $member }
log-invitation-withdrawn = Invitation withdrawn: { $member }
log-role-changed = Role changed: { $member }, { $from } → { $to }
log-side-changed = Side changed: { $member }, { $from } → { $to }
log-languages-changed = Languages changed: { $member }, { $from } → { $to }
log-languages-none = none
log-signer-named = Named to sign off: { $member }
log-signer-ended = No longer named to sign off: { $member }
log-member-removed = Removed from the partnership: { $member }
log-member-left = Left the partnership: { $member }
log-facts-changed = Project details changed
log-proposal-created = Proposal created: “{ $title }”
log-moved = Stage changed: { $from } → { $to }, version { $version }
log-unlocked = Unlocked for the next draft; version { $version } remains final
log-signed-off = Signed off: version { $version }, for { $side }
log-sign-off-ended = { $cause ->
    [by-hand] Sign-off withdrawn: version { $version }, { $member } for { $side }
    [gone] Sign-off ended, because the member has left or was removed: version { $version }, { $member } for { $side }
    [no-right] Sign-off ended, because the member no longer signs off for the side: version { $version }, { $member } for { $side }
   *[sent-back] Sign-off ended, because the proposal was returned to an earlier stage: version { $version }, { $member } for { $side }
}
log-published = Published: version { $version }
log-unpublished = Publication withdrawn: version { $version }
log-final-rule = { $rule ->
    [every-comment] Before the final, there has to be a decision on every comment
   *[objections] Before the final, there has to be a decision on every objection
}
log-review-changed = Review { $number } changed; last day: { $day }
log-review-changed-no-day = Review { $number } changed; no last day
log-review-closed = Review { $number } closed
log-review-summed-up = Summary of review { $number } written
log-version-named = Version { $version } is now called “{ $name }”
log-restored = Restored from version { $version }: the whole text
log-restored-section = Restored from version { $version }: one section
log-exported = Downloaded: { $format }, { $language }
log-exported-all = Downloaded: { $format }, all languages
log-imported = Imported from an archive that was made at { $place } on { $day }
log-thread-opened = Comment ({ $severity }) on “{ $words }”
log-thread-answered = Answer to the comment on “{ $words }”
log-thread-decided = Decision: { $outcome }, on “{ $words }”
log-thread-reopened = Reopened: “{ $words }”
log-thread-attached = Attached to another passage: “{ $words }”
log-reason = Reason: { $reason }
log-settings-changed = Settings changed: { $what }
log-settings-title = title: “{ $title }”
log-settings-languages = languages: { $languages }
log-settings-sections = { $sections ->
    [one] { $sections } section
   *[other] { $sections } sections
}
