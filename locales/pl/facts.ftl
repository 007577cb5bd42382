# Formularz ze wszystkimi danymi projektu.

facts-change = Edytuj dane projektu
facts-title = Dane projektu
facts-lead = Te dane są widoczne na stronie partnerstwa. Gdy tekstu brakuje w jednym języku, pokazujemy inny; puste wiersze pomijamy.
facts-kept = Dane zostały zapisane.
facts-programme = Program
facts-target-group = Grupa docelowa { $number }
facts-paragraph = Uzasadnienie: akapit { $number }
facts-activity = Działanie { $number }
facts-activity-kind = Rodzaj działania
facts-share = Część { $number } budżetu
facts-shares = Części budżetu
facts-share-percent = Procent
facts-share-percent-help = Suma części nie może przekraczać 100%.
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
facts-outdated = W międzyczasie ktoś inny zmienił dane. Ponowny zapis zastąpi zmiany tej osoby.
facts-see-now = Zobacz partnerstwo w obecnym stanie
