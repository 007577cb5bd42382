# "Mans konts".

account-title = Mans konts
account-identity = Par jums
account-name-help = Tā jūs redz visi jūsu partnerību dalībnieki.
account-language = Lapu un e-pasta vēstuļu valoda
account-changed = Izmaiņas saglabātas.
account-devices = Kur esat sistēmā
account-devices-help = Ierīce tiek atslēgta pēc { $idle } dienām bez apmeklējuma un ne vēlāk kā { $days } dienas pēc pēdējās saites no e-pasta.
account-device-unknown = Nezināma ierīce
account-seen = Pēdējo reizi lietota:
account-here = Šī ierīce
account-end = Iziet tur
account-ended = Šajā ierīcē konts ir atslēgts.
account-end-others = Iziet visās citās ierīcēs
account-ended-others = Visās citās ierīcēs konts ir atslēgts.
account-programs = Programmas
account-programs-help = Programma var rakstīt jūsu vārdā, izmantojot pati savu piekļuves kodu. Tas neatver nevienu lapu, un to jebkurā brīdī var atsaukt.
account-program-add = Pievienot programmu
account-program-name = Programmas nosaukums
account-program-make = Izveidot piekļuves kodu
account-program-token = Šis ir programmas piekļuves kods. Nokopējiet to tagad: vēlreiz tas netiks parādīts.
account-program-end = Atsaukt
