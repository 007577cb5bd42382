# Versiju lapa un versijas atjaunošana.

versions-title = Versijas
versions-lead = Katra versija ir viss teksts, kāds tas bija vienā brīdī. To neviens nevar mainīt. Dažas serveris rakstīšanas laikā saglabā pats; vecākās no tām pazūd.
versions-none = Versiju vēl nav. Pirmā tiek saglabāta, kad sākas apspriešana.
versions-hash = kontrolsumma { $hash }
versions-present = Tāds teksts ir tagad.
versions-signed = Puses „{ $side }” vārdā apstiprināja { $name }, { $day }
versions-read = Lasīt
versions-files = Lejupielādēt { $version }. versiju
versions-restore = Atjaunot
versions-all = Visas versijas
restore-title = Atjaunot { $version }. versiju
restore-what = Ko atjaunot
restore-whole = Visu tekstu
restore-follows = Teksts atkal būs tāds kā šajā versijā, visās tās valodās. Pašreizējais teksts vispirms tiek saglabāts kā versija, tāpēc nekas nepazūd. Komentāri paliek pie saviem vārdiem, ja šie vārdi tekstā joprojām ir.
restore-send = Atjaunot
restore-back = Atpakaļ uz versijām
restore-done = Teksts atkal ir tāds kā { $version }. versijā.
versions-decisions = Tā laika komentāri un lēmumi
versions-decisions-of = Kādi tie bija, kad tika saglabāta { $version }. versija.
versions-automatic = { $versions ->
    [zero] { $versions } automātisku versiju
    [one] { $versions } automātiska versija
   *[other] { $versions } automātiskas versijas
}
versions-keep = Saglabāt versiju tagad
versions-keep-send = Saglabāt
versions-name = Versijas nosaukums
versions-rename = Nosaukt { $version }. versiju
versions-name-send = Saglabāt nosaukumu
versions-kept = Teksts ir saglabāts kā { $version }. versija.
versions-writers = Kas šo tekstu rakstīja
versions-wrote = { $characters ->
    [zero] { $name }: { $characters } rakstzīmju
    [one] { $name }: { $characters } rakstzīme
   *[other] { $name }: { $characters } rakstzīmes
}
versions-wrote-nobody = Nav zināms
refusal-already-kept = Šis teksts jau ir saglabāts ar nosaukumu. Vispirms kaut ko uzrakstiet vai palūdziet administratoram mainīt versijas nosaukumu.
