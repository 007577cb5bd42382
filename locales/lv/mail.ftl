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
mail-sent-back-subject = “{ $proposal }” ir nodots atpakaļ
mail-sent-back-body = Labdien!

    { $by } nodeva priekšlikumu “{ $proposal }” Talkā atpakaļ. Tagad tas ir posmā “{ $state }”, un iepriekšējie apstiprinājumi vairs nav spēkā. Pamatojums:

    { $reason }

    { $link }
mail-unlocked-subject = Sākta jauna “{ $proposal }” redakcija
mail-unlocked-body = Labdien!

    Priekšlikumu “{ $proposal }” Talkā atkal var mainīt; to atļāva { $by }. Pamatojums:

    { $reason }

    Abu pušu apstiprinātā versija paliek galīga un lasāma, līdz abas puses apstiprina citu. Tās apstiprinājumi uz jauno redakciju neattiecas.

    { $link }
mail-published-subject = “{ $proposal }” ir publicēts
mail-published-body = Labdien!

    { $by } publicēja priekšlikuma “{ $proposal }” galīgo redakciju Talkā: to var lasīt ikviens, kam ir adrese. Jebkurš abu pušu administrators publicēšanu var atsaukt šeit:

    { $link }
mail-unpublished-subject = “{ $proposal }” vairs nav publicēts
mail-unpublished-body = Labdien!

    { $by } atsauca priekšlikuma “{ $proposal }” publicēšanu Talkā: tagad to var lasīt tikai dalībnieki.

    { $link }
mail-rights-subject = Jūsu tiesības partnerībā “{ $partnership }” ir mainītas
mail-rights-body = Labdien!

    { $by } mainīja Jūsu lomu, pusi vai tiesības apstiprināt partnerībā “{ $partnership }” Talkā. Tās redzamas šeit:

    { $link }
mail-removed-subject = Jūs vairs neesat partnerības “{ $partnership }” dalībnieks
mail-removed-body = Labdien!

    { $by } izslēdza Jūs no partnerības “{ $partnership }” Talkā. Jūsu uzrakstītais paliek. To, kas tur bija šodien, joprojām varat lasīt un eksportēt:

    { $links }
