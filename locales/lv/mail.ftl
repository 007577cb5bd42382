# Vēstules.

mail-sign-in-subject = Saite, ar ko pieslēgties Talkai
mail-sign-in-body = Labdien!

    Atveriet šo saiti, lai pieslēgtos Talkai. Tā darbojas vienu reizi, { $minutes } min laikā:

    { $link }

    Ja Jūs šo saiti nepieprasījāt, šo vēstuli varat neņemt vērā.
mail-invite-subject = { $inviter } aicina Jūs pievienoties partnerībai „{ $partnership }”
mail-invite-body = Labdien!

    { $inviter } aicina Jūs pievienoties partnerībai „{ $partnership }” Talkā, kur abi partneri kopā raksta un komentē priekšlikumu. Atveriet šo saiti, lai apskatītu uzaicinājumu un to pieņemtu vai noraidītu. Saite darbojas { $days ->
    [zero] { $days } dienas
    [one] { $days } dienu
   *[other] { $days } dienas
} un uzreiz pieslēdz Talkai; parole nav vajadzīga:

    { $link }

    Ja Jūs nepazīstat sūtītāju ({ $inviter }), šo vēstuli varat neņemt vērā.
mail-sent-back-subject = Priekšlikums „{ $proposal }” ir atgriezts iepriekšējā posmā
mail-sent-back-body = Labdien!

    { $by } atgrieza priekšlikumu „{ $proposal }” posmā „{ $state }”. Iepriekšējie apstiprinājumi vairs nav spēkā. Pamatojums:

    { $reason }

    { $link }
mail-unlocked-subject = Ir sākta priekšlikuma „{ $proposal }” nākamā redakcija
mail-unlocked-body = Labdien!

    { $by } atbloķēja priekšlikumu „{ $proposal }” Talkā. Pamatojums:

    { $reason }

    Abu pušu apstiprinātā versija paliek galīgā redakcija un ir lasāma, līdz abas puses apstiprina citu. Tās apstiprinājumi uz nākamo redakciju neattiecas.

    { $link }
mail-review-subject = Sākusies priekšlikuma „{ $proposal }” apspriešana
mail-review-body = Labdien!

    { $by } sāka priekšlikuma „{ $proposal }” apspriešanu Talkā. Lūdzu, izlasiet tekstu un komentējiet to:

    { $link }
mail-review-until-body = Labdien!

    { $by } sāka priekšlikuma „{ $proposal }” apspriešanu Talkā. Lūdzu, izlasiet tekstu un komentējiet to. Apspriešanas pēdējā diena: { $day }.

    { $link }
mail-review-ends-subject = Drīz beigsies priekšlikuma „{ $proposal }” apspriešana
mail-review-ends-body = Labdien!

    Priekšlikuma „{ $proposal }” apspriešanas pēdējā diena Talkā ir { $day }, un Jūsu komentāru tajā vēl nav. Izlasiet tekstu un komentējiet to šeit:

    { $link }
mail-sign-off-subject = Priekšlikums „{ $proposal }” gaida Jūsu apstiprinājumu
mail-sign-off-body = Labdien!

    { $by } virzīja priekšlikumu „{ $proposal }” Talkā uz saskaņošanu. Izlasiet tekstu un apstipriniet to savas puses vārdā vai atgrieziet to ar pamatojumu:

    { $link }
mail-final-subject = Priekšlikumam „{ $proposal }” ir galīgā redakcija
mail-final-body = Labdien!

    { $by } noteica priekšlikuma „{ $proposal }” tekstu Talkā par galīgo redakciju. To ir apstiprinājušas abas puses, un to vairs nevar mainīt. Lasiet to šeit:

    { $link }
mail-published-subject = Priekšlikums „{ $proposal }” ir publicēts
mail-published-body = Labdien!

    { $by } publicēja priekšlikuma „{ $proposal }” galīgo redakciju Talkā: to var lasīt ikviens, kam ir adrese. Jebkuras puses administrators publicēšanu var atsaukt šeit:

    { $link }
mail-unpublished-subject = Priekšlikums „{ $proposal }” vairs nav publicēts
mail-unpublished-body = Labdien!

    { $by } atsauca priekšlikuma „{ $proposal }” publicēšanu Talkā: tagad to var lasīt tikai dalībnieki.

    { $link }
mail-rights-subject = Jūsu tiesības partnerībā „{ $partnership }” ir mainītas
mail-rights-body = Labdien!

    { $by } mainīja Jūsu lomu, pusi vai tiesības apstiprināt partnerībā „{ $partnership }” Talkā. Tās redzamas šeit:

    { $link }
mail-removed-subject = Jūs vairs neesat partnerības „{ $partnership }” dalībnieks
mail-removed-body = Labdien!

    { $by } noņēma Jūs no partnerības „{ $partnership }” dalībniekiem Talkā. Jūsu uzrakstītais paliek. Tekstus, kādi tie bija noņemšanas dienā, joprojām varat lasīt un lejupielādēt:

    { $links }
