# Listy.

mail-sign-in-subject = Link do logowania w Talce
mail-sign-in-body = Dzień dobry,

    otwórz ten link, aby zalogować się w Talce. Działa jeden raz, przez { $minutes } min:

    { $link }

    Jeśli to nie Ty o niego prosisz, nie musisz nic robić.
mail-invite-subject = { $inviter } zaprasza do partnerstwa „{ $partnership }”
mail-invite-body = Dzień dobry,

    { $inviter } zaprasza Cię do partnerstwa „{ $partnership }” w Talce, gdzie partnerzy wspólnie piszą propozycję. Otwórz ten link, aby zobaczyć zaproszenie i je przyjąć lub odrzucić. Link działa przez { $days } dni i od razu loguje; hasło nie jest potrzebne:

    { $link }

    Jeśli nie znasz nadawcy ({ $inviter }), zignoruj tę wiadomość.
mail-sent-back-subject = Propozycję „{ $proposal }” cofnięto
mail-sent-back-body = Dzień dobry,

    { $by } cofa propozycję „{ $proposal }” w Talce. Jest ona teraz na etapie „{ $state }”, a wcześniejsze zatwierdzenia już się nie liczą. Uzasadnienie:

    { $reason }

    { $link }
mail-unlocked-subject = Zaczyna się nowa wersja robocza „{ $proposal }”
mail-unlocked-body = Dzień dobry,

    { $by } odblokowuje propozycję „{ $proposal }” w Talce. Uzasadnienie:

    { $reason }

    Wersja zatwierdzona przez obie strony pozostaje ostateczna i dostępna do czytania, dopóki obie strony nie zatwierdzą innej. Jej zatwierdzenia nie liczą się dla nowej wersji.

    { $link }
mail-published-subject = Propozycja „{ $proposal }” jest opublikowana
mail-published-body = Dzień dobry,

    { $by } publikuje ostateczną wersję „{ $proposal }” w Talce: może ją czytać każdy, kto ma adres. Każdy administrator obu stron może to cofnąć tutaj:

    { $link }
mail-unpublished-subject = Propozycja „{ $proposal }” nie jest już opublikowana
mail-unpublished-body = Dzień dobry,

    { $by } cofa publikację „{ $proposal }” w Talce: teraz czytają ją tylko członkowie zespołu.

    { $link }
mail-rights-subject = Twoje uprawnienia w partnerstwie „{ $partnership }” się zmieniły
mail-rights-body = Dzień dobry,

    { $by } zmienia Twoją rolę, stronę lub prawo zatwierdzania w partnerstwie „{ $partnership }” w Talce. Zobaczysz je tutaj:

    { $link }
mail-removed-subject = Nie należysz już do partnerstwa „{ $partnership }”
mail-removed-body = Dzień dobry,

    { $by } usuwa Cię z partnerstwa „{ $partnership }” w Talce. Twoje teksty zostają. To, co było tam dzisiaj, nadal możesz czytać i eksportować:

    { $links }
