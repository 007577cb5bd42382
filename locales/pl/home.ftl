# Strona główna.

home-title = Dwie organizacje, jedna propozycja
home-lead = W Talce partnerzy z dwóch krajów wspólnie piszą propozycję – jednocześnie i nawet w trzech językach. Opiniujący komentują konkretne fragmenty, na każdy komentarz można odpowiedzieć, a potem go rozpatrzyć, i obie strony zatwierdzają ten sam tekst.
home-sample-before = Wolontariusz z zagranicy pracuje w mieście
home-sample-words = co najmniej sześć miesięcy
home-sample-after = , a wspiera go mentor z organizacji goszczącej.
home-sample-comment = Z naszego doświadczenia lepiej sprawdza się osiem miesięcy.
home-sample-reason = Sześć to minimum, zalecamy osiem.
home-write-title = Piszcie wspólnie jeden tekst
home-write-text = Każde słowo widać od razu u wszystkich. Bez połączenia można pisać dalej; nic nie ginie.
home-comment-title = Komentujcie konkretne fragmenty
home-comment-text = Komentarz zostaje przy swoim fragmencie, jakkolwiek zmieni się tekst wokół.
home-decide-title = Rozpatrujcie każdy komentarz
home-decide-text = Uwzględniono, uwzględniono inaczej, nie uwzględniono albo odłożono – z uzasadnieniem. Lista decyzji jest częścią dokumentu.
home-sign-title = Zatwierdźcie tę samą wersję
home-sign-text = Żadna strona nie zakończy prac sama, a każda może w dowolnej chwili pobrać tekst i decyzje w otwartych formatach.
home-demo-title = Wypróbuj jako…
home-partnerships = Twoje partnerstwa
home-none = Nie należysz jeszcze do żadnego partnerstwa. Poproś administratora swojego partnerstwa o wysłanie zaproszenia na ten adres e-mail: { $mail }
home-proposals = { $proposals ->
    [one] { $proposals } propozycja
    [few] { $proposals } propozycje
   *[many] { $proposals } propozycji
}
home-new-partnership = Nowe partnerstwo
new-partnership-title = Tytuł projektu
new-partnership-first-day = Data rozpoczęcia
new-partnership-last-day = Data zakończenia
new-partnership-applicant = Wnioskodawca: nazwa organizacji
new-partnership-partner = Partner: nazwa organizacji
new-partnership-country = Kraj
new-partnership-your-name = Twoje imię i nazwisko
new-partnership-create = Utwórz partnerstwo
