# Teksty eksportowanych plików.

export-decisions = Decyzje
export-decisions-none = Do tego tekstu nie było komentarzy.
export-version = Wersja { $number }, { $state }
export-section-empty = Nie ma jeszcze tekstu.
export-column-words = Fragment
export-column-comment = Komentarz
export-column-decision = Decyzja
export-column-reason = Uzasadnienie
export-column-by = Autor decyzji
export-open = Otwarty
export-signed = Zatwierdzono
export-fingerprint = Suma kontrolna tej wersji ostatecznej (SHA-256):
export-verify = Można ją sprawdzić pod adresem
