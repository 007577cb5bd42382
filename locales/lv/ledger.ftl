# Lēmumu saraksts: kuri ieraksti, kādā secībā, kādos failos, un kas vajadzīgs galīgajai redakcijai.

ledger-severity = Veids
ledger-sift = Atlasīt un kārtot
ledger-show = Rādīt
ledger-show-all = Rādīt visu
ledger-all = Visi
ledger-person = Persona
ledger-side = Puse
ledger-language = Valoda
ledger-sort = Kārtot pēc
ledger-order = { $order ->
    [opened] datuma, vecākie vispirms
    [newest] datuma, jaunākie vispirms
    [section] sadaļas
    [severity] veida
    [outcome] lēmuma
   *[person] personas
}
ledger-count = Ieraksti: { $shown } no { $all }
ledger-none-such = Šādu ierakstu nav. Atlasiet plašāk.
ledger-take = Lejupielādēt
ledger-csv = Šie lēmumi tabulā (.csv)
ledger-comments-csv = Šie komentāri un atbildes tabulā (.csv)
ledger-annotations = Visi komentāri citām programmām (W3C Web Annotation, .jsonld)
ledger-annex = Teksts ar visiem komentāriem, atbildēm un lēmumiem beigās
ledger-rule = Lai tekstu varētu noteikt par galīgo redakciju, vajadzīgs
ledger-rule-name = { $rule ->
    [every-comment] lēmums par katru komentāru
   *[objections] lēmums par katru iebildumu
}
ledger-rule-said = { $rule ->
    [every-comment] Tekstu par galīgo redakciju var noteikt tikai tad, kad ir lēmums par katru komentāru.
   *[objections] Tekstu par galīgo redakciju var noteikt tikai tad, kad ir lēmums par katru iebildumu.
}
ledger-rule-change = Mainīt
ledger-rule-send = Saglabāt
ledger-rule-done = Saglabāts.
