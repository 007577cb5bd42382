# Strona dziennika: działania w partnerstwie i jego propozycjach.

log-title = Dziennik
log-lead = Wszystko, co zrobiono w tym partnerstwie i jego propozycjach, od najnowszych. Daty i godziny podano w UTC.
log-topics = Co pokazać
log-topic = { $topic ->
    [all] Wszystko
    [people] Osoby
    [steps] Etapy i zatwierdzenia
    [comments] Komentarze
   *[other] Inne
}
log-none = Niczego jeszcze nie zrobiono.
log-download = Pobierz jako tabelę (.csv)
log-pages = Strony dziennika
log-newer = Nowsze
log-older = Starsze
log-page = Strona { $page } z { $pages }
log-by-itself = Sama Talka
log-partnership-created = Utworzenie partnerstwa: „{ $title }”
log-member-invited = Zaproszenie: { $member }, { $role }, { $side }
log-member-accepted = Przyjęcie zaproszenia: { $member }
log-member-declined = Odrzucenie zaproszenia: { $member }
log-invitation-withdrawn = Wycofanie zaproszenia: { $member }
log-role-changed = Zmiana roli: { $member }, { $from } → { $to }
log-side-changed = Zmiana strony: { $member }, { $from } → { $to }
log-languages-changed = Zmiana języków: { $member }, { $from } → { $to }
log-languages-none = brak
log-signer-named = Nadanie prawa do zatwierdzania: { $member }
log-signer-ended = Odebranie prawa do zatwierdzania: { $member }
log-member-removed = Usunięcie z partnerstwa: { $member }
log-member-left = Odejście z partnerstwa: { $member }
log-facts-changed = Zmiana danych projektu
log-proposal-created = Utworzenie propozycji: „{ $title }”
log-moved = Zmiana etapu: { $from } → { $to }, wersja { $version }
log-unlocked = Odblokowanie do następnej wersji; wersja { $version } pozostaje ostateczna
log-signed-off = Zatwierdzenie wersji { $version } w imieniu: { $side }
log-sign-off-ended = { $cause ->
    [by-hand] Wycofanie zatwierdzenia: wersja { $version }, { $member }, { $side }
    [gone] Wygaśnięcie zatwierdzenia, bo tej osoby nie ma już w partnerstwie: wersja { $version }, { $member }, { $side }
    [no-right] Wygaśnięcie zatwierdzenia, bo ta osoba nie zatwierdza już w imieniu strony: wersja { $version }, { $member }, { $side }
   *[sent-back] Wygaśnięcie zatwierdzenia, bo propozycję cofnięto do wcześniejszego etapu: wersja { $version }, { $member }, { $side }
}
log-published = Publikacja: wersja { $version }
log-unpublished = Wycofanie publikacji: wersja { $version }
log-final-rule = { $rule ->
    [every-comment] Wersja ostateczna wymaga decyzji o każdym komentarzu
   *[objections] Wersja ostateczna wymaga decyzji o każdym zastrzeżeniu
}
log-review-changed = Zmiana konsultacji nr { $number }; ostatni dzień: { $day }
log-review-changed-no-day = Zmiana konsultacji nr { $number }; bez ostatniego dnia
log-review-closed = Zamknięcie konsultacji nr { $number }
log-review-summed-up = Podsumowanie konsultacji nr { $number }
log-version-named = Wersja { $version } nazywa się teraz „{ $name }”
log-restored = Przywrócono z wersji { $version }: cały tekst
log-restored-section = Przywrócono z wersji { $version }: jedną sekcję
log-exported = Pobranie: { $format }, { $language }
log-exported-all = Pobranie: { $format }, wszystkie języki
log-imported = Import z archiwum utworzonego { $day } pod adresem { $place }
log-thread-opened = Komentarz ({ $severity }) do „{ $words }”
log-thread-answered = Odpowiedź na komentarz do „{ $words }”
log-thread-decided = Decyzja: { $outcome }, do „{ $words }”
log-thread-reopened = Ponowne otwarcie: „{ $words }”
log-thread-attached = Powiązanie z innym fragmentem: „{ $words }”
log-reason = Uzasadnienie: { $reason }
log-settings-changed = Zmiana ustawień: { $what }
log-settings-title = tytuł: „{ $title }”
log-settings-languages = języki: { $languages }
log-settings-sections = { $sections ->
    [one] { $sections } część
    [few] { $sections } części
   *[many] { $sections } części
}
