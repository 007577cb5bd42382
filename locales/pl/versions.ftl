# Strona wersji i przywracanie wersji.

versions-title = Wersje
versions-lead = Każda wersja to cały tekst z jednej chwili. Nikt nie może jej zmienić ani usunąć.
versions-none = Nie ma jeszcze żadnej wersji. Pierwsza zostanie zapisana, gdy zaczną się konsultacje.
versions-hash = suma kontrolna { $hash }
versions-present = Taki jest tekst teraz.
versions-signed = Zatwierdzono w imieniu strony „{ $side }”: { $name }, { $day }
versions-read = Czytaj
versions-files = Pobierz wersję { $version }
versions-restore = Przywróć
versions-all = Wszystkie wersje
restore-title = Przywróć wersję { $version }
restore-what = Co przywrócić
restore-whole = Cały tekst
restore-follows = Tekst znów będzie taki jak w tej wersji, we wszystkich jej językach. Obecny tekst zostanie najpierw zapisany jako wersja, więc nic nie zginie. Komentarze zostają przy swoich słowach, jeśli te słowa nadal są w tekście.
restore-send = Przywróć
restore-back = Wróć do wersji
restore-done = Tekst jest znów taki jak w wersji { $version }.
