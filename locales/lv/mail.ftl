# Vēstules.

mail-sign-in-subject = Jūsu saite, lai pieslēgtos Talkai
mail-sign-in-body = Labdien!

    Atveriet šo saiti, lai pieslēgtos Talkai. Tā darbojas vienu reizi { $minutes } minūšu laikā:

    { $link }

    Ja jūs to neesat pieprasījuši, nekas nav jādara.
mail-invite-subject = { $inviter } aicina jūs partnerībā “{ $partnership }”
mail-invite-body = Labdien!

    { $inviter } aicina jūs partnerībā “{ $partnership }” Talkā. Pieslēdzieties ar šo e-pasta adresi šeit:

    { $link }

    Parole nav vajadzīga: katru reizi saņemsiet saiti pa e-pastu.
