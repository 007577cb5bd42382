# Konsultacje propozycji: kogo obejmują, jak się kończą, co się stało z własnymi komentarzami.

reviews-title = Konsultacje
reviews-lead = Kto i do kiedy jest proszony o komentarze, czym zakończyły się konsultacje i co się stało z Twoimi komentarzami.
reviews-none = Nie było jeszcze konsultacji.
reviews-number = Konsultacje nr { $number }
reviews-opened = Rozpoczęto
reviews-closed = Zamknięto
reviews-by-itself = minął ostatni dzień
reviews-last-day = do końca dnia: { $day } ({ $zone })
reviews-invited = Zaproszenie do konsultacji
reviews-invited-help = Jeśli nikogo nie wybierzesz, zaproszony jest cały zespół.
reviews-everybody = cały zespół
reviews-all-languages = wszystkie języki
reviews-languages-help = Jeśli nie wybierzesz żadnego, konsultacje obejmują wszystkie języki.
reviews-comments = Komentarze
reviews-summary = Podsumowanie
reviews-summary-later = Podsumowanie (można je napisać później)
reviews-yours = Twoje komentarze i co się z nimi stało
reviews-change = Zmień konsultacje
reviews-prolong = Przedłuż konsultacje
reviews-change-send = Zapisz
reviews-close = Zamknij konsultacje teraz
reviews-close-send = Zamknij konsultacje
reviews-sum-up = Napisz podsumowanie
reviews-sum-up-again = Zmień podsumowanie
reviews-sum-up-send = Zapisz
reviews-done = Zapisano.
