# Lapa, kas pasaka, kurai galīgajai redakcijai pieder kontrolsumma.

verify-title = Galīgās redakcijas pārbaude
verify-found = Teksts ar šo kontrolsummu ir galīgā redakcija, { $version }. versija. Par galīgo redakciju tā noteikta { $day }.
verify-exists = Galīgā redakcija ar šādu kontrolsummu pastāv. Par galīgo redakciju tā noteikta { $day }.
verify-not-public = Tā nav publicēta. Dalībnieki pēc pieslēgšanās redz, kura tā ir.
verify-unknown = Šajā Talkas adresē nav galīgās redakcijas ar šādu kontrolsummu. Pārbaudiet, vai nokopētas visas 64 zīmes. Darba teksts un versijas, ko nav apstiprinājušas visas puses, šeit nav atrodamas.
verify-imported = Šī versija šeit nonāca { $day } arhīvā no { $place }. Par to, kas to apstiprinājis, liecina tikai šis arhīvs.
verify-hash = Kontrolsumma (SHA-256):
verify-sides = Organizācijas
verify-signers = Apstiprinājuši
verify-signed = { $name }, { $side }, { $day }
verify-ask = Kontrolsumma
verify-help = 64 zīmes no dokumenta pēdējās lapas.
verify-unreadable = Tā nav kontrolsumma. Tajā ir 64 zīmes: cipari un burti no a līdz f.
verify-send = Pārbaudīt
