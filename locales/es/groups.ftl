# Grupos
groups-new = Empezar un grupo
groups-none = Aún no hay grupos
groups-none-text = Los grupos que usted guía están aquí.
groups-name = Nombre
groups-model = Tipo
groups-model-support-group = Grupo de apoyo, entre pares
groups-model-group-therapy = Terapia de grupo, guiada por profesional clínico, con intercambio entre pares
groups-model-family-group = Grupo de familias
groups-leader = Guía
groups-co-leader = Segundo guía
groups-site = Sede
groups-rhythm = Cuándo se reúne
groups-rhythm-hint = Con palabras, como «martes a las 6, cada semana».
groups-size-limit = Personas como máximo
groups-leader-clinician = La terapia de grupo necesita un profesional clínico como guía. Elija uno, u otro tipo de grupo.
groups-leader-role = Elija a un profesional clínico o a un acompañante como guía.
groups-co-leader-other = Elija a otro profesional clínico o acompañante como segundo guía.
groups-meetings = Reuniones
groups-no-meetings = Aún no hay reuniones.
groups-meeting = Reunión
groups-present = { $n ->
    [0] Aún no hay nadie anotado
    [one] Estuvo una persona
   *[other] Estuvieron { $n } personas
}
groups-over-limit = sobre el límite
groups-over-limit-text = Estuvieron más de { $n } personas, que es el límite de este grupo. Piense en un segundo grupo o en otro guía.
groups-schedule = Planear una reunión
groups-date = Día
groups-time = Hora
groups-minutes = Minutos
groups-topic = Tema
groups-topic-hint = Sin nombres, por favor.
groups-meeting-there = Este grupo ya se reúne a esa hora. Elija otra.
groups-search = Buscar a alguien por nombre
groups-search-new = A quien viene por primera vez se le encuentra por su nombre completo.
groups-who = Quién estuvo
groups-who-none = Busque por nombre; quien ya vino está en esta lista.
groups-minutes-there = Minutos que estuvo
groups-not-yet = Esta reunión es otro día. Anote quién estuvo cuando tenga lugar.
object-group = grupo
object-group-meeting = reunión de grupo
object-attendance = asistencia a un grupo
