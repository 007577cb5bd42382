# Pieslēgšanās.

sign-in-title = Pieslēgties
sign-in-lead = Parole nav vajadzīga. Mēs nosūtīsim saiti pa e-pastu; tā darbojas vienu reizi, { $minutes } minūšu laikā.
sign-in-mail = E-pasta adrese
sign-in-send = Nosūtīt saiti
sign-in-sent-title = Ieskatieties pastkastē
sign-in-sent-text = Ja šī adrese pieder kādam dalībniekam, saite ir ceļā. Tā darbojas { $minutes } minūšu laikā. Nekā nav? Ieskatieties surogātpasta mapē vai jautājiet partnerības administratoram, vai neesat uzaicināti ar citu adresi.
sign-in-again = Cita adrese
sign-in-link-title = Gandrīz galā
sign-in-link-text = Vēl viens klikšķis, un šajā ierīcē būsiet pieslēgušies.
sign-in-link-button = Pieslēgties tagad
sign-in-link-spent = Šī saite vairs nedarbojas
sign-in-new-link = Pieprasīt jaunu saiti
sign-in-to-go-on = Šī lapa ir partnerības dalībniekiem. Saite e-pasta vēstulē atvedīs atpakaļ uz šejieni.
sign-in-to-prove = Jūs jau esat sistēmā. Jauna saite apliecina, ka svarīgāko darbību veicat tiešām jūs.
sign-in-beside = Pieslēgties (jaunā cilnē)
sign-in-kept = Jūsu sesija ir beigusies. Ierakstītais šeit ir saglabāts
sign-in-kept-send = Nosūtīt vēlreiz
