# Logowanie.

sign-in-title = Zaloguj się
sign-in-lead = Nie potrzebujesz hasła. Wyślemy Ci link e-mailem; działa raz, przez { $minutes } min.
sign-in-mail = Adres e-mail
sign-in-send = Wyślij mi link
sign-in-sent-title = Sprawdź pocztę
sign-in-sent-text = Jeśli ten adres należy do członka zespołu, link jest w drodze. Działa przez { $minutes } min. Nic nie przyszło? Zajrzyj do spamu albo zapytaj administratora partnerstwa, czy zaproszenie nie trafiło na inny adres.
sign-in-again = Inny adres
sign-in-link-title = Jeszcze jeden krok
sign-in-link-text = Naciśnij przycisk, aby zalogować się na tym urządzeniu.
sign-in-link-button = Zaloguj się teraz
sign-in-link-spent = Ten link już nie działa
sign-in-new-link = Poproś o nowy link
sign-in-to-go-on = Ta strona jest dla członków zespołu. Link w e-mailu poprowadzi z powrotem tutaj.
sign-in-to-prove = Masz już otwartą sesję. Przy najważniejszych krokach nowy link potwierdza Twoją tożsamość.
sign-in-beside = Zaloguj się (w nowej karcie)
sign-in-kept = Twoja sesja wygasła. Wpisana treść jest tu zachowana
sign-in-kept-send = Wyślij ponownie
