# Pasek nad tekstem i to, co zostawia miejsce na tekst.

room-stage = Etap: { $state }
room-stage-signing = Etap: { $state }; zatwierdziły strony: { $signed } z { $all }
room-more = Więcej
room-calm = Tryb skupienia
room-no-script = Pisanie i komentowanie wymaga JavaScriptu, który w tej przeglądarce jest wyłączony. Tekst można przeczytać bez niego:
