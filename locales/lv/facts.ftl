# Veidlapa ar visiem partnerības datiem.

facts-change = Mainīt datus
facts-title = Partnerības dati
facts-lead = Viss šeit rakstītais ir redzams partnerības lapā. Ja teksta kādā valodā nav, tiek rādīta cita valoda; tukšas rindas tiek izlaistas.
facts-kept = Dati ir saglabāti.
facts-programme = Programma
facts-target-group = { $number }. mērķgrupa
facts-paragraph = Pamatojums: { $number }. rindkopa
facts-activity = { $number }. aktivitāte
facts-activity-kind = Aktivitātes veids
facts-share = { $number }. budžeta daļa
facts-shares = Budžeta daļas
facts-share-percent = Procenti
facts-share-percent-help = Visas daļas kopā ir ne vairāk kā 100.
facts-share-when = { $number }. daļa: kad to izmaksā
facts-budget = Budžets eiro
facts-address = Adrese
facts-organisation = { $number }. organizācija
facts-organisations = Organizācijas
facts-add = { $list ->
    [target_groups] Pievienot mērķgrupu
    [justification] Pievienot rindkopu
    [activities] Pievienot aktivitāti
    [budget_shares] Pievienot daļu
   *[organisations] Pievienot partneri
}
facts-remove = Noņemt
facts-remove-of = Noņemt: { $row }
facts-outdated = Kāds cits pa šo laiku ir mainījis datus. Ja saglabāsiet vēlreiz, paliks tas, kas rakstīts šeit.
facts-see-now = Skatīt partnerību, kāda tā ir tagad
