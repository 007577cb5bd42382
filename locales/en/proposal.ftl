# The proposal's page: sections, languages, who is here, what is saved.

proposal-sections = Sections
section-owner = { $side } answers for it
section-required = Required
section-count = { $chars } of { $limit } characters
section-over = { $over ->
    [one] { $over } character too many
   *[other] { $over } characters too many
}
section-empty = Empty
section-write-here = Write here
section-text-label = { $section }, text in { $language }
section-works-here = { $names } works here
proposal-languages = Language of the text
proposal-beside = Beside it
proposal-beside-none = nothing
proposal-read = Reading view
proposal-live = Live text
proposal-decisions = Decisions
proposal-download = Download
proposal-download-language = The file holds the text in one language:
export-html = Web page (.html)
export-docx = Word document (.docx)
export-md = Plain text with marks (.md)
save-opening = Connecting…
save-saved = Saved
save-saving = Saving …
save-offline = { $changes ->
    [one] No connection. { $changes } change is kept in this browser.
   *[other] No connection. { $changes } changes are kept in this browser.
}
save-cannot-save = Nothing can be saved just now. Your words are kept on this device.
save-only-here = Not saved, and not kept on this device either: do not close this page.
save-new-version = There is a new version of Talka. Your words are kept on this device and go on after loading the page again.
save-new-version-load = Load the page again
save-denied = The text can no longer be changed by you.
save-denied-role = Your role has changed: you can no longer change this text.
save-denied-removed = You are no longer a member of this partnership.
save-signed-out = You are signed out. What is not saved yet is kept in this browser for you.
save-refused-words = These words of yours were not taken, because you may not change the text now. They stay in this browser and are sent when you may write again; you can copy them here.
save-removed-words = This text of yours was not saved. You can copy it here.
presence-here = Here now
presence-follow = Follow { $name }: keeps in view where they write

find = Find in the proposal
find-none = Not found
find-count = { $here } of { $count }
find-next = Next place
find-back = Place before
keys = Keys
keys-mac = On a Mac, press ⌘ instead of Ctrl.
keys-plain-paste = Paste without formatting
keys-line-break = New line in the paragraph
keys-to-toolbar = To the toolbar, back with Escape
keys-leave = Then Tab leaves the text
save-removed-read = Read what was there on your last day
