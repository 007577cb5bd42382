# Co czeka na członka zespołu: na pierwszej stronie i w e-mailach.

waits-title = Co na Ciebie czeka
waits-nothing = W tej chwili nic na Ciebie nie czeka.
waits-sign-off = Twoja strona nie zatwierdziła jeszcze tego tekstu
waits-came-back = Cofnięto do wcześniejszego etapu: { $state }
waits-review = Trwają konsultacje: przeczytaj tekst i skomentuj go
waits-review-until = Trwają konsultacje (ostatni dzień: { $day }): przeczytaj tekst i skomentuj go
waits-answer = { $severity ->
    [blocking] Odpowiedz na zastrzeżenie: „{ $quote }”
   *[other] Odpowiedz na pytanie: „{ $quote }”
}
waits-decide = { $about ->
    [suggestion] Rozpatrz sugestię: „{ $quote }”
    [blocking] Rozpatrz zastrzeżenie: „{ $quote }”
    [question] Rozpatrz pytanie: „{ $quote }”
   *[other] Rozpatrz uwagę: „{ $quote }”
}
waits-empty = { $section } ({ $language }): nie ma jeszcze tekstu
waits-too-long = { $section } ({ $language }): { $over }
waits-more = { $things ->
    [one] i jeszcze { $things } w tej propozycji
    [few] i jeszcze { $things } w tej propozycji
   *[many] i jeszcze { $things } w tej propozycji
}
