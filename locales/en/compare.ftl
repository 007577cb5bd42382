# Two versions compared, on the page and in the file.

compare-title = Comparison: { $older } – { $newer }
compare-moment = { $version ->
    [now] working text
   *[other] version { $version }
}
compare-end = { $version ->
    [now] Working text · { $state } · fingerprint { $hash }
   *[other] Version { $version } · { $state } · { $day } · fingerprint { $hash }
}
compare-sections = Sections that changed
compare-same = Without changes: { $sections }
compare-none = Nothing differs in this language.
compare-changes = { $changes ->
    [one] { $changes } change
   *[other] { $changes } changes
}
compare-inserted = { $words ->
    [one] { $words } word inserted
   *[other] { $words } words inserted
}
compare-deleted = { $words ->
    [one] { $words } word deleted
   *[other] { $words } words deleted
}
compare-moved = { $blocks ->
    [one] { $blocks } paragraph moved
   *[other] { $blocks } paragraphs moved
}
compare-restyled = { $words ->
    [one] { $words } word formatted differently
   *[other] { $words } words formatted differently
}
compare-unchanged = { $blocks ->
    [one] { $blocks } unchanged paragraph
   *[other] { $blocks } unchanged paragraphs
}
compare-change = Change { $number } of { $all }
compare-previous = Previous change
compare-next = Next change
compare-inserted-by = Inserted by { $name }
compare-inserted-nobody = Inserted; by whom is not recorded
compare-deleted-by = Deleted by { $name }
compare-deleted-nobody = Deleted; by whom is not recorded
compare-restyled-here = Formatting changed
compare-kind = { $before } became { $after }
compare-placed = Stands at another level of a list, table or quotation
compare-empty = An empty line
compare-rearranged = The words are the same. Only lists or tables are divided differently.
compare-moved-here = Moved here from another place.
compare-moved-away = A paragraph stood here that has moved.
compare-where-it-was = Where it was
compare-where-it-is = Where it is now
compare-inserted-hear = inserted:
compare-deleted-hear = deleted:
compare-restyled-hear = formatted differently:
compare-keys = Alt+↓ and Alt+↑ lead from change to change.
compare-languages = Language of the comparison
compare-other = Compare other versions
compare-older = Older text
compare-newer = Newer text
compare-show = Compare
compare-file = Download this comparison
compare-before = Compare with the version before
compare-now = Compare with the working text
refusal-no-such-version = This proposal has no such version. Its versions are listed on the page “Versions”.
refusal-no-such-language = This proposal is not written in this language.
