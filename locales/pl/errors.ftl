# Co czyta człowiek, gdy coś zostało odrzucone: co się stało i co pomoże.

refusal-not-signed-in = Najpierw się zaloguj.
refusal-sign-in-again = Ten krok wymaga potwierdzenia tożsamości: zaloguj się ponownie linkiem z e-maila, a potem wyślij jeszcze raz. Potwierdzenie jest ważne przez { $minutes } min.
refusal-not-allowed = Twoja rola na to nie pozwala. Może ją zmienić administrator partnerstwa.
refusal-not-found = Niczego tu nie ma albo nie masz prawa tego zobaczyć.
refusal-locked = Propozycja ma wersję ostateczną. Tekstu nie można już zmieniać.
refusal-reason-missing = Podaj uzasadnienie.
refusal-step-skipped = Propozycja przechodzi dalej etap po etapie.
refusal-not-for-sign-off = Propozycja nie jest teraz na etapie „Do zatwierdzenia”. Zajrzyj na stronę propozycji.
refusal-text-changed = Tekst zmienił się po otwarciu tej strony. Przeczytaj zmiany i wyślij ponownie.
refusal-sections-empty = { $sections ->
    [one] { $sections } wymagana część jest jeszcze pusta w pierwszym języku propozycji.
    [few] { $sections } wymagane części są jeszcze puste w pierwszym języku propozycji.
   *[many] { $sections } wymaganych części jest jeszcze pustych w pierwszym języku propozycji.
}
refusal-blocking-threads = { $threads ->
    [one] { $threads } zastrzeżenie jest jeszcze otwarte.
    [few] { $threads } zastrzeżenia są jeszcze otwarte.
   *[many] { $threads } zastrzeżeń jest jeszcze otwartych.
}
refusal-open-threads = { $threads ->
    [one] { $threads } komentarz jest jeszcze otwarty.
    [few] { $threads } komentarze są jeszcze otwarte.
   *[many] { $threads } komentarzy jest jeszcze otwartych.
}
refusal-sign-off-missing = Jedna ze stron nie zatwierdziła jeszcze tekstu w obecnym brzmieniu.
refusal-no-side = Może to zrobić tylko osoba, która reprezentuje jedną ze stron.
refusal-other-side = O tym decyduje druga strona. Może to zrobić tylko jej administrator.
refusal-own-side = Nie możesz zmienić strony, którą reprezentujesz. Może to zrobić inny administrator Twojej strony.
refusal-first-is-admin = Ta strona nie ma jeszcze administratora. Zaproś jej pierwszego administratora, który zaprosi pozostałe osoby.
refusal-already-invited = Pierwszy administrator tej strony jest już zaproszony. Poczekaj na odpowiedź albo wycofaj zaproszenie.
refusal-already-member = Ta osoba należy już do partnerstwa albo jest już zaproszona.
refusal-last-admin = To ostatni administrator strony albo partnerstwa. Najpierw nadaj tę rolę komuś innemu.
refusal-not-a-signer = W imieniu strony zatwierdzają tylko jej administratorzy albo wskazane przez nią osoby. Zwróć się do administratora swojej strony.
refusal-not-final = Opublikować można tylko wersję ostateczną.
refusal-words-gone = Tego fragmentu nie ma już w tekście. Zaznacz go ponownie.
refusal-empty = Wypełnij to pole.
refusal-unfit = Ta wartość jest nieprawidłowa. Sprawdź ją.
refusal-day-over = Ten dzień już minął. Wybierz późniejszy.
refusal-ends-before-start = Data zakończenia jest wcześniejsza niż data rozpoczęcia.
refusal-shares-over = Suma części przekracza 100%.
refusal-too-long = { $limit ->
    [one] Mieści się tu najwyżej { $limit } znak.
    [few] Mieszczą się tu najwyżej { $limit } znaki.
   *[many] Mieści się tu najwyżej { $limit } znaków.
}
refusal-too-many = Osiągnięto limit: { $limit }.
refusal-not-a-mail-address = To nie jest adres e-mail. Napisz go jak nazwa@example.org, bez spacji.
refusal-link-spent = Ten link został już użyty albo stracił ważność. Poproś o nowy.
refusal-nothing-to-restore = Tekst jest już dokładnie taki. Nie ma czego przywracać.
refusal-document-full = Tyle tekstu nie zmieści się już w propozycji. Skróć go albo przywróć tylko jedną sekcję.
refusal-outdated = Ktoś zmienił to w międzyczasie. Odśwież stronę.
refusal-new-version = Jest nowa wersja Talki. Skopiuj to, co tu napisano, i odśwież stronę.
refusal-unavailable = Serwer nie mógł teraz tego zrobić. Spróbuj ponownie.
refusal-cannot-save = Teraz nie można niczego zapisać. Nie zamykaj tej strony i spróbuj ponownie za kilka minut.
refusal-busy = Serwer jest teraz przeciążony. Spróbuj ponownie za kilka sekund.
refusal-set-aside = Kilka razy z rzędu nie udało się tego otworzyć, dlatego Talka przez pewien czas nie będzie ponawiać prób. Spróbuj później i powiadom osobę, która prowadzi ten serwer.
refusal-too-large = To więcej, niż można wysłać naraz. Wyślij mniej.
refusal-too-fast = { $seconds ->
    [one] Zbyt wiele żądań w krótkim czasie. Spróbuj ponownie za { $seconds } sekundę.
    [few] Zbyt wiele żądań w krótkim czasie. Spróbuj ponownie za { $seconds } sekundy.
   *[many] Zbyt wiele żądań w krótkim czasie. Spróbuj ponownie za { $seconds } sekund.
}
refusal-other-origin = To żądanie przyszło z innej witryny. Otwórz Talkę pod jej własnym adresem i spróbuj ponownie.
refusal-unknown-host = Pod tym adresem Talka nie jest dostępna. Użyj adresu z zaproszenia.
