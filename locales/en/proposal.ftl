# The proposal's page: sections, languages, who is here, what is saved.

proposal-sections = Sections
section-owner = Responsible: { $side }
section-required = Required
section-count = { $chars } of { $limit } characters
section-over = { $over ->
    [one] { $over } character over the limit
   *[other] { $over } characters over the limit
}
section-empty = Empty
section-write-here = Start writing…
section-text-label = { $section }, text in { $language }
section-works-here = Writing here: { $names }
proposal-languages = Language of the text
proposal-beside = Second language
proposal-beside-none = none
proposal-read = Reading view
proposal-live = Working text
proposal-decisions = Decisions
proposal-download = Download
proposal-download-language = The file contains the text in one language: { $language }
export-html = Web page (.html)
export-docx = Word document (.docx)
export-md = Plain text (.md)
export-json = Data for other programs (.json)
save-opening = Connecting…
save-saved = Saved
save-saving = Saving…
save-offline = { $changes ->
    [0] No connection. Everything you have written is saved.
    [one] No connection. { $changes } change is kept in this browser.
   *[other] No connection. { $changes } changes are kept in this browser.
}
save-cannot-save = Nothing can be saved just now. What you have written is kept on this device.
save-only-here = Not saved, and not kept on this device either: do not close this page.
save-new-version = There is a new version of Talka. What you have written is kept on this device and will be in the text once you reload the page.
save-new-version-load = Reload the page
save-denied = You can no longer change this text.
save-denied-role = Your role has changed: you can no longer change this text.
save-denied-removed = You are no longer a member of this partnership.
save-signed-out = Your session has ended. Changes that are not saved yet are kept in this browser; sign in to send them.
save-refused-words = This text of yours was not saved, because you cannot change the proposal at the moment. It stays in this browser and will be sent when you can write again; you can copy it here.
save-removed-words = This text of yours was not saved. You can copy it here.
presence-here = Here now
presence-follow = Follow { $name } (the page shows where this person is writing)

find = Find in the proposal
find-none = Not found
find-count = { $here } of { $count }
find-next = Next match
find-back = Previous match
keys = Keyboard shortcuts
keys-mac = On a Mac, press ⌘ instead of Ctrl.
keys-plain-paste = Paste without formatting
keys-line-break = New line in the paragraph
keys-to-toolbar = Go to the toolbar (Escape goes back)
keys-leave = Leave the text (then press Tab)
keys-next-comment = Next comment
keys-previous-comment = Previous comment
save-removed-read = Read the texts as they were on your last day
