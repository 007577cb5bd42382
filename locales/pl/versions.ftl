# Strona wersji i przywracanie wersji.

versions-title = Wersje
versions-lead = Każda wersja to cały tekst z jednej chwili. Nikt nie może jej zmienić. Niektóre serwer zapisuje sam w trakcie pisania; najstarsze z nich znikają.
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
versions-decisions = Komentarze i decyzje z tamtej chwili
versions-decisions-of = Stan z chwili zapisania wersji { $version }.
versions-automatic = { $versions ->
    [one] { $versions } wersja automatyczna
    [few] { $versions } wersje automatyczne
   *[many] { $versions } wersji automatycznych
}
versions-keep = Zapisz wersję teraz
versions-keep-send = Zapisz
versions-name = Nazwa wersji
versions-rename = Nazwij wersję { $version }
versions-name-send = Zapisz nazwę
versions-kept = Tekst został zapisany jako wersja { $version }.
versions-writers = Kto napisał ten tekst
versions-wrote = { $characters ->
    [one] { $name }: { $characters } znak
    [few] { $name }: { $characters } znaki
   *[many] { $name }: { $characters } znaków
}
versions-wrote-nobody = Nie wiadomo
refusal-already-kept = Ten tekst jest już zapisany pod nazwą. Najpierw coś napisz albo poproś administratora o zmianę nazwy wersji.
