# "Mans konts".

account-title = Mans konts
account-identity = Par jums
account-name-help = Ar šo vārdu jūs redz visi jūsu partnerību dalībnieki.
account-language = Lapu un e-pasta vēstuļu valoda
account-changed = Izmaiņas saglabātas.
account-devices = Ierīces, kurās ir atvērta sesija
account-devices-help = Sesija ierīcē beidzas pēc { $idle ->
    [zero] { $idle } dienām
    [one] { $idle } dienas
   *[other] { $idle } dienām
} bez apmeklējuma un ne vēlāk kā { $days ->
    [zero] { $days } dienas
    [one] { $days } dienu
   *[other] { $days } dienas
} pēc pēdējās pieslēgšanās ar saiti no e-pasta.
account-device-unknown = Nezināma ierīce
account-seen = Pēdējo reizi lietota:
account-here = Šī ierīce
account-end = Pārtraukt sesiju
account-ended = Sesija šajā ierīcē ir pārtraukta.
account-end-others = Pārtraukt visas citas sesijas
account-ended-others = Visas citas sesijas ir pārtrauktas.
account-programs = Programmas
account-programs-help = Programma var rakstīt jūsu vārdā, izmantojot pati savu piekļuves kodu. Kods neatver nevienu lapu, un to jebkurā brīdī var atsaukt.
account-program-add = Pievienot programmu
account-program-name = Programmas nosaukums
account-program-make = Izveidot piekļuves kodu
account-program-token = Šis ir programmas piekļuves kods. Nokopējiet to tagad: vēlreiz to neparādīsim.
account-program-end = Atsaukt
account-leave = Izstāties no partnerības
account-leave-of = Izstāties no partnerības: { $partnership }
account-leave-sure = Jaunie teksti jums uzreiz vairs nebūs pieejami. Uzrakstītais paliek, un tekstus, kādi tie ir šodien, varēsiet lasīt arī turpmāk.
account-left = Jūs vairs neesat šīs partnerības dalībnieks.
account-data = Jūsu dati
account-data-help = Viens fails ar visu, ko Talka glabā par jums, kā arī ar jūsu komentāriem un lēmumiem. Priekšlikumu teksti ir kopīgs darbs: tos lejupielādējiet priekšlikumu lapās.
account-data-take = Lejupielādēt manus datus
account-erase = Dzēst manu kontu
account-erase-now = Dzēst kontu tagad
account-erase-sure = Jūs izstāsieties no visām partnerībām. Jūsu vārds, adrese, ierīces un vēstules tiks dzēstas, un tās nevarēs atjaunot. Teksti un komentāri paliks ar norādi „Bijušais dalībnieks”. Versijās, ko apstiprinājāt, jūsu vārds paliks.
invitations = Uzaicinājumi
invitation-title = Jums ir uzaicinājums
invitation-text = { $inviter } aicina jūs pievienoties partnerībai „{ $partnership }”.
invitation-accept = Pieņemt
invitation-decline = Noraidīt
invitation-decline-help = Ja noraidīsiet, neviens par jums neko neuzzinās, un vairāk vēstuļu par šo nesaņemsiet.
invitation-declined = Uzaicinājums ir noraidīts.
