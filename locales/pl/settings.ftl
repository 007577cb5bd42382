# Ustawienia propozycji: tytuł, języki, części.

settings-title = Ustawienia
settings-lead = Tytuł, języki i części tej propozycji. Kto ma ją otwartą, dowiaduje się o zmianie ustawień.
settings-done = Ustawienia zapisano.
settings-languages-help = Przed zatwierdzeniem wszystkie wymagane części muszą być wypełnione w pierwszym z tych języków. Język, w którym jest tekst lub są komentarze, zostaje.
settings-sections-help = Część, w której jest tekst lub są komentarze, zostaje. Wyłączoną część można później włączyć ponownie.
settings-section-on = Należy do propozycji
settings-section-limit = Najwyżej znaków
settings-section-owner = Odpowiada
settings-all-sides = Wszystkie strony razem
settings-stays = (jest tekst lub są komentarze)
settings-changed = Ustawienia zmienione: odśwież stronę
refusal-for-sign-off = Tekst jest do zatwierdzenia, więc nie można tego zmienić. Najpierw cofnij propozycję do wcześniejszego etapu.
refusal-in-use = Jest w tym tekst lub są komentarze, więc to zostaje w propozycji.
