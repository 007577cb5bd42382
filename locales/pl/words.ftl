# Słowa produktu: role, etapy, rodzaj komentarza i decyzja w jego sprawie.

role = { $role ->
    [reader] Czytelnik
    [commenter] Komentujący
    [suggester] Sugerujący zmiany
    [editor] Redaktor
   *[admin] Administrator
}
state = { $state ->
    [draft] Wersja robocza
    [in_review] W konsultacjach
    [agreed] Do zatwierdzenia
   *[final] Wersja ostateczna
}
severity = { $severity ->
    [blocking] Zastrzeżenie
    [question] Pytanie
   *[remark] Uwaga
}
outcome = { $outcome ->
    [taken] Uwzględniono
    [taken_differently] Uwzględniono inaczej
    [not_taken] Nie uwzględniono
   *[later] Odłożono
}
language-name = { $language ->
    [lv] łotewski
    [pl] polski
   *[en] angielski
}
former-member = Były członek zespołu
