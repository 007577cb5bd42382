# Lasīšanas skats un lēmumu saraksts.

reading-contents = Saturs
reading-empty = Šajā valodā teksta vēl nav.
reading-threads = { $threads ->
    [zero] { $threads } atvērtu pavedienu šajā sadaļā
    [one] { $threads } atvērts pavediens šajā sadaļā
   *[other] { $threads } atvērti pavedieni šajā sadaļā
}
reading-back = Atpakaļ uz sadaļu
reading-final-of = Galīgā redakcija, { $version }. versija, { $day }, kontrolsumma { $hash }
reading-signed-by = Apstiprināja { $name }, { $side }
ledger-title = Lēmumi
ledger-lead = Visas piezīmes par šo priekšlikumu un to iznākums.
ledger-none = Vēl neviens nav komentējis.
ledger-section = Sadaļa
ledger-words = Vārdi
ledger-remark = Piezīme
ledger-decision = Lēmums
ledger-reason = Pamatojums
ledger-by = Kas
ledger-open = Atvērts
reading-version-of = { $version }. versija, { $day }, kontrolsumma { $hash }
reading-not-present = Šī ir saglabāta versija, nevis pašreizējais teksts.
reading-present = Uz pašreizējo tekstu
reading-to-sign = Teksts gaida jūsu puses apstiprinājumu.
