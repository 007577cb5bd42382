# Lasīšanas skats un lēmumu saraksts.

reading-contents = Saturs
reading-empty = Šajā valodā teksta vēl nav.
reading-threads = { $threads ->
    [zero] { $threads } atvērtu komentāru šajā sadaļā
    [one] { $threads } atvērts komentārs šajā sadaļā
   *[other] { $threads } atvērti komentāri šajā sadaļā
}
reading-back = Atpakaļ uz sadaļu
reading-final-of = Galīgā redakcija, { $version }. versija, { $day }, kontrolsumma { $hash }
reading-signed-by = Apstiprināja: { $name }, { $side }
ledger-title = Lēmumi
ledger-lead = Visi komentāri par šo priekšlikumu un lēmumi par tiem.
ledger-none = Vēl neviens nav komentējis.
ledger-section = Sadaļa
ledger-words = Teksta vieta
ledger-remark = Komentārs
ledger-decision = Lēmums
ledger-reason = Pamatojums
ledger-by = Lēma
ledger-open = Atvērts
reading-version-of = { $version }. versija, { $day }, kontrolsumma { $hash }
reading-not-present = Šī ir saglabāta versija, nevis pašreizējais teksts.
reading-present = Uz pašreizējo tekstu
reading-to-sign = Teksts gaida jūsu puses apstiprinājumu.
reading-verify = Pārbaudīt šo galīgo redakciju
