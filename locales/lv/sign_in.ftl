# Pieslēgšanās.

sign-in-title = Pieslēgties
sign-in-lead = Parole nav vajadzīga. Nosūtīsim saiti pa e-pastu; tā darbojas vienu reizi, { $minutes } min laikā.
sign-in-mail = E-pasta adrese
sign-in-send = Nosūtīt saiti
sign-in-sent-title = Pārbaudiet e-pastu
sign-in-sent-text = Ja šī adrese pieder kādam dalībniekam, saite ir ceļā. Tā darbojas { $minutes } min. Nekā nav? Pārbaudiet surogātpasta mapi vai jautājiet partnerības administratoram, vai uzaicinājums nav nosūtīts uz citu adresi.
sign-in-again = Cita adrese
sign-in-link-title = Vēl viens solis
sign-in-link-text = Nospiediet pogu, lai pieslēgtos šajā ierīcē.
sign-in-link-button = Pieslēgties tagad
sign-in-link-spent = Šī saite vairs nedarbojas
sign-in-new-link = Pieprasīt jaunu saiti
sign-in-to-go-on = Šī lapa ir partnerības dalībniekiem. Saite e-pasta vēstulē atvedīs atpakaļ šurp.
sign-in-to-prove = Jūs jau esat sistēmā. Svarīgākajiem soļiem vajadzīga jauna saite, kas apliecina, ka tos veicat tiešām jūs.
sign-in-beside = Pieslēgties (jaunā cilnē)
sign-in-kept = Jūsu sesija ir beigusies. Ierakstītais šeit ir saglabāts
sign-in-kept-send = Nosūtīt vēlreiz
