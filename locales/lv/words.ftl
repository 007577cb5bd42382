# Produkta vārdi: lomas, stāvokļi, pavediena svars un iznākums.

role = { $role ->
    [reader] Lasītājs
    [commenter] Komentētājs
    [suggester] Ieteicējs
    [editor] Redaktors
   *[admin] Administrators
}
state = { $state ->
    [draft] Izstrādē
    [in_review] Apspriešanā
    [agreed] Saskaņošanā
   *[final] Galīgā redakcija
}
severity = { $severity ->
    [blocking] Bloķējošs
    [question] Jautājums
   *[remark] Piezīme
}
outcome = { $outcome ->
    [taken] Pieņemts
    [taken_differently] Pieņemts citādi
    [not_taken] Nav pieņemts
   *[later] Vēlāk
}
language-name = { $language ->
    [lv] latviešu
    [pl] poļu
   *[en] angļu
}
former-member = Bijušais dalībnieks
