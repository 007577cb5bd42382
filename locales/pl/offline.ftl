# Bez sieci.

kept-note = Brak połączenia. Widzisz tę stronę w stanie z
offline-title = Brak połączenia
offline-text = Tej strony nie zapisano na tym urządzeniu. Otworzy się, gdy połączenie wróci.
offline-pages = Strony, które otwierają się bez połączenia
waiting-count = { $count ->
    [one] { $count } komentarz lub decyzja czeka na wysłanie
    [few] { $count } komentarze lub decyzje czekają na wysłanie
   *[many] { $count } komentarzy lub decyzji czeka na wysłanie
}
waiting-not-sent = Jeszcze niewysłane
waiting-refused = Niewysłane
waiting-take-back = Cofnij
waiting-again = Wyślij ponownie
waiting-go = Pokaż w tekście
