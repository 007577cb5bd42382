# Sugestie: zmiany tekstu, które czekają na decyzję.

refusal-own-suggestion = Dopóki trwają konsultacje, nikt nie decyduje o własnej sugestii. Musi to zrobić ktoś inny.
refusal-suggestion-stale = Od czasu tej sugestii tekst w tym miejscu się zmienił, więc nie można jej przyjąć. Zmień tekst ręcznie albo poproś o nową sugestię.
log-suggestion-opened = Sugestia: „{ $words }”
log-suggestion-withdrawn = Wycofanie sugestii: „{ $words }”
suggestion = Sugestia
suggest-mode = Sugeruj
suggest-mode-help = To, co piszesz, staje się sugestią, a tekst pozostaje bez zmian, dopóki ktoś jej nie przyjmie.
suggest-must = Sugerujesz zmiany: tekst pozostaje taki sam, dopóki redaktor ich nie przyjmie.
suggest-marked = Pokaż sugestie
suggestion-accept = Przyjmij
suggestion-reject = Odrzuć lub odłóż
suggestion-withdraw = Wycofaj sugestię
suggestion-stale = Od czasu tej sugestii tekst w tym miejscu się zmienił.
suggestion-was = Sugestia dotyczyła
suggestion-now = Teraz w tekście
suggestion-wants = Sugerowane brzmienie
suggestion-words-gone = Tego fragmentu nie ma już w tekście.
suggestion-arrived = { $name } sugeruje zmianę: „{ $words }”.
suggestions-several = Rozpatrz kilka sugestii
suggestions-of = Autor
suggestions-of-all = Wszyscy
suggestions-in = Część
suggestions-in-all = Wszystkie części
suggestions-accept-all = { $suggestions ->
    [one] Przyjmij { $suggestions } sugestię
    [few] Przyjmij { $suggestions } sugestie
   *[many] Przyjmij { $suggestions } sugestii
}
suggestions-reject-all = { $suggestions ->
    [one] Odrzuć { $suggestions } sugestię
    [few] Odrzuć { $suggestions } sugestie
   *[many] Odrzuć { $suggestions } sugestii
}
suggestions-reject-reason = Powód odrzucenia w jednym zdaniu
suggestions-done = { $suggestions ->
    [one] Rozpatrzono { $suggestions } sugestię.
    [few] Rozpatrzono { $suggestions } sugestie.
   *[many] Rozpatrzono { $suggestions } sugestii.
}
suggestions-refused = { $suggestions ->
    [one] { $suggestions } sugestii nie udało się rozpatrzyć: zajrzyj na jej kartę.
    [few] { $suggestions } sugestii nie udało się rozpatrzyć: zajrzyj na ich karty.
   *[many] { $suggestions } sugestii nie udało się rozpatrzyć: zajrzyj na ich karty.
}
editor-suggestion-here = Do tego fragmentu jest sugestia.
editor-not-suggested = Tego nie można zasugerować: sugestie zmieniają słowa w obrębie jednego akapitu. Napisz komentarz.
editor-nothing-to-suggest-to = Nie ma tu jeszcze słów, których zmianę można zasugerować. Pierwsze musi napisać redaktor.
editor-suggestion-too-long = To za dużo na jedną sugestię. Zasugeruj to w mniejszych częściach.
editor-not-in-text = Te litery są tylko sugerowane. Przyjmij lub odrzuć sugestię na jej karcie.
ledger-suggestion = Sugestia: „{ $was }” → „{ $wants }”
suggestion-refused = Ta Twoja sugestia nie została zapisana, bo ktoś ją w międzyczasie rozpatrzył albo tekstu nie można już zmieniać. Możesz ją stąd skopiować.
