# Strona propozycji: części, języki, kto tu jest, co jest zapisane.

proposal-sections = Części
section-owner = Odpowiada: { $side }
section-required = Wymagana
section-count = { $chars } z { $limit } znaków
section-over = { $over ->
    [one] { $over } znak ponad limit
    [few] { $over } znaki ponad limit
   *[many] { $over } znaków ponad limit
}
section-empty = Pusta
section-write-here = Zacznij pisać…
section-text-label = { $section }, tekst, język: { $language }
section-works-here = Kto tu pisze: { $names }
proposal-languages = Język tekstu
proposal-beside = Drugi język
proposal-beside-none = brak
proposal-read = Widok do czytania
proposal-live = Tekst roboczy
proposal-decisions = Decyzje
proposal-download = Pobierz
proposal-download-language = Plik zawiera tekst w jednym języku: { $language }
export-html = Strona WWW (.html)
export-docx = Dokument Worda (.docx)
export-md = Zwykły tekst (.md)
export-json = Dane dla innych programów (.json)
save-opening = Łączenie…
save-saved = Zapisano
save-saving = Zapisywanie…
save-offline = { $changes ->
    [0] Brak połączenia. Wszystko, co napisano, jest zapisane.
    [one] Brak połączenia. W tej przeglądarce przechowywana jest { $changes } zmiana.
    [few] Brak połączenia. W tej przeglądarce przechowywane są { $changes } zmiany.
   *[many] Brak połączenia. W tej przeglądarce przechowywanych jest { $changes } zmian.
}
save-cannot-save = Teraz nie można niczego zapisać. Twój tekst jest przechowywany na tym urządzeniu.
save-only-here = Nie zapisano ani nie zachowano na tym urządzeniu: nie zamykaj tej strony.
save-new-version = Jest nowa wersja Talki. Twój tekst jest przechowywany na tym urządzeniu i po odświeżeniu strony znajdzie się w propozycji.
save-new-version-load = Odśwież stronę
save-denied = Nie możesz już zmieniać tego tekstu.
save-denied-role = Twoja rola się zmieniła: nie możesz już zmieniać tego tekstu.
save-denied-removed = Nie należysz już do tego partnerstwa.
save-signed-out = Twoja sesja wygasła. Niezapisane zmiany pozostają w tej przeglądarce; zaloguj się, aby je wysłać.
save-refused-words = Ten Twój tekst nie został zapisany, ponieważ nie masz teraz prawa zmieniać propozycji. Pozostaje w tej przeglądarce i zostanie wysłany, gdy odzyskasz to prawo; możesz go tu skopiować.
save-removed-words = Ten Twój tekst nie został zapisany. Możesz go tu skopiować.
presence-here = Teraz tutaj
presence-follow = Podążaj za: { $name } (widok pokazuje, gdzie ta osoba pisze)

find = Szukaj w propozycji
find-none = Nie znaleziono
find-count = { $here } z { $count }
find-next = Następny wynik
find-back = Poprzedni wynik
keys = Skróty klawiszowe
keys-mac = Na Macu zamiast Ctrl naciśnij ⌘.
keys-plain-paste = Wklej bez formatowania
keys-line-break = Nowy wiersz w tym samym akapicie
keys-to-toolbar = Przejdź do paska narzędzi (powrót klawiszem Escape)
keys-leave = Wyjdź z tekstu (potem Tab)
keys-next-comment = Następny komentarz
keys-previous-comment = Poprzedni komentarz
save-removed-read = Czytaj teksty w brzmieniu z Twojego ostatniego dnia
