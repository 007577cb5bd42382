# Without a network.

kept-note = No connection. You see this page as it was on
offline-title = No connection
offline-text = This page was not saved on this device. It opens as soon as there is a connection again.
offline-pages = Pages that open without a connection
waiting-count = { $count ->
    [one] { $count } comment or decision not sent yet
   *[other] { $count } comments or decisions not sent yet
}
waiting-not-sent = Not sent yet
waiting-refused = Not sent
waiting-take-back = Take back
waiting-again = Send again
waiting-go = Show in the text
