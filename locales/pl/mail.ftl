# E-maile.

mail-sign-in-subject = Link do logowania w Talce
mail-sign-in-body = Dzień dobry,

    otwórz ten link, aby zalogować się w Talce. Działa jeden raz, przez { $minutes } min:

    { $link }

    Jeśli to nie Ty prosisz o link, zignoruj tę wiadomość.
mail-invite-subject = { $inviter } zaprasza Cię do partnerstwa „{ $partnership }”
mail-invite-body = Dzień dobry,

    { $inviter } zaprasza Cię do partnerstwa „{ $partnership }” w Talce, gdzie obaj partnerzy wspólnie piszą i komentują propozycję. Otwórz ten link, aby zobaczyć zaproszenie i je przyjąć lub odrzucić. Link działa przez { $days ->
    [one] { $days } dzień
    [few] { $days } dni
   *[many] { $days } dni
} i od razu loguje; hasło nie jest potrzebne:

    { $link }

    Jeśli nie znasz nadawcy ({ $inviter }), zignoruj tę wiadomość.
mail-sent-back-subject = Propozycję „{ $proposal }” cofnięto do wcześniejszego etapu
mail-sent-back-body = Dzień dobry,

    propozycja „{ $proposal }” w Talce została cofnięta do etapu „{ $state }” przez: { $by }. Wcześniejsze zatwierdzenia już się nie liczą. Uzasadnienie:

    { $reason }

    { $link }
mail-unlocked-subject = Zaczęła się następna wersja robocza propozycji „{ $proposal }”
mail-unlocked-body = Dzień dobry,

    propozycja „{ $proposal }” w Talce została odblokowana przez: { $by }. Uzasadnienie:

    { $reason }

    Wersja zatwierdzona przez obie strony pozostaje ostateczna i dostępna do czytania, dopóki obie strony nie zatwierdzą innej. Jej zatwierdzenia nie liczą się dla następnej wersji.

    { $link }
mail-review-subject = Zaczęły się konsultacje propozycji „{ $proposal }”
mail-review-body = Dzień dobry,

    konsultacje propozycji „{ $proposal }” w Talce zostały otwarte przez: { $by }. Przeczytaj tekst i skomentuj go:

    { $link }
mail-review-until-body = Dzień dobry,

    konsultacje propozycji „{ $proposal }” w Talce zostały otwarte przez: { $by }. Przeczytaj tekst i skomentuj go. Ostatni dzień konsultacji: { $day }

    { $link }
mail-review-ends-subject = Wkrótce kończą się konsultacje propozycji „{ $proposal }”
mail-review-ends-body = Dzień dobry,

    ostatni dzień konsultacji propozycji „{ $proposal }” w Talce: { $day } Nie ma w nich jeszcze Twojego komentarza. Przeczytasz tekst i skomentujesz go tutaj:

    { $link }
mail-sign-off-subject = Propozycja „{ $proposal }” czeka na Twoje zatwierdzenie
mail-sign-off-body = Dzień dobry,

    propozycja „{ $proposal }” w Talce została przekazana do zatwierdzenia przez: { $by }. Przeczytaj tekst i zatwierdź go w imieniu swojej strony albo cofnij go z uzasadnieniem:

    { $link }
mail-final-subject = Propozycja „{ $proposal }” ma wersję ostateczną
mail-final-body = Dzień dobry,

    propozycja „{ $proposal }” w Talce została zamknięta jako wersja ostateczna przez: { $by }. Ten tekst zatwierdziły obie strony i nie można go już zmienić. Przeczytasz go tutaj:

    { $link }
mail-published-subject = Propozycja „{ $proposal }” została opublikowana
mail-published-body = Dzień dobry,

    wersja ostateczna propozycji „{ $proposal }” w Talce została opublikowana przez: { $by }. Może ją czytać każdy, kto ma adres. Administrator każdej ze stron może wycofać publikację tutaj:

    { $link }
mail-unpublished-subject = Propozycja „{ $proposal }” nie jest już opublikowana
mail-unpublished-body = Dzień dobry,

    publikacja propozycji „{ $proposal }” w Talce została wycofana przez: { $by }. Teraz mogą ją czytać tylko członkowie zespołu.

    { $link }
mail-rights-subject = Twoje uprawnienia w partnerstwie „{ $partnership }” się zmieniły
mail-rights-body = Dzień dobry,

    Twoja rola, strona lub prawo do zatwierdzania w partnerstwie „{ $partnership }” w Talce zostały zmienione przez: { $by }. Zobaczysz je tutaj:

    { $link }
mail-removed-subject = Nie należysz już do partnerstwa „{ $partnership }”
mail-removed-body = Dzień dobry,

    Twój udział w partnerstwie „{ $partnership }” w Talce został zakończony przez: { $by }. Twoje teksty zostają. Teksty w brzmieniu z dnia usunięcia nadal możesz czytać i pobierać:

    { $links }
