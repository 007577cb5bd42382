# Widok do czytania i lista decyzji.

reading-contents = Spis treści
reading-empty = W tym języku nie ma jeszcze tekstu.
reading-threads = { $threads ->
    [one] { $threads } otwarty wątek w tej części
    [few] { $threads } otwarte wątki w tej części
   *[many] { $threads } otwartych wątków w tej części
}
reading-back = Wróć do części
reading-final-of = Wersja ostateczna (nr { $version }), { $day }, suma kontrolna { $hash }
reading-signed-by = Zatwierdzone przez: { $name }, { $side }
ledger-title = Decyzje
ledger-lead = Wszystkie uwagi do tej propozycji i ich wynik.
ledger-none = Nikt jeszcze nie skomentował.
ledger-section = Część
ledger-words = Słowa
ledger-remark = Uwaga
ledger-decision = Decyzja
ledger-reason = Uzasadnienie
ledger-by = Kto
ledger-open = Otwarty
reading-version-of = Wersja { $version }, { $day }, suma kontrolna { $hash }
reading-not-present = To zapisana wersja, a nie obecny tekst.
reading-present = Do obecnego tekstu
reading-to-sign = Tekst czeka na zatwierdzenie przez Twoją stronę.
