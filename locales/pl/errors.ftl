# Co czyta człowiek, gdy coś zostało odrzucone: co się stało i co pomoże.

refusal-not-signed-in = Najpierw się zaloguj.
refusal-sign-in-again = Ten krok wymaga potwierdzenia tożsamości: zaloguj się ponownie linkiem z e-maila. Potwierdzenie jest ważne przez { $minutes } min; potem wyślij jeszcze raz.
refusal-not-allowed = Twoja rola na to nie pozwala. Może ją zmienić administrator partnerstwa.
refusal-not-found = Niczego tu nie ma albo nie masz prawa tego zobaczyć.
refusal-locked = Propozycja jest ostateczna. Jej tekstu nie można już zmieniać.
refusal-reason-missing = Podaj uzasadnienie.
refusal-step-skipped = Propozycja przechodzi dalej krok po kroku.
refusal-not-for-sign-off = Propozycja nie jest teraz na etapie „Do zatwierdzenia”. Zajrzyj na stronę propozycji.
refusal-text-changed = Tekst zmienił się po otwarciu tej strony. Przeczytaj zmiany i wyślij ponownie.
refusal-sections-empty = { $sections ->
    [one] { $sections } wymagana część jest jeszcze pusta.
    [few] { $sections } wymagane części są jeszcze puste.
   *[many] { $sections } wymaganych części jest jeszcze pustych.
}
refusal-blocking-threads = { $threads ->
    [one] { $threads } wątek blokujący jest jeszcze otwarty.
    [few] { $threads } wątki blokujące są jeszcze otwarte.
   *[many] { $threads } wątków blokujących jest jeszcze otwartych.
}
refusal-sign-off-missing = Jedna ze stron nie zatwierdziła jeszcze obecnego tekstu.
refusal-no-side = Może to zrobić tylko członek zespołu, który reprezentuje jedną ze stron.
refusal-other-side = O tym decyduje druga strona. Może to zrobić tylko jej administrator.
refusal-own-side = Nie możesz zmienić strony, którą reprezentujesz. Może to zrobić inny administrator Twojej strony.
refusal-first-is-admin = Ta strona nie ma jeszcze administratora. Zaproś jej pierwszego administratora, który zaprosi pozostałych.
refusal-already-invited = Pierwszy administrator tej strony jest już zaproszony. Poczekaj na odpowiedź albo wycofaj zaproszenie.
refusal-already-member = Ta osoba należy już do partnerstwa albo jest zaproszona.
refusal-last-admin = To ostatni administrator strony albo partnerstwa. Najpierw nadaj tę rolę komuś innemu.
refusal-not-a-signer = W imieniu strony zatwierdzają tylko jej administratorzy albo wskazane przez nią osoby. Zwróć się do administratora swojej strony.
refusal-not-final = Opublikować można tylko wersję ostateczną.
refusal-words-gone = Tych słów nie ma już w tekście. Zaznacz je ponownie.
refusal-empty = Najpierw coś napisz.
refusal-unfit = To tu nie pasuje. Sprawdź, proszę.
refusal-too-long = { $limit ->
    [one] Mieści się tu najwyżej { $limit } znak.
    [few] Mieszczą się tu najwyżej { $limit } znaki.
   *[many] Mieści się tu najwyżej { $limit } znaków.
}
refusal-too-many = Jest już za dużo: najwyżej { $limit }.
refusal-not-a-mail-address = To nie jest adres e-mail. Napisz go jak nazwa@example.org, bez spacji.
refusal-link-spent = Ten link został już użyty albo stracił ważność. Poproś o nowy.
refusal-nothing-to-restore = Tekst jest już dokładnie taki. Nie ma czego przywracać.
refusal-document-full = Tyle tekstu nie zmieści się już we wniosku. Skróć go albo przywróć tylko jedną sekcję.
refusal-outdated = Ktoś był szybszy. Spójrz na stronę jeszcze raz.
refusal-new-version = Jest nowa wersja Talki. Skopiuj to, co tu napisano, i wczytaj stronę ponownie.
refusal-unavailable = Serwer nie mógł teraz tego zrobić. Spróbuj ponownie.
refusal-cannot-save = Teraz nie można niczego zapisać. Nie zamykaj tej strony i spróbuj ponownie za kilka minut.
refusal-busy = Serwer ma teraz zbyt dużo pracy. Spróbuj ponownie za kilka sekund.
refusal-set-aside = Kilka razy z rzędu nie udało się tego otworzyć, dlatego przez pewien czas nie będzie ponownych prób. Spróbuj później i powiadom osobę, która prowadzi ten serwer.
refusal-too-large = To więcej, niż można wysłać naraz. Wyślij mniej.
refusal-too-fast = { $seconds ->
    [one] Zbyt wiele żądań w krótkim czasie. Spróbuj ponownie za { $seconds } sekundę.
    [few] Zbyt wiele żądań w krótkim czasie. Spróbuj ponownie za { $seconds } sekundy.
   *[many] Zbyt wiele żądań w krótkim czasie. Spróbuj ponownie za { $seconds } sekund.
}
refusal-other-origin = To żądanie przyszło z innej witryny. Otwórz Talkę pod jej własnym adresem i spróbuj ponownie.
refusal-unknown-host = Pod tym adresem Talka nie jest dostępna. Użyj adresu z zaproszenia.
