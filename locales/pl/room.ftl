# Pasek nad tekstem i to, co zostawia miejsce na tekst.

room-stage = Etap: { $state }
room-stage-signing = Etap: { $state }; zatwierdziły strony: { $signed } z { $all }
room-more = Więcej
room-calm = Tryb skupienia
room-no-script = Pisanie i komentowanie wymaga JavaScriptu, który w tej przeglądarce jest wyłączony. Tekst można przeczytać bez niego:
room-threads-elsewhere-title = Otwarte komentarze w innych językach
room-threads-elsewhere = { $threads ->
    [one] { $language }: { $threads } otwarty komentarz
    [few] { $language }: { $threads } otwarte komentarze
   *[many] { $language }: { $threads } otwartych komentarzy
}
room-decide-needs = Wybierz decyzję i podaj uzasadnienie.
