# Droga propozycji: etapy, kroki, zatwierdzenia, publikacja.

progress-title = Droga do wersji ostatecznej
progress-draft = Redaktorzy obu stron piszą tekst.
progress-in-review = Zespół komentuje; redaktorzy nadal piszą.
progress-agreed = Tekst jest proponowany jako ostateczny. Każda strona zatwierdza tę samą wersję.
progress-final = To wersja ostateczna. Tekstu nie można już zmieniać.
progress-last-day = Komentarze zbieramy do { $day }
progress-reason = Uzasadnienie
progress-signed = Zatwierdzono wersję { $version }
progress-signers = Zatwierdzić ma: { $names }
progress-no-signers = Nikt jeszcze nie może zatwierdzać w imieniu tej strony. Administrator strony może kogoś wskazać.
progress-changed-since = { $places ->
    [one] Zatwierdzono wersję { $version }; od tego czasu tekst zmienił się w { $places } miejscu
    [few] Zatwierdzono wersję { $version }; od tego czasu tekst zmienił się w { $places } miejscach
   *[many] Zatwierdzono wersję { $version }; od tego czasu tekst zmienił się w { $places } miejscach
}
progress-signed-by = { $name }, { $day }
progress-waits = To jeszcze nie wersja ostateczna. Brakuje zatwierdzenia: { $sides }.
progress-held = To jeszcze nie wersja ostateczna. { $reason }
progress-came-back = Cofnięto do wcześniejszego etapu: { $name }, { $day }; uzasadnienie:
progress-unlocked = Odblokowano: { $name }, { $day }; uzasadnienie:
progress-kept-final = Wersja { $version } pozostaje ostateczna, tak jak zatwierdziły ją wszystkie strony.
progress-kept-final-read = Czytaj wersję ostateczną
progress-published = Wersja { $version } jest opublikowana. Może ją czytać każdy, kto ma ten adres:
progress-copy = Skopiuj adres
progress-copied = Skopiowano
progress-see-changes = Pokaż zmiany
progress-history = Historia
progress-moved = { $from } → { $to }
progress-version = Wersja { $version }

step-open-review = Rozpocznij konsultacje
step-to-sign-off = Przekaż do zatwierdzenia
step-sign-off = Zatwierdź tę wersję
step-withdraw = Wycofaj zatwierdzenie
step-finalise = Zamknij jako wersję ostateczną
step-send-back = Cofnij do wcześniejszego etapu
step-unlock = Odblokuj do następnej wersji
step-publish = Opublikuj
step-unpublish = Wycofaj publikację
step-open-review-follows = Zaproszone osoby są proszone o komentarze do wskazanego dnia. Gdy minie on dla każdej ze stron, konsultacje zamykają się same; później też można komentować. Obecny tekst zostaje zapisany jako kolejna wersja.
step-to-sign-off-follows = Konsultacje się kończą. Każda strona może zatwierdzić tekst; po każdej zmianie trzeba zatwierdzić go ponownie.
step-sign-off-follows = W imieniu swojej strony zgadzasz się dokładnie na ten tekst. Jeśli tekst się zmieni, zatwierdzenie przestaje się liczyć. Możesz je wycofać, dopóki tekst nie jest ostateczny. Gdy zatwierdzą wszystkie strony, administrator może zamknąć tekst jako wersję ostateczną.
step-withdraw-follows = Zatwierdzenie przestaje się liczyć i bez nowego tekst nie może stać się ostateczny. Możesz zatwierdzić ponownie.
step-finalise-follows = Od tej chwili nikt nie może zmieniać tego tekstu. Pozostaje on ostateczny także wtedy, gdy zaczyna się następna wersja. Dopóki administrator go nie opublikuje, mogą go czytać tylko członkowie zespołu.
step-send-back-follows = Wszystkie dotychczasowe zatwierdzenia tracą ważność. Uzasadnienie będzie widoczne na stronie propozycji i w dzienniku.
step-unlock-follows = Od tego tekstu zaczyna się następna wersja. Wersja zatwierdzona pozostaje ostateczna, dostępna do czytania i – jeśli jest opublikowana – publiczna, dopóki wszystkie strony nie zatwierdzą innej. Jej zatwierdzenia nie liczą się dla nowego tekstu.
step-publish-follows = Każdy, kto ma adres, może czytać i pobrać tę wersję bez konta. Komentarze, decyzje i zespół pozostają niewidoczne. Administrator każdej ze stron może wycofać publikację.
step-unpublish-follows = Od tej chwili tekst mogą czytać tylko członkowie zespołu. Można go opublikować ponownie.
step-told-nobody = Otwarte strony pokazują to od razu, zostaje też wpis w dzienniku. Talka nie wysyła o tym e-maila.
step-told-asked = Osoby poproszone o komentarze od razu dostają e-mail z ostatnim dniem.
step-told-signers = Osoby zatwierdzające w imieniu stron od razu dostają e-mail.
step-told-everybody = Wszyscy członkowie zespołu od razu dostają e-mail.
step-told-sides = Członkowie zespołu z obu stron dostają e-mail z uzasadnieniem.
step-told-members = Wszyscy członkowie zespołu dostają e-mail z uzasadnieniem.
step-told-admins = Pozostali administratorzy partnerstwa od razu dostają e-mail.
step-what = Czego dotyczy ten krok
step-version = Wersja
step-version-of = Wersja { $version }, suma kontrolna { $hash }
step-version-next = Wersja { $version } (nowa), suma kontrolna { $hash }
step-languages = Języki
step-language = { $language }: wypełnione części – { $filled } z { $all }
step-read = Czytaj tę wersję
step-read-in = Czytaj w języku: { $language }
step-for = W imieniu
step-address = Adres
step-last-day = Ostatni dzień na komentarze
step-back-to = Etap
step-changes = Co się zmieniło od wersji { $version }
step-not-now = Wróć do propozycji
step-done = { $step ->
    [open-review] Konsultacje się rozpoczęły.
    [to-sign-off] Tekst został przekazany do zatwierdzenia.
    [sign-off] Twoja strona zatwierdziła tę wersję.
    [withdraw] Zatwierdzenie zostało wycofane.
    [finalise] Tekst jest wersją ostateczną.
    [send-back] Propozycja została cofnięta do wcześniejszego etapu.
    [unlock] Zaczęła się następna wersja. Wersja zatwierdzona pozostaje ostateczna.
    [publish] Wersja ostateczna została opublikowana.
   *[unpublish] Publikacja została wycofana.
}

