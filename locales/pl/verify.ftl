# Strona, która mówi, do której wersji ostatecznej należy suma kontrolna.

verify-title = Sprawdzanie wersji ostatecznej
verify-found = Tekst o tej sumie kontrolnej to wersja ostateczna (nr { $version }), zamknięta { $day }.
verify-exists = Wersja ostateczna o tej sumie kontrolnej istnieje. Zamknięto ją { $day }.
verify-not-public = Nie jest opublikowana. Członkowie zespołu po zalogowaniu widzą, która to wersja.
verify-unknown = Talka pod tym adresem nie ma wersji ostatecznej o tej sumie kontrolnej. Sprawdź, czy masz wszystkie 64 znaki. Wersji roboczych i wersji, których nie zatwierdziły wszystkie strony, tutaj nie ma.
verify-imported = Ta wersja trafiła tutaj { $day } w archiwum z { $place }. To, kto ją zatwierdził, wiadomo tylko z tego archiwum.
verify-hash = Suma kontrolna (SHA-256):
verify-sides = Organizacje
verify-signers = Zatwierdzono
verify-signed = { $name }, { $side }, { $day }
verify-ask = Suma kontrolna
verify-help = 64 znaki z ostatniej strony dokumentu.
verify-unreadable = To nie jest suma kontrolna. Ma ona 64 znaki: cyfry i litery od a do f.
verify-send = Sprawdź
