# El calendario: vistas, eventos, series, choques, salas.

nav-calendar = Calendario
object-series = serie
object-event = evento
object-room = sala

calendar-title = Calendario
calendar-views = Formas de verlo
calendar-view-agenda = Lo que viene
calendar-view-day = Día
calendar-view-week = Semana
calendar-move = Otros días
calendar-before = Antes
calendar-today = Hoy
calendar-after = Después
calendar-span = { $from } a { $to }
calendar-filter = Mostrar menos
calendar-show = Mostrar
calendar-any = Todos
calendar-kind = Tipo
calendar-kind-session = Sesiones
calendar-kind-group = Grupos
calendar-kind-family = Reunión familiar
calendar-kind-event = Eventos
calendar-site = Sede
calendar-room = Sala
calendar-person = Apoyo o líder
calendar-free = Nada previsto.
calendar-none = Nada previsto en estos días
calendar-none-text = Aquí está lo que se ha previsto con usted.
calendar-more = Más de este día
calendar-with = Con { $name }
calendar-both = { $one } con { $other }
calendar-hours = { $from } a { $to }
calendar-session-in-person = En persona
calendar-session-phone = Por teléfono
calendar-session-video = Por video
calendar-group-support-group = Grupo
calendar-group-group-therapy = Grupo con profesional clínico
calendar-group-family-group = Grupo de familias
calendar-off = Cancelado
calendar-moved = Cambiado
calendar-what = Qué
calendar-when = Cuándo
calendar-leader = Dirige
calendar-moved-from = Primero estaba previsto para
calendar-date = Día
calendar-first-date = Primer día
calendar-time = Hora
calendar-minutes = Minutos
calendar-site-without-room = Sede
calendar-site-without-room-hint = Si no se elige una sala.
calendar-capacity = Personas como máximo
calendar-capacity-room = En la sala caben menos personas. Elija otra sala o un número menor.
calendar-far-date = Revise el año. Puede planear hasta un año adelante, o anotar lo que fue hace tres meses como máximo.
calendar-plan = Planear
calendar-anyway = Planear de todos modos
calendar-clash = Hay otra cosa a esa hora. Elija otra hora, o marque "Planear de todos modos".
calendar-move-one = Cambiar a otra hora
calendar-move-over = Ya hubo personas aquí, o está cancelado. Ya no se puede cambiar.
calendar-move-ahead = Elija una hora que esté por venir, dentro de un año.
calendar-call-off-one = Cancelar
calendar-call-off-text = Solo esta vez. Más tarde puede volver a ponerlo.
calendar-off-people = Hay personas anotadas, así que tuvo lugar. Primero quítelas de la lista.
calendar-off-already = Ya está cancelado.
calendar-on-already = Ya está en pie.
calendar-put-back = Volver a ponerlo

clash-title = A la misma hora:
clash-leader = { $name } tiene { $what } a esa hora: { $when }
clash-room = { $name } está ocupada: { $when }
clash-participant = Hay { $what } para la misma persona: { $when }
clash-family = La familia tiene otra reunión: { $when }
clash-more = { $n ->
    [one] Y una más.
   *[other] Y { $n } más.
}
clash-what-something = otra cosa
clash-what-session = otra sesión
clash-what-group = un grupo
clash-what-family = una reunión familiar
clash-what-event = un evento

event-new = Planear un evento
event-kind = Qué es
event-kind-drop-in = Horario abierto, para todos
event-kind-class = Clase o taller, para todos
event-kind-staff-meeting = Reunión del personal
event-kind-supervision = Supervisión, para ustedes dos
event-kind-other = Otra cosa, para el personal
event-title = Nombre
event-title-hint = Sin nombres de quienes vienen por apoyo.
event-leader = Quién lo dirige
event-with = Con quién
event-with-hint = Para una supervisión.
event-with-whom = Elija el apoyo con quien es la supervisión.

repeat = Con qué frecuencia
repeat-once = Una vez
repeat-weekly = Cada semana en este día
repeat-days = En días elegidos, cada tantas semanas
repeat-monthly = Cada mes en este día de la semana del mes
repeat-rule = Con una regla
repeat-days-more = Días y semanas
repeat-every = Cada cuántas semanas
repeat-weekdays = En estos días
repeat-rule-more = Una regla propia
repeat-rule-field = Regla
repeat-rule-field-hint = Como la escriben los calendarios (RFC 5545), por ejemplo FREQ=MONTHLY;BYDAY=-1FR para el último viernes del mes.
repeat-ends-on = Hasta
repeat-ends-on-hint = Deje este campo y el siguiente vacíos si continúa.
repeat-ends-after = O tantas veces
repeat-weekly-words = { $n ->
    [one] Cada semana el { $days }
   *[other] Cada { $n } semanas el { $days }
}
repeat-daily-words = Todos los días
repeat-nth-1 = Cada mes el primer { $day }
repeat-nth-2 = Cada mes el segundo { $day }
repeat-nth-3 = Cada mes el tercer { $day }
repeat-nth-4 = Cada mes el cuarto { $day }
repeat-nth-last-1 = Cada mes el último { $day }
repeat-until = { $what }, hasta { $day }
repeat-times = { $what }, { $n ->
    [one] una vez
   *[other] { $n } veces
}

rule-empty = Escriba la regla, o elija arriba con qué frecuencia.
rule-long = Esta regla es demasiado larga.
rule-part = Una regla tiene partes como FREQ=WEEKLY separadas por punto y coma. Esta no lo es: { $part }
rule-twice = Esta parte está dos veces: { $part }
rule-within-day = Una serie tiene como máximo una hora al día. Quite esta parte: { $part }
rule-until = Esto no es una fecha: { $part }. Escríbala como 20261231.
rule-until-early = El final está antes del primer día.
rule-two-ends = Dé un último día o un número de veces, no los dos.
rule-interval = INTERVAL puede ser de 1 a 60.
rule-count = COUNT puede ser de 1 a 1000.
rule-missing = Falta esta parte: { $part }
rule-unknown = No existe esta parte: { $part }
rule-value = Esto no puede ser: { $part }
rule-not-together = Estas no van juntas: { $part }
rule-position = BYSETPOS necesita otra parte que empiece con BY.
rule-no-day = Esta regla no tiene ningún día en los próximos años.
rule-start = Revise el primer día.
rule-other = Esta regla no se puede leer. Elija arriba con qué frecuencia.

series-title = Serie
series-home = Volver
series-when = { $rule }, { $time }
series-next = Lo que viene
series-none = Ya no viene nada.
series-see = Ver toda la serie
series-until = Último día
series-previous = Antes
series-previous-see = La serie de la que continúa
series-change = Cambiar esta y todas las siguientes
series-change-from = Cambiar esta y todas las siguientes
series-change-text = La serie termina el día anterior y continúa como usted dice aquí. Donde ya hubo alguien, o lo que se canceló o cambió, queda como está.
series-from = Desde este día
series-change-past = Elija hoy o un día por venir.
series-end = Terminar la serie
series-end-text = Se quita lo previsto después del último día. Donde hubo alguien, o lo que se canceló o cambió, queda.
series-until-past = Elija ayer, hoy o un día por venir.
series-ended-already = Esta serie ya se terminó.

today-moved-before = Antes: { $when }
today-moved = Cambiadas de hora
groups-series = Planear reuniones
groups-series-running = Series que continúan
groups-when-where = Cuándo y dónde, cancelar o cambiar
groups-called-off = Esta reunión está cancelada. Vuelva a ponerla antes de anotar quién estuvo.
groups-over-room = Hubo más personas de las que caben en la sala ({ $n }). Piense en otra sala.

program-rooms = Salas
program-room-name = Sala nueva
program-room-capacity = Caben
program-room-holds = { $n ->
    [one] para una persona
   *[other] para { $n } personas
}
program-new-room = Agregar la sala
program-close-room = Cerrar
program-close-room-ask = Ya nadie podrá elegir esta sala. Lo que está previsto allí queda.
program-room-needs-name = Dé un nombre a la sala.
program-room-needs-capacity = Diga cuántas personas caben en la sala.
program-late-hours = Horas de aviso para cancelar
program-late-hours-hint = Lo que se cancela o cambia más tarde cuenta como tarde. 0 si nada es tarde.

copy-table-series = Horas con nosotros que se repiten
copy-table-series-endings = Horas repetidas que terminaron
copy-table-walk-ins = Cuando pasó por aquí
copy-column-arrived-at = Llegó
copy-column-until-on = Último día
copy-column-rule = Con qué frecuencia
