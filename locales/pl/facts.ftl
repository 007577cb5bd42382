# Formularz ze wszystkimi danymi partnerstwa.

facts-change = Zmień dane
facts-title = Dane partnerstwa
facts-lead = Wszystko to widać na stronie partnerstwa. Gdy tekstu brakuje w jednym języku, pokazujemy inny; puste wiersze pomijamy.
facts-kept = Dane są zapisane.
facts-programme = Program
facts-target-group = Grupa docelowa { $number }
facts-paragraph = Uzasadnienie: akapit { $number }
facts-activity = Działanie { $number }
facts-activity-kind = Rodzaj działania
facts-share = Część { $number } budżetu
facts-shares = Części budżetu
facts-share-percent = Procent
facts-share-percent-help = Wszystkie części razem to najwyżej 100.
facts-share-when = Część { $number }: kiedy jest wypłacana
facts-budget = Budżet w euro
facts-address = Adres
facts-organisation = Organizacja { $number }
facts-organisations = Organizacje
facts-add = { $list ->
    [target_groups] Dodaj grupę docelową
    [justification] Dodaj akapit
    [activities] Dodaj działanie
    [budget_shares] Dodaj część
   *[organisations] Dodaj partnera
}
facts-remove = Usuń
facts-remove-of = Usuń: { $row }
facts-outdated = W tym czasie ktoś inny zmienił dane. Ponowny zapis zachowa to, co jest tutaj.
facts-see-now = Zobacz partnerstwo w obecnym stanie
