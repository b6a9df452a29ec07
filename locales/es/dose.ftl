# Cuánto apoyo hubo
dose-title = Tiempo y contactos
dose-lead = Cuánto apoyo hubo y cómo se repartió en el tiempo. No dice nada de lo bueno que fue.
dose-own-lead = Cuántas veces nos vimos contigo y por cuánto tiempo. No es una nota. No hay un número correcto.
dose-back = Volver a cómo van las cosas
dose-see = Ver tiempo y contactos
dose-whole = En total: { $contacts ->
    [one] 1 contacto
   *[other] { $contacts } contactos
  }, { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minutos
  }.
dose-none = Aún no hay contactos anotados
dose-none-text = Aquí se ven las sesiones que tuvieron lugar y las reuniones de grupo.
dose-months = Minutos cada mes
dose-months-words = Minutos de apoyo en cada uno de los últimos doce meses. Un mes en cero no tiene contactos anotados.
dose-month = Mes
dose-model-chart = Parte de los minutos
dose-by-model = Tipo de apoyo
dose-by-mode = En persona, por teléfono o por video
dose-by-setting = Dónde fue
dose-by-way = Contactos uno a uno
dose-model = Tipo
dose-mode = Cómo
dose-setting = Dónde
dose-way = Cómo y dónde
dose-way-at = { $mode }: { $setting }
dose-contacts = Contactos
dose-minutes = Minutos
dose-share = Parte de los minutos
dose-no-share = sin minutos
dose-all = Todo junto
dose-not-written = No está anotado
dose-model-one-to-one = Uno a uno
dose-model-support-group = Grupo de apoyo
dose-model-group-therapy = Terapia de grupo
dose-model-one-to-family = Acompañante con una familia
dose-model-family-to-family = Familia con familia
dose-model-family-group = Grupo de familias
dose-rhythm = Cómo siguió un contacto a otro
dose-rhythm-text = Una pausa es el tiempo de un día con contacto al siguiente. Si no hay un final anotado, también cuenta el tiempo desde el último contacto.
dose-stays = Cada vez en el programa
dose-enrolled = En el programa
dose-stay = Desde el { $from }
dose-stay-ended = { $from } a { $to }
dose-first = De la inscripción al primer contacto
dose-longest = Pausa más larga
dose-over-14 = Pausas de más de 14 días
dose-over-30 = Pausas de más de 30 días
dose-days = { $n ->
    [one] 1 día
   *[other] { $n } días
  }
dose-none-yet = no hay contacto anotado
dose-one-only = un solo día con contacto
dose-source = Los minutos de una sesión son los de la última versión de su nota. Los de una reunión de grupo son los de su lista de asistencia.
dose-families-apart = El apoyo a las familias es para las familias. Aquí nunca se cuenta.
dose-program-title = Cuánto apoyo
dose-program-lead = Cuánto apoyo tuvo la gente, de qué tipo y qué tan pronto. Solo sumas, sin nombres.
dose-models-heading = Los tipos de apoyo
dose-who = Personas o familias
dose-hidden-together = Lo que no se muestra, todo junto
dose-fewer-than = Menos de { $n } personas tuvieron contacto en este período. No se muestra ningún número.
dose-each-contacts = Contactos de cada participante (mediana)
dose-each-minutes = Minutos de cada participante (mediana)
dose-ways-heading = Uno a uno: cómo y dónde
dose-waits-heading = Qué tan pronto y con qué constancia
dose-waits-text = Todas las personas que se inscribieron en este período, y sus contactos hasta hoy.
dose-waits-table = Personas según los días de la inscripción al primer contacto
dose-people = Personas
dose-days-range = { $from } a { $to } días
dose-days-over = Más de { $n } días
dose-wait-none = Aún sin contacto
dose-wait-all = Todas las que se inscribieron
dose-wait-median = Días hasta el primer contacto (mediana de quienes lo tuvieron)
dose-gaps-table = Personas según su pausa más larga, del primer contacto a hoy o al último contacto antes del alta
dose-gap-none = Un solo día con contacto, y luego el alta
dose-gap-all = Todas las que tuvieron contacto
dose-gap-median = Pausa más larga en días (mediana)
dose-gaps-hidden = Las pausas no se muestran: su total hablaría de muy pocas personas.
dose-program-source = Cada persona que estuvo cuenta como un contacto; en las reuniones de familias, cada familia.
dose-heads = Grupos públicos
dose-heads-line = Vino alguien { $heads } veces, { $minutes } minutos en total.
dose-heads-text = Contado por cabezas: la misma persona puede estar muchas veces, y nadie sabe quién. No está en ninguna tabla de arriba.
