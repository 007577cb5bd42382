# "Moje konto".

account-title = Moje konto
account-identity = O Tobie
account-name-help = Tak widzą Cię wszyscy w Twoich partnerstwach.
account-language = Język stron i e-maili
account-changed = Zapisano zmiany.
account-devices = Gdzie masz otwarte sesje
account-devices-help = Urządzenie zostaje wylogowane po { $idle } dniach bez wizyty, najpóźniej { $days } dni po ostatnim linku z e-maila.
account-device-unknown = Nieznane urządzenie
account-seen = Ostatnio używane:
account-here = To urządzenie
account-end = Wyloguj tam
account-ended = Wylogowano na tym urządzeniu.
account-end-others = Wyloguj wszędzie indziej
account-ended-others = Wylogowano wszędzie indziej.
account-programs = Programy
account-programs-help = Program może pisać w Twoim imieniu, używając własnego tokenu. Token nie otwiera żadnej strony i możesz go w każdej chwili unieważnić.
account-program-add = Dodaj program
account-program-name = Nazwa programu
account-program-make = Utwórz token
account-program-token = To jest token programu. Skopiuj go teraz: nie pokażemy go ponownie.
account-program-end = Unieważnij
