# Archiwum: jego README i linki.

archive-head = Archiwum partnerstwa „{ $title }”, utworzone w Talce
archive-partnership = partnership.json: dane projektu, zespół według ról, lista propozycji
archive-proposals = proposals/1, proposals/2 …: folder dla każdej propozycji; proposal.json zawiera tekst ze wszystkimi komentarzami, sugestiami i decyzjami
archive-texts = text.pl.html, text.pl.docx i inne: obecny tekst w każdym języku i formacie; text.yjs: sam dokument
archive-versions = versions/: wersje zachowane przez członków zespołu i wszystkie wersje ostateczne
archive-log = log.csv: dziennik
archive-data = data/: wszystkie wiersze, z których można odtworzyć partnerstwo
archive-manifest = manifest.json: lista wszystkich plików z sumami kontrolnymi (SHA-256)
archive-verify = Aby sprawdzić, czy niczego nie brakuje i nic nie zmieniono: talka verify FILE. Połączenie nie jest potrzebne. Każdą wersję ostateczną można też sprawdzić po sumie kontrolnej pod adresem z pliku manifest.json.
archive-import = Aby pracować dalej gdzie indziej, operator innej Talki używa: talka import FILE
archive-personal = Archiwum zawiera imiona i nazwiska, a dla administratorów także adresy e-mail. Przechowuj je tak starannie jak samo partnerstwo.
archive-download = Pobierz wszystko (.zip)
archive-download-proposal = Wszystko o tej propozycji (.zip)
archive-help = Wszystkie teksty, wersje, komentarze, decyzje i dziennik w jednym archiwum, z którego inna Talka może odtworzyć partnerstwo.
