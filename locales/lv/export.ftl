# Eksportēto datņu teksti.

export-decisions = Lēmumi
export-decisions-none = Par šo tekstu komentāru nebija.
export-version = { $number }. versija, { $state }
export-section-empty = Teksta vēl nav.
export-column-words = Vārdi
export-column-comment = Komentārs
export-column-decision = Lēmums
export-column-reason = Pamatojums
export-column-by = Kas
export-open = Atvērts
export-signed = Apstiprināts
