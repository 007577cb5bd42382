# Partnerības lapa.

partnership-about = Par projektu
partnership-applicant = Pieteicējs
partnership-partner = Partneris
partnership-period = Īstenošanas laiks
partnership-budget = Budžets
partnership-objective = Vispārīgais mērķis
partnership-target-groups = Tiešās mērķgrupas
partnership-justification = Pamatojums
partnership-activities = Aktivitātes
proposals-title = Priekšlikumi
proposals-none = Priekšlikumu vēl nav.
proposals-open-threads = { $threads ->
    [zero] { $threads } atvērtu komentāru
    [one] { $threads } atvērts komentārs
   *[other] { $threads } atvērti komentāri
}
proposals-no-open-threads = Nav atvērtu komentāru
proposals-changed = Mainīts { $day }
new-proposal = Jauns priekšlikums
new-proposal-title = Nosaukums
in-languages-help = Pietiek ar vienu valodu; pārējās var palikt tukšas.
new-proposal-languages = Teksta valodas
new-proposal-languages-help = Pirms saskaņošanas visām obligātajām sadaļām jābūt aizpildītām pirmajā no šīm valodām.
new-proposal-create = Izveidot priekšlikumu
members-title = Dalībnieki
members-outside = Ārējie vērtētāji
members-none = Vēl neviena
members-me = jūs
members-invite = Uzaicināt dalībnieku
members-name = Vārds, uzvārds
members-mail = E-pasta adrese
members-role = Loma
members-side = Pārstāvētā puse
members-languages = Darba valodas
members-send = Nosūtīt uzaicinājumu
members-invited = Uzaicinājums nosūtīts: { $name }.
members-changed = Izmaiņas saglabātas: { $name }.
members-removed = Dalībnieks ir noņemts no partnerības.
members-change = Mainīt
members-change-of = Mainīt: { $name }
members-remove = Noņemt no dalībniekiem
members-remove-sure = { $name } uzreiz zaudēs piekļuvi jaunajiem tekstiem. Uzrakstītais paliek.
role-help = { $role ->
    [reader] lasa
    [commenter] lasa un komentē
    [suggester] lasa, komentē un ierosina labojumus
    [editor] raksta un pieņem lēmumus par komentāriem un ierosinājumiem
   *[admin] raksta, uzaicina dalībniekus un virza priekšlikumus tālāk
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
members-invitation-help = { $days ->
    [zero] Uz uzaicinājumu var atbildēt { $days } dienu laikā. Ja to nosūta vēlreiz, iepriekšējā saite vairs nedarbojas.
    [one] Uz uzaicinājumu var atbildēt { $days } dienas laikā. Ja to nosūta vēlreiz, iepriekšējā saite vairs nedarbojas.
   *[other] Uz uzaicinājumu var atbildēt { $days } dienu laikā. Ja to nosūta vēlreiz, iepriekšējā saite vairs nedarbojas.
}
members-renew = Nosūtīt vēlreiz
members-withdraw = Atsaukt uzaicinājumu
members-side-choose = Izvēlieties…
members-mail-language = Vēstules valoda
members-signs = apstiprina
members-may-sign = Drīkst apstiprināt puses vārdā
members-may-sign-help = Ja puse nevienu nenorāda, apstiprina tās administratori. Tiklīdz kāds ir norādīts, apstiprina tikai norādītie.
members-may-sign-save = Saglabāt, kas apstiprina
members-log = Žurnāls: kas, ko un kad darījis
