# Porównanie dwóch wersji na stronie i w pliku.

compare-title = Porównanie: { $older } – { $newer }
compare-moment = { $version ->
    [now] tekst roboczy
   *[other] wersja { $version }
}
compare-end = { $version ->
    [now] Tekst roboczy · { $state } · suma kontrolna { $hash }
   *[other] Wersja { $version } · { $state } · { $day } · suma kontrolna { $hash }
}
compare-sections = Zmienione części
compare-same = Bez zmian: { $sections }
compare-none = W tym języku nic się nie różni.
compare-changes = { $changes ->
    [one] { $changes } zmiana
    [few] { $changes } zmiany
   *[many] { $changes } zmian
}
compare-inserted = { $words ->
    [one] Dodano { $words } słowo
    [few] Dodano { $words } słowa
   *[many] Dodano { $words } słów
}
compare-deleted = { $words ->
    [one] Usunięto { $words } słowo
    [few] Usunięto { $words } słowa
   *[many] Usunięto { $words } słów
}
compare-moved = { $blocks ->
    [one] Przeniesiono { $blocks } akapit
    [few] Przeniesiono { $blocks } akapity
   *[many] Przeniesiono { $blocks } akapitów
}
compare-restyled = { $words ->
    [one] Inaczej sformatowano { $words } słowo
    [few] Inaczej sformatowano { $words } słowa
   *[many] Inaczej sformatowano { $words } słów
}
compare-unchanged = { $blocks ->
    [one] { $blocks } akapit bez zmian
    [few] { $blocks } akapity bez zmian
   *[many] { $blocks } akapitów bez zmian
}
compare-change = Zmiana { $number } z { $all }
compare-previous = Poprzednia zmiana
compare-next = Następna zmiana
compare-inserted-by = Dodano, przez: { $name }
compare-inserted-nobody = Dodano; nie wiadomo, przez kogo
compare-deleted-by = Usunięto, przez: { $name }
compare-deleted-nobody = Usunięto; nie wiadomo, przez kogo
compare-restyled-here = Zmieniono formatowanie
compare-kind = Było: { $before }, jest: { $after }
compare-placed = Stoi na innym poziomie listy, tabeli lub cytatu
compare-empty = Pusty wiersz
compare-rearranged = Słowa są te same. Tylko listy lub tabele są inaczej podzielone.
compare-moved-here = Przeniesiono tu z innego miejsca.
compare-moved-away = Stał tu akapit, który został przeniesiony.
compare-where-it-was = Gdzie był
compare-where-it-is = Gdzie jest teraz
compare-inserted-hear = dodano:
compare-deleted-hear = usunięto:
compare-restyled-hear = inaczej sformatowano:
compare-keys = Alt+↓ i Alt+↑ prowadzą od zmiany do zmiany.
compare-languages = Język porównania
compare-other = Porównaj inne wersje
compare-older = Starszy tekst
compare-newer = Nowszy tekst
compare-show = Porównaj
compare-file = Pobierz to porównanie
compare-before = Porównaj z poprzednią wersją
compare-now = Porównaj z tekstem roboczym
refusal-no-such-version = Ta propozycja nie ma takiej wersji. Jej wersje są wymienione na stronie „Wersje”.
refusal-no-such-language = Ta propozycja nie jest napisana w tym języku.
