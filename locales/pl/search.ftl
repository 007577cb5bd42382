# Wyszukiwanie: jego strona i pole, które otwiera się na każdej stronie.

search-title = Szukaj
search-open = Szukaj (Ctrl+K)
search-field = Czego szukasz?
search-lead = Przeszukuje teksty we wszystkich językach, komentarze, sugestie, decyzje, dane projektu i nazwy wersji. Końcówki i znaki diakrytyczne nie mają znaczenia. Słowa w cudzysłowie muszą stać obok siebie.
search-short = Wpisz co najmniej dwie litery lub cyfry.
search-long = { $chars ->
    [one] To jest za długie. Wpisz najwyżej { $chars } znak.
    [few] To jest za długie. Wpisz najwyżej { $chars } znaki.
   *[many] To jest za długie. Wpisz najwyżej { $chars } znaków.
}
search-none = Nic nie znaleziono.
search-none-help = Wpisz mniej słów, pomiń cudzysłów lub filtr. Wszystkie słowa muszą stać w jednym akapicie lub komentarzu.
search-count = { $count ->
    [one] Znaleziono { $count } miejsce
    [few] Znaleziono { $count } miejsca
   *[many] Znaleziono { $count } miejsc
}
search-cut = Miejsc jest więcej, niż się tu mieści. Wpisz więcej słów lub wybierz filtr.
search-kind = { $kind ->
    [title] Tytuł
    [facts] Dane projektu
    [version] Wersja
    [text] Tekst
    [comment] Komentarz
    [suggestion] Sugestia
   *[decision] Decyzja
}
search-version = Wersja { $version }
search-project = Projekt
search-proposal = Propozycja
search-state = Etap
search-narrow = Filtruj
search-found = Wyniki wyszukiwania
search-keys = ↑ ↓ wybierz · Enter otwórz · Escape zamknij
search-slash = Klawisz / otwiera to pole
search-go = Przejdź do
search-section = Część: { $section }
search-language = Język tekstu: { $language }
