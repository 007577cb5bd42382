# Strona propozycji: części, języki, kto tu jest, co jest zapisane.

proposal-sections = Części
section-owner = Odpowiada: { $side }
section-required = Wymagana
section-count = { $chars } z { $limit } znaków
section-over = { $over ->
    [one] O { $over } znak za dużo
    [few] O { $over } znaki za dużo
   *[many] O { $over } znaków za dużo
}
section-empty = Pusta
section-write-here = Tu można pisać
section-text-label = { $section }, tekst, język: { $language }
section-works-here = Pracuje tu: { $names }
proposal-languages = Język tekstu
proposal-beside = Obok
proposal-beside-none = nic
proposal-read = Widok do czytania
proposal-live = Tekst na żywo
proposal-decisions = Decyzje
proposal-download = Pobierz
proposal-download-language = Plik zawiera tekst w jednym języku:
export-html = Strona WWW (.html)
export-docx = Dokument Worda (.docx)
export-md = Zwykły tekst ze znacznikami (.md)
save-opening = Łączenie…
save-saved = Zapisano
save-saving = Zapisywanie …
save-offline = { $changes ->
    [one] Brak połączenia. W tej przeglądarce przechowywana jest { $changes } zmiana.
    [few] Brak połączenia. W tej przeglądarce przechowywane są { $changes } zmiany.
   *[many] Brak połączenia. W tej przeglądarce przechowywanych jest { $changes } zmian.
}
save-cannot-save = Teraz nie można niczego zapisać. Twój tekst jest przechowywany na tym urządzeniu.
save-only-here = Nie zapisano ani nie zachowano na tym urządzeniu: nie zamykaj tej strony.
save-new-version = Jest nowa wersja Talki. Twoje słowa są zapisane na tym urządzeniu i trafią do tekstu po ponownym wczytaniu strony.
save-new-version-load = Wczytaj stronę ponownie
save-denied = Nie możesz już zmieniać tego tekstu.
save-denied-role = Twoja rola się zmieniła: nie możesz już zmieniać tego tekstu.
save-denied-removed = Nie należysz już do tego partnerstwa.
save-signed-out = Nastąpiło wylogowanie. To, co nie jest jeszcze zapisane, czeka na Ciebie w tej przeglądarce.
save-refused-words = Te Twoje słowa nie zostały przyjęte, ponieważ teraz nie możesz zmieniać tekstu. Pozostają w tej przeglądarce i zostaną wysłane, gdy znów będziesz móc pisać; tutaj można je skopiować.
save-removed-words = Ten Twój tekst nie został zapisany. Tutaj możesz go skopiować.
presence-here = Teraz tutaj
presence-follow = Śledź: { $name } – pokazuje, gdzie pisze

find = Szukaj w propozycji
find-none = Nie znaleziono
find-count = { $here } z { $count }
find-next = Następne miejsce
find-back = Poprzednie miejsce
keys = Klawisze
keys-mac = Na Macu zamiast Ctrl naciśnij ⌘.
keys-plain-paste = Wklej bez formatowania
keys-line-break = Nowy wiersz w tym samym akapicie
keys-to-toolbar = Do paska narzędzi, z powrotem klawiszem Escape
keys-leave = Potem Tab wychodzi z tekstu
save-removed-read = Czytaj, co było w Twoim ostatnim dniu
