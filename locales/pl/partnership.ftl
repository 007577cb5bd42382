# Strona partnerstwa.

partnership-about = O projekcie
partnership-applicant = Wnioskodawca
partnership-partner = Partner
partnership-period = Okres
partnership-budget = Budżet
partnership-objective = Cel ogólny
partnership-target-groups = Bezpośrednie grupy docelowe
partnership-justification = Uzasadnienie
partnership-activities = Działania
proposals-title = Propozycje
proposals-none = Nie ma jeszcze propozycji.
proposals-open-threads = { $threads ->
    [one] { $threads } otwarty wątek
    [few] { $threads } otwarte wątki
   *[many] { $threads } otwartych wątków
}
proposals-no-open-threads = Brak otwartych wątków
proposals-changed = Zmiana { $day }
new-proposal = Nowa propozycja
new-proposal-title = Tytuł
in-languages-help = Wystarczy jeden język; pozostałe mogą zostać puste.
new-proposal-languages = Języki tekstu
new-proposal-create = Utwórz propozycję
members-title = Uczestnicy
members-outside = Recenzenci zewnętrzni
members-none = Jeszcze nikogo
members-me = Ty
members-invite = Zaproś uczestnika
members-name = Imię i nazwisko
members-mail = Adres e-mail
members-role = Rola
members-side = Reprezentuje
members-languages = Pracuje w językach
members-send = Wyślij zaproszenie
members-invited = Zaproszenie wysłano: { $name }.
members-changed = Zapisano: { $name }.
members-removed = Uczestnik został usunięty z partnerstwa.
members-change = Zmień
members-change-of = Zmień: { $name }
members-remove = Usuń z partnerstwa
members-remove-sure = Napisane teksty zostają: { $name }.
role-help = { $role ->
    [reader] czyta
    [commenter] czyta i komentuje
    [suggester] komentuje i proponuje zmiany
    [editor] pisze i rozstrzyga
   *[admin] pisze, zaprasza, zatwierdza
}
activity-kind = { $kind ->
    [study] Badanie
    [exchange] Wymiana doświadczeń
    [training] Szkolenie
   *[drafting] Opracowanie
}
members-pending = Zaproszenie wysłane, brak odpowiedzi
members-mail-refused = Wiadomość do { $mail } została odrzucona: ten adres jest nieosiągalny. Wycofaj zaproszenie i spróbuj innego adresu.
members-invitation = Zaproszenie
members-invitation-help = Na zaproszenie można odpowiedzieć w ciągu { $days } dni. Ponowne wysłanie unieważnia poprzedni link.
members-renew = Wyślij ponownie
members-withdraw = Wycofaj zaproszenie
members-side-choose = Wybierz…
members-mail-language = Język e-maila
members-signs = zatwierdza
members-may-sign = Może zatwierdzać w imieniu strony
members-may-sign-help = Jeśli strona nikogo nie wskaże, zatwierdzają jej administratorzy. Gdy kogoś wskaże, zatwierdzają tylko wskazane osoby.
members-may-sign-save = Zapisz zatwierdzającego
members-log = Dziennik: kto, co i kiedy zrobił
