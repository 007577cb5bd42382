# Listy.

mail-sign-in-subject = Link do logowania w Talce
mail-sign-in-body = Dzień dobry,

    otwórz ten link, aby zalogować się w Talce. Działa jeden raz, przez { $minutes } min:

    { $link }

    Jeśli to nie Ty o niego prosisz, nie musisz nic robić.
mail-invite-subject = { $inviter } zaprasza do partnerstwa „{ $partnership }”
mail-invite-body = Dzień dobry,

    { $inviter } zaprasza Cię do partnerstwa „{ $partnership }” w Talce. Zaloguj się tym adresem e-mail tutaj:

    { $link }

    Nie potrzebujesz hasła: za każdym razem otrzymasz link e-mailem.
