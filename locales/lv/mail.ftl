# Vēstules.

mail-sign-in-subject = Jūsu saite, lai pieslēgtos Talkai
mail-sign-in-body = Labdien!

    Atveriet šo saiti, lai pieslēgtos Talkai. Tā darbojas vienu reizi { $minutes } minūšu laikā:

    { $link }

    Ja jūs to neesat pieprasījuši, nekas nav jādara.
mail-invite-subject = { $inviter } aicina Jūs pievienoties partnerībai “{ $partnership }”
mail-invite-body = Labdien!

    { $inviter } aicina Jūs pievienoties partnerībai “{ $partnership }” Talkā, kur partneri kopīgi raksta priekšlikumu. Atveriet šo saiti, lai apskatītu uzaicinājumu un to pieņemtu vai noraidītu. Saite darbojas { $days } dienas un uzreiz pieslēdz Talkai; parole nav vajadzīga:

    { $link }

    Ja Jūs nepazīstat sūtītāju ({ $inviter }), šo vēstuli varat neņemt vērā.