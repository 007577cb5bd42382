# Versiju lapa un versijas atjaunošana.

versions-title = Versijas
versions-lead = Katra versija ir viss teksts, kāds tas bija vienā brīdī. To neviens nevar ne mainīt, ne dzēst.
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
