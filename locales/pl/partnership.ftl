# Strona partnerstwa.

partnership-about = O projekcie
partnership-applicant = Wnioskodawca
partnership-partner = Partner
partnership-period = Okres realizacji
partnership-budget = Budżet
partnership-objective = Cel ogólny
partnership-target-groups = Bezpośrednie grupy docelowe
partnership-justification = Uzasadnienie
partnership-activities = Działania
proposals-title = Propozycje
proposals-none = Nie ma jeszcze propozycji.
proposals-open-threads = { $threads ->
    [one] { $threads } otwarty komentarz
    [few] { $threads } otwarte komentarze
   *[many] { $threads } otwartych komentarzy
}
proposals-no-open-threads = Brak otwartych komentarzy
proposals-changed = Zmieniono { $day }
new-proposal = Nowa propozycja
new-proposal-title = Tytuł
in-languages-help = Wystarczy jeden język; pozostałe mogą zostać puste.
new-proposal-languages = Języki tekstu
new-proposal-languages-help = Przed zatwierdzeniem wszystkie wymagane części muszą być wypełnione w pierwszym z tych języków.
new-proposal-create = Utwórz propozycję
members-title = Zespół
members-outside = Opiniujący z zewnątrz
members-none = Jeszcze nikogo
members-me = Ty
members-invite = Zaproś do zespołu
members-name = Imię i nazwisko
members-mail = Adres e-mail
members-role = Rola
members-side = Reprezentuje
members-languages = Języki pracy
members-send = Wyślij zaproszenie
members-invited = Zaproszenie wysłano: { $name }.
members-changed = Zapisano zmiany: { $name }.
members-removed = Osoba została usunięta z partnerstwa.
members-change = Zmień
members-change-of = Zmień: { $name }
members-remove = Usuń z partnerstwa
members-remove-sure = { $name } od razu straci dostęp do nowych tekstów. Napisane teksty zostaną.
role-help = { $role ->
    [reader] czyta
    [commenter] czyta i komentuje
    [suggester] czyta, komentuje i sugeruje zmiany
    [editor] pisze oraz rozpatruje komentarze i sugestie
   *[admin] pisze, zaprasza do zespołu i prowadzi propozycje przez kolejne etapy
}
activity-kind = { $kind ->
    [study] Diagnoza
    [exchange] Wymiana doświadczeń
    [training] Szkolenie
   *[drafting] Opracowanie
}
members-pending = Zaproszenie wysłane, brak odpowiedzi
members-mail-refused = Wiadomość do { $mail } została odrzucona: ten adres jest nieosiągalny. Wycofaj zaproszenie i spróbuj innego adresu.
members-invitation = Zaproszenie
members-invitation-help = { $days ->
    [one] Na zaproszenie można odpowiedzieć w ciągu { $days } dnia. Ponowne wysłanie unieważnia poprzedni link.
    [few] Na zaproszenie można odpowiedzieć w ciągu { $days } dni. Ponowne wysłanie unieważnia poprzedni link.
   *[many] Na zaproszenie można odpowiedzieć w ciągu { $days } dni. Ponowne wysłanie unieważnia poprzedni link.
}
members-renew = Wyślij ponownie
members-withdraw = Wycofaj zaproszenie
members-side-choose = Wybierz…
members-mail-language = Język wiadomości
members-signs = zatwierdza
members-may-sign = Może zatwierdzać w imieniu strony
members-may-sign-help = Jeśli strona nikogo nie wskaże, zatwierdzają jej administratorzy. Gdy kogoś wskaże, zatwierdzają tylko wskazane osoby.
members-may-sign-save = Zapisz, kto zatwierdza
members-log = Dziennik: kto, co i kiedy zrobił
