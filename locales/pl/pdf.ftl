# Teksty pliku PDF.

export-pdf = PDF do czytania i drukowania (.pdf)
export-odt = Tekst OpenDocument (.odt)
export-stage = Etap
export-number = Wersja
export-day = Data
pdf-contents = Spis treści
pdf-last = Zatwierdzenia
pdf-hash = Suma kontrolna (SHA-256)
refusal-too-large-for-pdf = Ten tekst jest za duży na plik PDF. Dokument Worda i strona WWW zawierają go w całości.
