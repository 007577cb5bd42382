# Wątki: komentarze do słów, odpowiedzi i decyzje.

threads-title = Wątki
threads-none = W tym języku nie ma otwartych wątków. Zaznacz słowa w tekście, aby je skomentować.
threads-none-reader = W tym języku nie ma otwartych wątków.
threads-show-decided = { $threads ->
    [one] Pokaż { $threads } rozstrzygnięty wątek
    [few] Pokaż { $threads } rozstrzygnięte wątki
   *[many] Pokaż { $threads } rozstrzygniętych wątków
}
threads-hide-decided = Ukryj rozstrzygnięte wątki
thread-comment = Skomentuj
thread-comment-selection = Skomentuj zaznaczone słowa
thread-new = Nowy komentarz
thread-body = Twój komentarz
thread-severity = Jak ważne
thread-send = Wyślij
thread-answer = Odpowiedź
thread-answer-send = Wyślij odpowiedź
thread-go = Pokaż w tekście: „{ $words }”
thread-decide = Rozstrzygnij
thread-outcome = Decyzja
thread-reason = Uzasadnienie w jednym zdaniu
thread-decide-send = Rozstrzygnij i zamknij wątek
thread-reopen = Otwórz ponownie
thread-decided-by = { $name }, wersja { $version }
thread-detached = Tych słów nie ma już w tekście.
thread-attach = Przypnij do zaznaczonych słów
thread-attach-help = Najpierw zaznacz słowa w tekście.
thread-next-edition = Do następnego wydania
thread-answers = { $answers ->
    [one] { $answers } odpowiedź
    [few] { $answers } odpowiedzi
   *[many] { $answers } odpowiedzi
}
threads-open-count = { $threads ->
    [one] { $threads } otwarty wątek
    [few] { $threads } otwarte wątki
   *[many] { $threads } otwartych wątków
}
thread-arrived = { $name } komentuje: „{ $words }”.
