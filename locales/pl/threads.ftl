# Komentarze do fragmentów, odpowiedzi i decyzje.

threads-title = Komentarze
threads-none = W tym języku nie ma otwartych komentarzy. Zaznacz fragment tekstu, aby go skomentować.
threads-none-reader = W tym języku nie ma otwartych komentarzy.
threads-show-decided = { $threads ->
    [one] Pokaż { $threads } rozpatrzony komentarz
    [few] Pokaż { $threads } rozpatrzone komentarze
   *[many] Pokaż { $threads } rozpatrzonych komentarzy
}
threads-hide-decided = Ukryj rozpatrzone komentarze
thread-comment = Skomentuj
thread-comment-selection = Skomentuj zaznaczony fragment
thread-new = Nowy komentarz
thread-body = Twój komentarz
thread-severity = Rodzaj komentarza
thread-send = Wyślij
thread-answer = Odpowiedź
thread-answer-send = Wyślij odpowiedź
thread-go = Pokaż w tekście: „{ $words }”
thread-decide = Rozpatrz
thread-outcome = Decyzja
thread-reason = Uzasadnienie w jednym zdaniu
thread-decide-send = Rozpatrz i zamknij komentarz
thread-reopen = Otwórz ponownie
thread-decided-by = { $name }, wersja { $version }
thread-detached = Tego fragmentu nie ma już w tekście.
thread-attach = Powiąż z zaznaczonym fragmentem
thread-attach-help = Najpierw zaznacz fragment tekstu.
thread-next-edition = Do następnej wersji
thread-answers = { $answers ->
    [one] { $answers } odpowiedź
    [few] { $answers } odpowiedzi
   *[many] { $answers } odpowiedzi
}
threads-open-count = { $threads ->
    [one] { $threads } otwarty komentarz
    [few] { $threads } otwarte komentarze
   *[many] { $threads } otwartych komentarzy
}
thread-arrived = { $name } komentuje: „{ $words }”.
thread-other-words = Skomentuj zaznaczony fragment
thread-send-detached = Wyślij z samym cytatem
thread-give-up = Odrzucić to, co jest napisane?
thread-answer-unsent = Odpowiedź nie została wysłana, bo w tym czasie rozpatrzono komentarz. Możesz ją stąd skopiować.
thread-answer-discard = Odrzuć
threads-filter = Pokaż
threads-filter-all = Wszystkie komentarze
threads-filter-mine = Moje
threads-filter-side = Od: { $side }
threads-filter-suggestions = Sugestie
threads-none-fit = Żaden komentarz nie pasuje do tego wyboru.
