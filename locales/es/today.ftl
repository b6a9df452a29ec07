# Lo que me necesita ahora
today-hello = Hola, { $name }
today-check-in = ¿Cómo está ahora?
today-next-meetings = Sus próximas reuniones
today-clear = Todo en orden
today-clear-text = Nada le necesita en este momento. Disfrute la calma.
today-see-all = Ver todo
today-open = Abrir
today-start = Empezar
today-minutes = { $n } min
today-help = Si hoy es un día difícil
today-help-text = No hace falta tener certeza. Una persona le va a contestar.
today-next-session = Su próxima sesión
today-no-session = Aún no hay una sesión planeada. Su acompañante o el programa le buscará. Puede llamar cuando quiera.
today-you-and = Usted y { $name }
today-join-video = Entrar a la videollamada
today-mode-in-person = En persona
today-mode-phone = Por teléfono
today-mode-video = Por video
today-your-choice = Usted elige
today-offers = { $n ->
    [one] Una persona quiere acompañarle
   *[other] { $n } personas quieren acompañarle
}
today-offers-text = Lea sobre ellas y elija. También puede pedir otras. No hace falta un motivo.
today-choose = Ver quiénes son
today-tap = Un toque
today-tap-you = ¿Cómo fue su rato con { $name }?
today-tap-with = Su sesión con { $name }
today-tap-private = ¿Le dio algo o le quitó algo? Solo usted puede ver esto.
today-tap-value-minus-2 = Quitó mucho
today-tap-value-minus-1 = Quitó un poco
today-tap-value-0 = Igual
today-tap-value-1 = Dio un poco
today-tap-value-2 = Dio mucho
today-checkups = Preguntas para usted
today-checkup-barc10 = Con qué cuenta usted: diez preguntas
today-checkup-who5 = Cómo ha estado: cinco preguntas
today-checkup-proqol5 = Lo que el trabajo hace en usted: treinta preguntas
today-checkup-until = Abierto hasta el { $when }. También puede decir que no.
today-steps = Pasos que usted se puso
today-open-plan = Abrir mi plan
today-sessions = Sesiones de hoy
today-no-sessions = Hoy no hay sesiones.
today-write-note = Escribir la nota
today-returned = Notas que volvieron
today-look-again = Ver de nuevo
today-notes-to-write = Notas por escribir
today-note-begun = Empezada, sin enviar
today-note-none = Sin empezar
today-offers-to-answer = Alguien le eligió
today-chose-you = { $name } le eligió
today-chose-you-text = ¿Quiere acompañarle? Diga que no si se conocen o si ya no le alcanza el tiempo. No hace falta un motivo.
today-accept = Sí, con gusto
today-decline = Esta vez no
today-people-due = Su gente
today-plan-due = Toca ver el plan juntos
today-review-plan = Abrir el plan
today-offer-checkup = Ofrecerlo
today-own-wellbeing = Su propio bienestar
today-meetings = Reuniones de grupo de hoy
today-no-meetings = Hoy no hay reuniones de grupo.
today-attendance = Quién vino
today-calls = Primeras llamadas
today-no-calls = Cada llamada tiene a alguien y nada está atrasado.
today-call-no-name = Una llamada sin nombre
today-call-risk = Posible peligro, sin respuesta anotada. Sigue: { $what } ({ $owner })
today-call-late = Atrasado: { $what } ({ $owner })
today-call-due = { $what } ({ $owner })
today-waiting = Esperan acompañante
today-nobody-waits = Nadie espera acompañante.
today-waiting-days = { $n ->
    [0] Se inscribió hoy
    [one] Espera desde hace un día
   *[other] Espera desde hace { $n } días
}
today-find-supporter = Buscar acompañante
today-policies-due = Beneficios por revisar
today-no-policies-due = Hoy ninguna póliza necesita una llamada.
today-check-due = toca revisar
today-never-checked = nunca revisada
today-check-benefits = Revisar beneficios
today-quiet = Más de { $n } días sin sesión
today-last-session = Última sesión: { $when }.
today-no-session-yet = Aún sin sesión.
today-with-supporter = Acompañante: { $name }.
today-schedule = Planear una sesión
today-notes-waiting = Notas que le esperan
today-no-notes-waiting = No hay notas en espera.
today-note-about = Sesión del { $when }
today-review = Revisar
today-overdue-notes = Notas atrasadas
today-late-notes = { $n ->
    [one] Una sesión sin nota
   *[other] { $n } sesiones sin nota
}
today-full = Sin más lugar
today-people-of = { $n } de { $most } personas
today-units = Aprobado este mes
today-units-text = unidades facturables
today-still-here = Siguen aquí
today-before-after = Lo que cambió
today-headline = De quienes se inscribieron en los últimos doce meses, el { $share } % seguía aquí a los 90 días (intervalo del 95 %: { $low } a { $high } %).
today-headline-too-few = Se observó a muy pocas personas durante 90 días para dar un número.
today-openings = Expedientes abiertos en los últimos siete días
today-no-openings = No se abrió ningún expediente en los últimos siete días.
today-people-without-sign-in = Personal que aún no puede entrar
today-everybody-can-sign-in = Todo el personal puede entrar.
today-no-sign-in-yet = Aún no tiene frase clave
today-make-link = Hacer un enlace
today-no-sites = Aún no hay sedes.
today-my-family = Apoyo para su familia
today-my-family-text = Sus reuniones y a quién llamar.
today-here = Aquí ahora

today-looks = Necesita atención hoy
today-look-text = Una respuesta en un cuestionario pide a alguien hoy.
