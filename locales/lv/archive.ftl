# Arhīvs: tā README un saites.

archive-head = Partnerības „{ $title }” arhīvs, izveidots ar Talku
archive-partnership = partnership.json: projekta dati, dalībnieki pēc lomām, priekšlikumu saraksts
archive-proposals = proposals/1, proposals/2 …: mape katram priekšlikumam; tajā proposal.json satur tekstu ar visiem komentāriem, ierosinājumiem un lēmumiem
archive-texts = text.lv.html, text.lv.docx un citi: pašreizējais teksts katrā valodā un formātā; text.yjs: pats dokuments
archive-versions = versions/: dalībnieku saglabātās versijas un visas galīgās redakcijas
archive-log = log.csv: žurnāls
archive-data = data/: visas rindas, no kurām partnerību var atjaunot
archive-manifest = manifest.json: visu failu saraksts ar kontrolsummām (SHA-256)
archive-verify = Lai pārbaudītu, vai nekas nav pazudis vai mainīts: talka verify FILE. Savienojums nav vajadzīgs. Katru galīgo redakciju var arī pārbaudīt pēc kontrolsummas adresē, kas norādīta failā manifest.json.
archive-import = Lai turpinātu darbu citur, citas Talkas uzturētājs lieto: talka import FILE
archive-personal = Arhīvā ir vārdi, administratoriem arī e-pasta adreses. Glabājiet to tikpat rūpīgi kā pašu partnerību.
archive-download = Lejupielādēt visu (.zip)
archive-download-proposal = Viss par šo priekšlikumu (.zip)
archive-help = Visi teksti, versijas, komentāri, lēmumi un žurnāls vienā arhīvā, no kura cita Talka var atjaunot partnerību.
