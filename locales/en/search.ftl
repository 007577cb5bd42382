# The search: its page, and the field that opens on every page.

search-title = Search
search-open = Search (Ctrl+K)
search-field = What are you looking for?
search-lead = Searches texts in all languages, comments, suggestions, decisions, project details and the names of versions. Endings and accents do not matter. Words in quotation marks have to stand together.
search-short = Type at least two letters or digits.
search-long = { $chars ->
    [one] This is too long. Type no more than { $chars } character.
   *[other] This is too long. Type no more than { $chars } characters.
}
search-none = Nothing was found.
search-none-help = Type fewer words, leave out quotation marks, or choose no filter. All the words have to stand in one paragraph or comment.
search-count = { $count ->
    [one] { $count } place found
   *[other] { $count } places found
}
search-cut = There are more places than fit here. Type more words, or choose a filter.
search-kind = { $kind ->
    [title] Title
    [facts] Project details
    [version] Version
    [text] Text
    [comment] Comment
    [suggestion] Suggestion
   *[decision] Decision
}
search-version = Version { $version }
search-project = Project
search-proposal = Proposal
search-state = Stage
search-narrow = Filter
search-found = Search results
search-keys = ↑ ↓ choose · Enter open · Escape close
search-slash = The / key opens this field
search-go = Go to
search-section = Section: { $section }
search-language = Language of the text: { $language }
