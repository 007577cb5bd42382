# Strona główna.

home-title = Dwie organizacje, jedna propozycja
home-lead = W Talce partnerzy z dwóch krajów piszą razem propozycję – na żywo i każdy w swoim języku. Recenzenci komentują konkretne słowa, każda uwaga dostaje odpowiedź, a obie strony zatwierdzają ten sam tekst.
home-sample-before = Wolontariusz z zagranicy pracuje w mieście
home-sample-words = co najmniej sześć miesięcy
home-sample-after = , a towarzyszy mu mentor organizacji goszczącej.
home-sample-comment = Nasze doświadczenie: lepiej sprawdza się osiem miesięcy.
home-sample-reason = Sześć to minimum, zalecamy osiem.
home-write-title = Piszcie w jednym tekście
home-write-text = Każde słowo widać od razu u wszystkich. Bez połączenia można pisać dalej; nic nie ginie.
home-comment-title = Komentujcie słowa
home-comment-text = Komentarz zostaje przy swoich słowach, jakkolwiek zmieni się tekst wokół.
home-decide-title = Rozstrzygajcie każdą uwagę
home-decide-text = Przyjęto, przyjęto inaczej, nie przyjęto albo później – z uzasadnieniem. Lista decyzji należy do dokumentu.
home-sign-title = Zatwierdźcie tę samą wersję
home-sign-text = Żadna strona nie zakończy sama, a każda może zabrać wszystko w otwartych formatach.
home-demo-title = Wypróbuj jako …
home-partnerships = Twoje partnerstwa
home-none = Nie należysz jeszcze do żadnego partnerstwa. Poproś administratora swojego partnerstwa o zaproszenie tego adresu e-mail: { $mail }
home-proposals = { $proposals ->
    [one] { $proposals } propozycja
    [few] { $proposals } propozycje
   *[many] { $proposals } propozycji
}
home-new-partnership = Nowe partnerstwo
new-partnership-title = Tytuł projektu
new-partnership-first-day = Pierwszy dzień
new-partnership-last-day = Ostatni dzień
new-partnership-applicant = Wnioskodawca: nazwa organizacji
new-partnership-partner = Partner: nazwa organizacji
new-partnership-country = Kraj
new-partnership-your-name = Twoje imię i nazwisko
new-partnership-create = Utwórz partnerstwo
