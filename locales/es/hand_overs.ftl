# Acompañar a una cita y seguir con otro acompañante.

object-accompaniment = acompañar a una cita
object-hand-over = seguir con otro acompañante
accompaniment-title = Acompañar a una cita
accompaniment-lead = Para qué es y qué acordaron que usted haga allí.
accompaniment-own-lead = Su acompañante va con usted. Usted dice qué hace allí.
accompaniment-kind = Adónde
accompaniment-court = Tribunal
accompaniment-clinic = Médico o clínica
accompaniment-hospital = Hospital
accompaniment-agency = Una oficina
accompaniment-housing = Vivienda
accompaniment-work-or-school = Trabajo o escuela
accompaniment-meeting = Una reunión
accompaniment-other = Otro lugar
accompaniment-part = Qué hace allí el acompañante
accompaniment-part-silent = Está presente y calla
accompaniment-part-when-asked = Habla si le preguntan
accompaniment-part-speaks = Habla de lo acordado
accompaniment-part-waits-outside = Espera afuera
accompaniment-what-for = De qué se trata
accompaniment-outcome = Cómo fue
accompaniment-outcome-words = Qué resultó
accompaniment-travel = Minutos de viaje, ida y vuelta
accompaniment-travel-hint = Aparte de la sesión y nunca se cobra. Escriba 0 si no hubo.
accompaniment-travel-line = { $minutes } minutos de viaje, sin cobrar
accompaniment-next-on = La próxima fecha allí
accompaniment-next-line = Próxima fecha allí: { $day }
accompaniment-next-range = Elija un día desde hoy, dentro de dos años.
accompaniment-too-early = Esta sesión no ha empezado o fue cancelada.
accompaniment-agree-first = Diga primero adónde fueron.
accompaniment-nowhere = Al final no ir
accompaniment-nowhere-text = La sesión sigue planeada.
accompaniment-add = Acompañar a una cita
accompaniment-change = Cambiar o contar cómo fue
mode-accompaniment = Acompañar a una cita
hand-over-title = Seguir con otro acompañante
hand-over-lead = Nada se pierde: el plan, las sesiones planeadas, las llamadas y lo que la persona quiere que sepa el próximo acompañante.
hand-over-own-lead = Usted elige quién sigue y qué llega a saber. Nada se pierde y nadie tiene la culpa.
hand-over-open = Seguir con otro acompañante
hand-over-no-match = No hay acompañante de quien pasar.
hand-over-runs-already = Esto ya está en marcha.
hand-over-begin = Empezar
hand-over-begin-from = Pasar de { $name } a otra persona
hand-over-why = Por qué
hand-over-why-participant-wish = El participante lo quiere
hand-over-why-leave = El acompañante no está por un tiempo
hand-over-why-leaving = El acompañante deja el programa
hand-over-why-times = Las horas ya no coinciden
hand-over-why-caseload = Demasiadas personas a la vez
hand-over-why-site = Otro lugar
hand-over-why-language = Otro idioma
hand-over-why-other = Otra razón
hand-over-joint = Una primera sesión con los dos acompañantes
hand-over-joint-date = Qué día
hand-over-joint-time = A qué hora
hand-over-joint-place = Dónde
hand-over-joint-range = Elija un día que venga, dentro de tres meses.
hand-over-joint-line = Primera sesión con los dos acompañantes: { $when }
hand-over-running = De { $name } a otra persona
hand-over-choose = La persona elige entre ofertas y puede pedir otras. Hasta que el nuevo acompañante diga que sí, todo sigue igual.
hand-over-asked = Ya se eligió a alguien y se le preguntó. Hasta que diga que sí, todo sigue igual.
hand-over-to-offers = A las ofertas
hand-over-message = Para el próximo acompañante
hand-over-message-words = Lo que quiere que sepa
hand-over-message-readers = Lo leen los dos acompañantes, la persona y la coordinación.
hand-over-between = Entre ustedes dos
hand-over-between-text = Estas palabras quedan entre usted y su acompañante de ahora. Marque lo que el próximo puede leer. Lo demás se queda.
hand-over-between-none = No hay nada solo entre ustedes dos.
hand-over-between-pass = Puede pasar
hand-over-between-save = Guardar lo que puede pasar
hand-over-kind-goal = Una meta
hand-over-kind-aside = Palabras junto a una sesión
hand-over-kind-assessment = Respuestas de un cuestionario
hand-over-along = Lo que va con la persona
hand-over-along-text = Lo que puede leer el equipo o la supervisión, también lo lee el próximo acompañante.
hand-over-goals = { $n ->
    [0] Ninguna meta abierta.
    [one] Una meta abierta.
   *[other] { $n } metas abiertas.
 }
hand-over-steps = { $n ->
    [0] Ningún paso abierto.
    [one] Un paso abierto.
   *[other] { $n } pasos abiertos.
 }
hand-over-sessions = Sesiones planeadas
hand-over-sessions-none = No hay sesiones planeadas.
hand-over-sessions-hint = Si el nuevo acompañante está ocupado a esa hora, la sesión se cancela y se planea otra vez.
hand-over-choice-move = Con el nuevo acompañante
hand-over-choice-call-off = Cancelarla
hand-over-take-back = Seguir juntos
hand-over-take-back-text = Se retiran las ofertas que había para esto. Todo sigue igual.
hand-over-earlier = Pasos anteriores
hand-over-done-line = De { $from } a { $to }
hand-over-passed = Palabras que se dejaron pasar
today-joint = Primeras sesiones a las que va
today-joint-with = Con { $name } y { $supporter }
