# Słowa produktu: role, stany, waga i wynik wątku.

role = { $role ->
    [reader] Czytelnik
    [commenter] Komentujący
    [suggester] Proponujący
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
    [blocking] Blokujący
    [question] Pytanie
   *[remark] Uwaga
}
outcome = { $outcome ->
    [taken] Przyjęto
    [taken_differently] Przyjęto inaczej
    [not_taken] Nie przyjęto
   *[later] Później
}
language-name = { $language ->
    [lv] łotewski
    [pl] polski
   *[en] angielski
}
former-member = Były członek zespołu
