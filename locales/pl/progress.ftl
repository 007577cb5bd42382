# Droga propozycji: stany, zatwierdzenia, publikacja.

progress-title = Droga do wersji ostatecznej
progress-draft = Redaktorzy obu stron piszą tekst.
progress-in-review = Wszyscy zaproszeni komentują; redaktorzy jeszcze piszą.
progress-agreed = Tekst jest proponowany jako ostateczny. Każda strona zatwierdza tę samą wersję.
progress-final = Tekst jest ostateczny. Jest zamknięty dla wszystkich.
progress-last-day = Komentarze do: { $day }
progress-to-review = Otwórz konsultację
progress-to-agreed = Zaproponuj jako uzgodnioną
progress-to-final = Uczyń ostateczną
progress-back = Wróć z uzasadnieniem
progress-back-to = Wróć do
progress-review-lead = Komentować może każdy w partnerstwie. Pod tą nazwą zostaje zapisana wersja.
progress-review-last-day = Ostatni dzień na komentarze
progress-agreed-lead = Konsultacja się kończy. Każda strona może wtedy zatwierdzić tekst; każda późniejsza zmiana będzie widoczna.
progress-final-lead = Od tej chwili nikt nie może zmieniać tekstu. Potrzebne jest zatwierdzenie każdej strony i brak otwartych wątków blokujących.
progress-back-lead = Uzasadnienie zostaje w historii propozycji.
progress-reason = Uzasadnienie
progress-signed = Zatwierdzono wersję { $version }
progress-not-signed = Jeszcze nie zatwierdzono
progress-changed-since = { $places ->
    [one] zatwierdzono wersję { $version }, od tego czasu tekst zmienił się w { $places } miejscu
    [few] zatwierdzono wersję { $version }, od tego czasu tekst zmienił się w { $places } miejscach
   *[many] zatwierdzono wersję { $version }, od tego czasu tekst zmienił się w { $places } miejscach
}
progress-sign = Zatwierdź w imieniu: { $side }
progress-signed-by = { $name }, { $day }
progress-published = Wersję ostateczną może czytać każdy, bez konta
progress-history = Historia
progress-moved = { $from } → { $to }
progress-version = Wersja { $version }
