# Co się stało, odkąd ktoś ostatnio tu zaglądał.

since-line = Ostatnia wizyta: { $day }. Od tego czasu: { $what }
since-sections = { $sections ->
    [one] zmieniono { $sections } część
    [few] zmieniono { $sections } części
   *[many] zmieniono { $sections } części
}
since-comments = { $comments ->
    [one] { $comments } nowy komentarz lub odpowiedź
    [few] { $comments } nowe komentarze i odpowiedzi
   *[many] { $comments } nowych komentarzy i odpowiedzi
}
since-decisions = { $decisions ->
    [one] { $decisions } decyzja
    [few] { $decisions } decyzje
   *[many] { $decisions } decyzji
}
since-show = Pokaż
since-said = Komentarze i decyzje od ostatniej wizyty
since-to-proposal = Do propozycji
