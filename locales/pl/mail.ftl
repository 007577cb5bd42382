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