# Lista decyzji: które wpisy, w jakiej kolejności, w jakich plikach i czego wymaga wersja ostateczna.

ledger-severity = Rodzaj
ledger-sift = Filtruj i sortuj
ledger-show = Pokaż
ledger-show-all = Pokaż wszystko
ledger-all = Wszystkie
ledger-person = Osoba
ledger-side = Strona
ledger-language = Język
ledger-sort = Sortuj według
ledger-order = { $order ->
    [opened] daty, od najstarszych
    [newest] daty, od najnowszych
    [section] części
    [severity] rodzaju
    [outcome] decyzji
   *[person] osoby
}
ledger-count = Wpisy: { $shown } z { $all }
ledger-none-such = Nie ma takich wpisów. Wybierz szerzej.
ledger-take = Pobierz
ledger-csv = Te decyzje jako tabela (.csv)
ledger-comments-csv = Te komentarze i odpowiedzi jako tabela (.csv)
ledger-annotations = Wszystkie komentarze dla innych programów (W3C Web Annotation, .jsonld)
ledger-annex = Tekst ze wszystkimi komentarzami, odpowiedziami i decyzjami na końcu
ledger-rule = Zanim tekst będzie ostateczny, potrzebna jest
ledger-rule-name = { $rule ->
    [every-comment] decyzja o każdym komentarzu
   *[objections] decyzja o każdym zastrzeżeniu
}
ledger-rule-said = { $rule ->
    [every-comment] Tekst może stać się ostateczny dopiero wtedy, gdy rozpatrzono każdy komentarz.
   *[objections] Tekst może stać się ostateczny dopiero wtedy, gdy rozpatrzono każde zastrzeżenie.
}
ledger-rule-change = Zmień
ledger-rule-send = Zapisz
ledger-rule-done = Zapisano.
