# The privacy officer's desk
privacy-desk-title = Mesa de privacidad
privacy-desk-lead = Lo que necesita su atención, lo más urgente primero.
privacy-desk-rooms = Secciones de esta mesa
privacy-desk-waiting = Le está esperando
privacy-desk-clear = Nada pendiente
privacy-desk-clear-text = Todos los plazos están cumplidos o aún tienen tiempo. Gracias.
privacy-desk-overdue = Atrasado
privacy-desk-no-date = Sin fecha fija
today-privacy-desk = Pendiente en su mesa
today-privacy-desk-none = Nada pendiente en su mesa.
foot-notice = Aviso de privacidad
foot-complaint = Díganos qué salió mal
