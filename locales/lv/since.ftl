# Kas noticis, kopš dalībnieks pēdējoreiz skatījās.

since-line = Pēdējoreiz skatīts { $day }. Kopš tā laika: { $what }
since-sections = { $sections ->
    [zero] mainītas { $sections } sadaļu
    [one] mainīta { $sections } sadaļa
   *[other] mainītas { $sections } sadaļas
}
since-comments = { $comments ->
    [zero] { $comments } jaunu komentāru un atbilžu
    [one] { $comments } jauns komentārs vai atbilde
   *[other] { $comments } jauni komentāri un atbildes
}
since-decisions = { $decisions ->
    [zero] { $decisions } lēmumu
    [one] { $decisions } lēmums
   *[other] { $decisions } lēmumi
}
since-show = Parādīt
since-said = Komentāri un lēmumi kopš pēdējās skatīšanās
since-to-proposal = Uz priekšlikumu
