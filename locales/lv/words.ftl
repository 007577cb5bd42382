# Produkta vārdi: lomas, posmi, komentāra veids un lēmums par to.

role = { $role ->
    [reader] Lasītājs
    [commenter] Komentētājs
    [suggester] Ierosinātājs
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
    [blocking] Iebildums
    [question] Jautājums
   *[remark] Piezīme
}
outcome = { $outcome ->
    [taken] Ņemts vērā
    [taken_differently] Ņemts vērā citādi
    [not_taken] Nav ņemts vērā
   *[later] Atlikts
}
language-name = { $language ->
    [lv] latviešu
    [pl] poļu
   *[en] angļu
}
former-member = Bijušais dalībnieks
