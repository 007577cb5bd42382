# Partnerības lapa.

partnership-about = Par projektu
partnership-applicant = Pieteicējs
partnership-partner = Partneris
partnership-period = Periods
partnership-budget = Budžets
partnership-objective = Vispārīgais mērķis
partnership-target-groups = Tiešās mērķgrupas
partnership-justification = Pamatojums
partnership-activities = Aktivitātes
proposals-title = Priekšlikumi
proposals-none = Priekšlikumu vēl nav.
proposals-open-threads = { $threads ->
    [zero] { $threads } atvērtu pavedienu
    [one] { $threads } atvērts pavediens
   *[other] { $threads } atvērti pavedieni
}
proposals-no-open-threads = Nav atvērtu pavedienu
proposals-changed = Mainīts { $day }
new-proposal = Jauns priekšlikums
new-proposal-title = Nosaukums
in-languages-help = Pietiek ar vienu valodu; pārējās var palikt tukšas.
new-proposal-languages = Teksta valodas
new-proposal-create = Izveidot priekšlikumu
members-title = Dalībnieki
members-outside = Neatkarīgie recenzenti
members-none = Vēl neviena
members-me = jūs
members-invite = Uzaicināt dalībnieku
members-name = Vārds, uzvārds
members-mail = E-pasta adrese
members-role = Loma
members-side = Pārstāv
members-languages = Strādā šādās valodās
members-send = Nosūtīt ielūgumu
members-invited = Uzaicinājums nosūtīts: { $name }.
members-changed = Saglabāts: { $name }.
members-removed = Dalībnieks ir izslēgts no partnerības.
members-change = Mainīt
members-change-of = Mainīt: { $name }
members-remove = Izslēgt no partnerības
members-remove-sure = Uzrakstītais paliek: { $name }.
role-help = { $role ->
    [reader] lasa
    [commenter] lasa un komentē
    [suggester] komentē un iesaka izmaiņas
    [editor] raksta un izlemj
   *[admin] raksta, aicina, apstiprina
}
activity-kind = { $kind ->
    [study] Izpēte
    [exchange] Pieredzes apmaiņa
    [training] Apmācības
   *[drafting] Izstrāde
}
members-pending = Uzaicinājums nosūtīts, atbildes vēl nav
members-mail-refused = Vēstuli uz { $mail } e-pasta serveris noraidīja: šī adrese nav sasniedzama. Atsauciet uzaicinājumu un mēģiniet citu adresi.
members-invitation = Uzaicinājums
members-invitation-help = Uz uzaicinājumu var atbildēt { $days } dienas. Nosūtot vēlreiz, iepriekšējā saite vairs nedarbosies.
members-renew = Nosūtīt vēlreiz
members-withdraw = Atsaukt uzaicinājumu
members-side-choose = Izvēlieties…
members-mail-language = Vēstules valoda
members-signs = apstiprina
members-may-sign = Drīkst apstiprināt puses vārdā
members-may-sign-help = Ja puse nevienu nenorāda, apstiprina tās administratori. Tiklīdz kāds ir norādīts, apstiprina tikai norādītie.
members-may-sign-save = Saglabāt apstiprinātāju
members-log = Žurnāls: kas, ko un kad darījis
