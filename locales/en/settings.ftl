# The settings of a proposal: title, languages, sections.

settings-title = Settings
settings-lead = Title, languages and sections of this proposal. Whoever has it open is told that the settings have changed.
settings-done = The settings have been saved.
settings-languages-help = All required sections have to be filled in in the first of these languages before sign-off. A language with text or comments stays.
settings-sections-help = A section with text or comments stays. A section that is switched off can be switched on again later.
settings-section-on = Part of the proposal
settings-section-limit = Characters at most
settings-section-owner = Responsible
settings-all-sides = All sides together
settings-stays = (has text or comments)
settings-changed = Settings changed: reload the page
refusal-for-sign-off = The text is out for sign-off, so this cannot be changed. Return the proposal to an earlier stage first.
refusal-in-use = There is text or there are comments in it, so it stays in the proposal.
