# "Moje konto".

account-title = Moje konto
account-identity = O Tobie
account-name-help = Pod tym imieniem i nazwiskiem widzą Cię wszyscy w Twoich partnerstwach.
account-language = Język stron i e-maili
account-changed = Zapisano zmiany.
account-devices = Urządzenia z otwartą sesją
account-devices-help = Sesja na urządzeniu wygasa po { $idle ->
    [one] { $idle } dniu
    [few] { $idle } dniach
   *[many] { $idle } dniach
} bez wizyty, a najpóźniej { $days ->
    [one] { $days } dzień
    [few] { $days } dni
   *[many] { $days } dni
} po ostatnim zalogowaniu linkiem z e-maila.
account-device-unknown = Nieznane urządzenie
account-seen = Ostatnio używane:
account-here = To urządzenie
account-end = Zakończ sesję
account-ended = Sesja na tym urządzeniu została zakończona.
account-end-others = Zakończ wszystkie inne sesje
account-ended-others = Wszystkie inne sesje zostały zakończone.
account-programs = Programy
account-programs-help = Program może pisać w Twoim imieniu za pomocą własnego tokenu. Token nie otwiera żadnej strony i możesz go w każdej chwili unieważnić.
account-program-add = Dodaj program
account-program-name = Nazwa programu
account-program-make = Utwórz token
account-program-token = To jest token programu. Skopiuj go teraz: nie pokażemy go ponownie.
account-program-end = Unieważnij
account-leave = Opuść partnerstwo
account-leave-of = Opuść partnerstwo: { $partnership }
account-leave-sure = Od razu stracisz dostęp do nowych tekstów. Napisane teksty zostaną, a teksty w dzisiejszym brzmieniu nadal możesz czytać.
account-left = Nie należysz już do tego partnerstwa.
account-data = Twoje dane
account-data-help = Jeden plik ze wszystkim, co Talka o Tobie przechowuje, oraz z Twoimi komentarzami i decyzjami. Teksty propozycji są wspólną pracą: pobierz je na stronach propozycji.
account-data-take = Pobierz moje dane
account-erase = Usuń moje konto
account-erase-now = Usuń konto teraz
account-erase-sure = Opuścisz wszystkie partnerstwa. Twoje imię i nazwisko, adres, urządzenia i e-maile zostaną usunięte i nie da się ich przywrócić. Teksty i komentarze zostaną oznaczone: „Były członek zespołu”. Zatwierdzone przez Ciebie wersje zachowają Twoje imię i nazwisko.
invitations = Zaproszenia
invitation-title = Masz zaproszenie
invitation-text = { $inviter } zaprasza Cię do partnerstwa „{ $partnership }”.
invitation-accept = Przyjmij
invitation-decline = Odrzuć
invitation-decline-help = Jeśli odrzucisz zaproszenie, nikt niczego się o Tobie nie dowie i nie dostaniesz więcej e-maili w tej sprawie.
invitation-declined = Zaproszenie odrzucono.
