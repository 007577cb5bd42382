# Divu versiju salīdzinājums lapā un failā.

compare-title = Salīdzinājums: { $older } – { $newer }
compare-moment = { $version ->
    [now] darba teksts
   *[other] { $version }. versija
}
compare-end = { $version ->
    [now] Darba teksts · { $state } · kontrolsumma { $hash }
   *[other] { $version }. versija · { $state } · { $day } · kontrolsumma { $hash }
}
compare-sections = Mainītās sadaļas
compare-same = Bez izmaiņām: { $sections }
compare-none = Šajā valodā nekas neatšķiras.
compare-changes = { $changes ->
    [zero] { $changes } izmaiņu
    [one] { $changes } izmaiņa
   *[other] { $changes } izmaiņas
}
compare-inserted = { $words ->
    [zero] Pievienoti { $words } vārdu
    [one] Pievienots { $words } vārds
   *[other] Pievienoti { $words } vārdi
}
compare-deleted = { $words ->
    [zero] Izņemti { $words } vārdu
    [one] Izņemts { $words } vārds
   *[other] Izņemti { $words } vārdi
}
compare-moved = { $blocks ->
    [zero] Pārvietotas { $blocks } rindkopu
    [one] Pārvietota { $blocks } rindkopa
   *[other] Pārvietotas { $blocks } rindkopas
}
compare-restyled = { $words ->
    [zero] Citādi noformēti { $words } vārdu
    [one] Citādi noformēts { $words } vārds
   *[other] Citādi noformēti { $words } vārdi
}
compare-unchanged = { $blocks ->
    [zero] { $blocks } nemainītu rindkopu
    [one] { $blocks } nemainīta rindkopa
   *[other] { $blocks } nemainītas rindkopas
}
compare-change = { $number }. izmaiņa no { $all }
compare-previous = Iepriekšējā izmaiņa
compare-next = Nākamā izmaiņa
compare-inserted-by = Pievienoja { $name }
compare-inserted-nobody = Pievienots; nav zināms, kas to darīja
compare-deleted-by = Izņēma { $name }
compare-deleted-nobody = Izņemts; nav zināms, kas to darīja
compare-restyled-here = Mainīts noformējums
compare-kind = Bija „{ $before }”, tagad „{ $after }”
compare-placed = Atrodas citā saraksta, tabulas vai citāta līmenī
compare-empty = Tukša rinda
compare-rearranged = Vārdi ir tie paši. Tikai saraksti vai tabulas ir sadalītas citādi.
compare-moved-here = Pārvietots šurp no citas vietas.
compare-moved-away = Šeit bija rindkopa, kas ir pārvietota.
compare-where-it-was = Kur tā bija
compare-where-it-is = Kur tā ir tagad
compare-inserted-hear = pievienots:
compare-deleted-hear = izņemts:
compare-restyled-hear = noformēts citādi:
compare-keys = Alt+↓ un Alt+↑ ved no izmaiņas uz izmaiņu.
compare-languages = Salīdzinājuma valoda
compare-other = Salīdzināt citas versijas
compare-older = Vecākais teksts
compare-newer = Jaunākais teksts
compare-show = Salīdzināt
compare-file = Lejupielādēt šo salīdzinājumu
compare-before = Salīdzināt ar iepriekšējo versiju
compare-now = Salīdzināt ar darba tekstu
refusal-no-such-version = Šim priekšlikumam nav tādas versijas. Tā versijas ir uzskaitītas lapā „Versijas”.
refusal-no-such-language = Šis priekšlikums nav rakstīts šajā valodā.
