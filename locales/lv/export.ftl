# Eksportēto failu teksti.

export-decisions = Lēmumi
export-decisions-none = Par šo tekstu komentāru nebija.
export-version = { $number }. versija, { $state }
export-section-empty = Teksta vēl nav.
export-column-words = Teksta vieta
export-column-comment = Komentārs
export-column-decision = Lēmums
export-column-reason = Pamatojums
export-column-by = Lēma
export-open = Atvērts
export-signed = Apstiprināts
export-fingerprint = Šīs galīgās redakcijas kontrolsumma (SHA-256):
export-verify = To var pārbaudīt šeit:
