# Cuestionarios, y cómo va cambiando todo.

assessments-title = Cuestionarios
assessments-lead-own = Unas pocas preguntas cortas, algunas veces al año. Le ayudan a ver cómo va cambiando todo.
assessments-lead = Preguntas cortas, algunas veces al año. Sirve mucho verlas juntos.
assessments-due = Para ahora
assessments-none-due = No hay nada para ahora.
assessments-answer = Contestar
assessments-answer-named = Contestar: { $name }
assessments-latest = Los últimos números
assessments-no-answer-yet = Aún no hay respuesta.
assessments-see-progress = Ver cómo ha cambiado
assessments-times = Todas las fechas
assessments-standing = Qué pasó
assessments-missed-text = Si ya pasó una fecha, no hay problema. Puede contestar cualquier día. La próxima llegará sola.
assessment-status = Cómo fue
assessment-status-answered = Lo contestamos juntos
assessment-status-declined = Prefiere no contestar
assessment-status-not-offered = No lo ofrecí
assessment-status-lost-contact = No tenemos contacto

standing-now = Para ahora
standing-late = Para ahora
standing-upcoming = Más adelante
standing-missed = Ya pasó la fecha
standing-answered = Contestado
standing-incomplete = Contestado en parte
standing-declined = Prefirió no contestar
standing-not-offered = No se ofreció
standing-lost-contact = Sin contacto
standing-text-now = Es buen momento.
standing-text-late = Un poco tarde también está bien.
window-intake = Al comienzo
window-extra = Entre fechas
window-day = A los { $n } días
window-quarter = Trimestre { $n }

answer-about = Sobre { $name }
answer-day = Día en que se contestó
answer-skip-lead = No hay respuestas correctas. Puede dejar en blanco cualquier pregunta.
answer-skip = Dejar esta en blanco
answer-decline = Prefiero no contestar
answer-nothing = Conteste al menos una pregunta, o elija que prefiere no contestar
answer-contradiction = Dos de estas respuestas no van juntas. Véalas otra vez, por favor
answer-not-listed = Pregunta { $question }: elija una de las respuestas que se muestran, por favor
answer-in-the-future = Elija hoy o un día anterior, por favor
answer-in-english = Estas preguntas no tienen traducción oficial; se muestran en inglés, palabra por palabra.

latest-total = { $total } en una escala de { $min } a { $max }
latest-incomplete = { $given } de { $asked } contestadas. No hay total: lo que se dejó en blanco no se adivina.
latest-on = Contestado el { $day }
latest-about-barc10 = Suma diez respuestas sobre lo que sostiene a una persona: gente, hogar, salud, propósito. Más quiere decir más apoyo.
latest-about-who5 = Suma cinco respuestas sobre las últimas dos semanas. Más quiere decir sentirse mejor.
latest-no-grade = No es una calificación y no dice cuánto vale una persona. Es una mirada de un solo día.

help-card-title = No tiene que cargar con esto a solas
help-card-own = Algunas de estas respuestas hablan de un momento difícil. Si quiere, hable con alguien ahora. También puede decírselo a quien le acompaña.
help-card-staff = Algunas de estas respuestas hablan de un momento difícil. Hable hoy con { $name } y con quien le supervisa a usted. Nadie evalúa un riesgo a solas.

progress-title = Cómo va cambiando
progress-lead = Una imagen para conversar. No es una boleta de calificaciones.
progress-none = Aún no hay nada que dibujar
progress-none-text = Cuando haya respuestas, números de metas o sesiones, se verán aquí.
progress-day = Día
progress-time = Cuándo
progress-total = Total
progress-month = Mes
progress-goals = Metas, en sus propios números
progress-goal-words = Números propios de 0 a 10. Un número que se dejó en blanco es un hueco.
progress-sessions-heading = Sesiones
progress-sessions = Sesiones de cada mes
progress-sessions-words = Cuántas sesiones hubo en cada uno de los últimos doce meses.
progress-chart-words = Totales en el tiempo, de { $min } a { $max }. Más es mejor. Una respuesta que falta es un hueco, no un cero.
progress-chart-band = Totales en el tiempo, de { $min } a { $max }. Más es mejor. Una respuesta que falta es un hueco, no un cero. Dentro de la franja, una diferencia con el primer total puede ser casualidad.
progress-more = El último total es mayor que el primero, por { $points } { $points ->
    [one] punto
   *[other] puntos
    }.
progress-less = El último total es menor que el primero, por { $points } { $points ->
    [one] punto
   *[other] puntos
    }. Puede haber muchas razones, y puede valer la pena hablarlo.
progress-same = El último total es casi igual al primero. Diferencias tan pequeñas ({ $points } { $points ->
    [one] punto
   *[other] puntos
    }) pueden ser casualidad.
progress-unsure = Entre el último total y el primero hay { $points } { $points ->
    [one] punto
   *[other] puntos
    }. Aún no podemos decir si es más que casualidad.
progress-basis-spread = En este programa, diferencias de hasta { $points } { $points ->
    [one] punto
   *[other] puntos
    } pueden ser casualidad. Eso muestra la franja.
progress-basis-too-few = Aún no se dibuja una franja: hacen falta las primeras respuestas de al menos { $n } personas de aquí para saber cuánto cambia un total por casualidad.
progress-basis-convention = No se dibuja una franja: no se sabe cuánto cambia este total por casualidad. Por costumbre, { $points } { $points ->
    [one] punto
   *[other] puntos
    } cuentan como una diferencia real.
progress-basis-unknown = No se dibuja una franja: no se sabe cuánto cambia este total por casualidad.
chart-table = Los números en una tabla
chart-day = { $day } { $month }

object-assessment = cuestionario
standing-kept-back = Entre pocas personas
latest-kept-back = Contestado. Queda entre pocas personas, así que aquí no se ven las respuestas.
assessments-answered = Lo que se contestó

assessment-mode = Cómo se preguntó
assessment-mode-self = Contestó por su cuenta
assessment-mode-staff-read = Lo leí en voz alta, lado a lado
assessment-mode-phone = Por teléfono
assessment-mode-own-self = Usted contestó por su cuenta
assessment-mode-own-staff-read = Se lo leyeron en voz alta, lado a lado
assessment-mode-own-phone = Por teléfono
assessment-reason = Por qué no hay respuesta
assessment-reason-no-time = No hubo tiempo
assessment-reason-hard-day = No era el día
assessment-reason-no-contact = Sin contacto por ahora
assessment-reason-moved = Se mudó
assessment-reason-in-custody = En detención
assessment-reason-hospital = En el hospital
assessment-reason-asked-not-to-be-contacted = Pidió que no se le contactara
assessment-reason-died = Falleció
assessment-reason-other = Otra cosa
answer-why-not = No se contestó
answer-reason-words = Algo más sobre el porqué
answer-reason-words-hint = Lo lee quien puede leer las respuestas.
answer-say-why = Elija por qué no hay respuesta
answer-completing = Aquí está lo que contestó el { $day }. Añada lo que falta o cámbielo: las respuestas de antes también se guardan.
answer-read-aloud = Lea cada pregunta y sus respuestas en voz alta, palabra por palabra. No explique ni adivine una respuesta.
answer-their-language = Las preguntas están en el idioma de quien contesta, o en inglés si no hay palabras revisadas en ese idioma.
answer-what-happens-own = Una pregunta trata de pensamientos de morir. Conteste lo que conteste, no se envía nada a nadie por sí solo. Quién lee las respuestas es lo que usted elige arriba.
answer-help-beside = Si piensa en esto ahora mismo, puede hablar con alguien enseguida:
answer-settled = Puede dejarla en blanco si contestó { $when }. Entonces cuenta como dice el formulario.
answer-settled-when = la pregunta { $question } con «{ $answer }»
answer-look = Esto necesita atención hoy
answer-open-crisis = Anotar una crisis
answer-looked = Qué se hizo
assessment-look-talked = Hablamos hoy
assessment-look-crisis-opened = Se anotó una crisis
assessment-look-told-supervisor = La persona que supervisa lo sabe
assessment-look-could-not-reach = Todavía no se pudo contactar
answer-parts = Sus partes
answer-no-total = Este no tiene total. Cada parte vale por sí misma, y sumarlas sería un número inventado.
answer-version = Versión
answer-version-text = Estas son las palabras que se preguntaron. Una versión más nueva nunca las cambia.
answer-help-lead = Gracias por decirlo. Una de sus respuestas habla de pensamientos de morir. Usted importa, y hay alguien ahí ahora mismo.
answer-help-988 = Puede llamar o escribir. Es gratis, de día y de noche, y no tiene que dar su nombre.
answer-help-plan = Su propio plan para horas difíciles
answer-help-plan-text = Usted anotó lo que ayuda. Puede servir leerlo ahora, a solas o con alguien.
answer-help-plan-open = Abrir mi plan
answer-help-no-plan = Todavía no tiene un plan para horas difíciles. Puede esperar. Con más calma puede escribir uno, a solas o con quien le apoya.
answer-help-plan-write = Escribir un plan
answer-help-who = Quién lee esta respuesta
answer-help-alone = Nadie aquí la lee, y no se envió nada a nadie. Si quiere que alguien lo sepa, llame, o deje que alguien la lea.
answer-help-read = La encuentran cuando miren la próxima vez, y se les pide hablar con usted ese día. Eso no es lo mismo que tener a alguien ahora. Si necesita a alguien ahora, llame.
answer-help-no-supporter = Todavía nadie le acompaña, así que una persona de coordinación se ocupa.
answer-help-change = Ver las respuestas y cambiar quién las lee
assessments-complete = Contestar lo que falta: { $name }
assessments-suggested = Otro puede ayudar: { $name }
assessments-suggested-own = Las últimas respuestas hablan de un tiempo difícil. También puede contestar este, o dejarlo.
assessments-suggested-staff = Las últimas respuestas fueron bajas. Puede ofrecer este, y una conversación con una persona capacitada. La persona decide.
latest-parts = { $parts }
latest-part-incomplete = no todo contestado
instrument-named = { $name }, versión { $version }
progress-inputs = Cómo se calculó
progress-formula = La fórmula
progress-formula-text = 1.96 × √2 × SD × √(1 − alfa), según Jacobson y Truax (1991)
progress-alpha = Alfa, cuánto van juntas sus preguntas
progress-alpha-of = { $alpha } ({ $source })
progress-no-alpha = No se conoce un alfa publicado para este, así que no se calcula nada.
progress-people = Primeras respuestas en este programa
progress-people-few = { $n }; hacen falta { $more } más
progress-sd = SD, cuánto se separan esos primeros totales
progress-half-width = Lo que puede ser azar, hacia los dos lados
progress-points = { $points } puntos
progress-interval = El primer total, más o menos eso
progress-interval-of = de { $low } a { $high }
progress-verdict = Lo que dice
progress-verdict-more = más que azar: sube
progress-verdict-less = más que azar: baja
progress-verdict-same = dentro del azar
progress-verdict-unsure = no se puede decir

instruments-title = Cuestionarios
instruments-lead = Lo que pregunta su programa, a quién y cuándo. Cada versión queda como es, para que cada respuesta se lea con las palabras que se preguntaron.
instruments-add = Añadir un cuestionario
instrument-version = Versión { $version }
instrument-own = Añadido por su programa
instrument-not-asked = No se pregunta
instrument-asked = Se pregunta ahora
instrument-asked-of = A quién se pregunta
instrument-for-nobody = No dice para quién está hecho, así que no se pregunta a nadie.
instrument-choose = Elegir
instrument-side-participant = Participantes
instrument-side-supporter = Personas de apoyo
instrument-side-family-member = Familiares
instrument-choice-lead = Una elección vale desde ahora. Lo contestado antes conserva sus palabras y sus tiempos.
instrument-ask = ¿Se pregunta?
instrument-ask-yes = Sí, en esta versión
instrument-ask-no = No
instrument-begins = Se cuenta desde
instrument-begins-start = El comienzo de la estancia o del servicio: se pregunta a todas las personas
instrument-begins-first-answer = La primera respuesta: solo se pregunta otra vez a quien contestó una vez
instrument-rhythm = Con qué frecuencia
instrument-rhythm-days = En estos días
instrument-rhythm-every = Una y otra vez
instrument-days = Días después del comienzo
instrument-days-hint = Por ejemplo 0, 30, 90, 180, 365. El día 0 es el comienzo.
instrument-days-numbers = Escriba números enteros de días con comas, como 0, 30, 90
instrument-every = Días de una vez a la siguiente
instrument-before = Días que se abre antes de su día
instrument-after = Días que queda abierto después de su día
instrument-windows-meet = Dos veces estarían abiertas el mismo día, o no están en orden. Sepárelas más, o ábralas menos días.
instrument-questions = Lo que se pregunta
instrument-rules = Cómo se puntúa
instrument-hash = Marca de las palabras y reglas
instrument-license = Licencia
instrument-citation = Fuente
instrument-verification = Hasta dónde se revisó
instrument-total = El total va de { $min } a { $max }.
instrument-missing = Si falta una respuesta que cuenta, no hay total. Lo que falta nunca es cero.
instrument-part = { $name }: preguntas { $items }, de { $min } a { $max }.
instrument-band = De { $low } a { $high }: { $name }.
instrument-alpha = Alfa publicado: { $alpha }.
instrument-reverse = Se cuenta al revés
instrument-unscored = Se pregunta y no se cuenta
instrument-unasked = No se pregunta
instrument-alert = Lleva a ayuda enseguida
instrument-download = Llevárselo como paquete
instrument-download-text = Un archivo en forma FHIR que otro programa puede añadir. No tiene respuestas.
pack-lead = Un paquete es un archivo: un FHIR Questionnaire con un bloque de puntuación. Pregunte a quien tiene los derechos si puede usarlo.
pack-file = El archivo
pack-file-hint = JSON, hasta 80 KB.
pack-looked-at = Primero ve cada pregunta y cada regla. Nada se guarda antes de que usted lo diga.
pack-look = Mirarlo
pack-add = Añadir este cuestionario
pack-not-added-yet = Esto es lo que se añadiría. Mire cada pregunta y cómo se puntúa. Todavía no se guardó nada.
pack-choose-file = Elija un archivo
pack-too-large = Este archivo pasa de 80 KB. Quite lo que no sea pregunta, respuesta o regla
pack-plain-names = El id y la versión pueden tener letras sin acentos, dígitos, puntos, guiones y guiones bajos, hasta 40. Cámbielos en el archivo
pack-wrong = Este paquete no se puede usar. { $why }. No se guardó nada
pack-known = Esta versión ya está aquí, y una versión nunca cambia. Dé al archivo una versión más nueva
object-instrument = cuestionario
progress-chart-words-less = Totales a lo largo del tiempo, de { $min } a { $max }. Menos es mejor. Una respuesta que falta es un hueco, no un cero.
progress-chart-band-less = Totales a lo largo del tiempo, de { $min } a { $max }. Menos es mejor. Una respuesta que falta es un hueco, no un cero. Dentro de la banda sombreada, una diferencia con el primer total puede ser azar.
