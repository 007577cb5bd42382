# Widok do czytania i lista decyzji.

reading-contents = Spis treści
reading-empty = W tym języku nie ma jeszcze tekstu.
reading-threads = { $threads ->
    [one] { $threads } otwarty komentarz w tej części
    [few] { $threads } otwarte komentarze w tej części
   *[many] { $threads } otwartych komentarzy w tej części
}
reading-back = Wróć do części
reading-final-of = Wersja ostateczna (nr { $version }), { $day }, suma kontrolna { $hash }
reading-signed-by = Zatwierdzone przez: { $name }, { $side }
ledger-title = Decyzje
ledger-lead = Wszystkie komentarze do tej propozycji i decyzje w ich sprawie.
ledger-none = Nikt jeszcze nie skomentował.
ledger-section = Część
ledger-words = Fragment
ledger-remark = Komentarz
ledger-decision = Decyzja
ledger-reason = Uzasadnienie
ledger-by = Autor decyzji
ledger-open = Otwarty
reading-version-of = Wersja { $version }, { $day }, suma kontrolna { $hash }
reading-not-present = To zapisana wersja, a nie obecny tekst.
reading-present = Przejdź do obecnego tekstu
reading-to-sign = Tekst czeka na zatwierdzenie przez Twoją stronę.
reading-verify = Sprawdź tę wersję ostateczną
