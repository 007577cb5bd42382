# Veidlapa ar visiem projekta datiem.

facts-change = Mainīt projekta datus
facts-title = Projekta dati
facts-lead = Šie dati ir redzami partnerības lapā. Ja teksta kādā valodā nav, tiek rādīta cita valoda; tukšās rindas netiek rādītas.
facts-kept = Dati ir saglabāti.
facts-programme = Programma
facts-target-group = { $number }. mērķgrupa
facts-paragraph = Pamatojums: { $number }. rindkopa
facts-activity = { $number }. aktivitāte
facts-activity-kind = Aktivitātes veids
facts-share = { $number }. budžeta daļa
facts-shares = Budžeta daļas
facts-share-percent = Procenti
facts-share-percent-help = Daļu summa nedrīkst pārsniegt 100 %.
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
facts-outdated = Kāds cits pa šo laiku ir mainījis datus. Ja saglabāsiet vēlreiz, otra cilvēka izmaiņas tiks pārrakstītas.
facts-see-now = Skatīt partnerību, kāda tā ir tagad
