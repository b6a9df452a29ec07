# El teléfono de cada participante: cinco lugares, personas, historia, días, y cómo se ve en la pantalla de inicio.
places-label = Sus lugares
place-today = Hoy
place-check-in = Cómo estoy
place-plan = Plan
place-people = Personas
place-more = Más
nav-more = Más

more-title = Más
more-talk = Hablar con alguien
more-messages = Mensajes
more-people = Mis personas
more-mine = Lo mío
more-story = Mi historia hasta ahora
more-tools = Mis herramientas
more-days = Mis días
more-hard = Cuando es difícil
more-phone = Este teléfono y mi privacidad
more-offline = Usarlo sin red
more-app = Ponerlo en la pantalla de inicio
more-reminders = Recordatorios
more-devices = Dónde tengo la sesión abierta
more-others = Todo lo demás

look-title = Pantalla de inicio
look-heading = Póngalo en su pantalla de inicio
look-lead = Elija cómo se llama y cómo se ve ahí. Quien vea su teléfono no sabrá para qué es.
look-name = Cómo se llama
look-name-notes = Notas
look-name-trail = Sendero
look-name-garden = Jardín
look-name-daybook = Diario
look-name-path = Camino
look-name-weather = El tiempo
look-icon = Qué dibujo lleva
look-icon-leaf = Hoja
look-icon-sun = Sol
look-icon-hill = Cerros
look-icon-wave = Olas
look-icon-page = Página
look-icon-cup = Taza
look-install = Cómo llega ahí
look-install-iphone = iPhone: en Safari, toque Compartir y luego Agregar a pantalla de inicio.
look-install-android = Android: en Chrome, toque los tres puntos y luego Agregar a la pantalla principal o Instalar app.
look-install-after = Su elección queda solo en este teléfono. Si después elige otra, quite la anterior de la pantalla y agréguela de nuevo.

people-around-title = Mis personas
people-around-lead = Quién camina con usted, a quién deja saber más y a quién llamar.
people-supporter = Quién camina con usted
people-supporter-none = Nadie todavía. Usted elige quién será.
people-supporter-sees = Con cada cosa que escribe, usted dice si la lee.
people-message = Escribir un mensaje
people-family = Familia y amistades
people-family-text = Aquí no ven nada suyo. Con un consentimiento usted dice qué se les puede contar.
people-family-none = Ningún consentimiento suyo nombra a alguien ahora.
people-family-sees = Se le puede contar lo que dice su consentimiento, y nada más.
people-family-consent = Ver el consentimiento
people-family-talk = Hablar juntos
people-contacts = De su plan de seguridad
people-contacts-none = Ahí todavía no hay nadie.
people-hard = Cuando es difícil
people-others = Otras personas a su lado
people-others-text = Trabajan aquí. Hasta aquí ve cada una.
people-all-readers = Todas, y quién miró

story-title = Mi historia hasta ahora
story-lead = Lo que ha pasado desde que llegó. Es una imagen, no una nota, y solo usted ve esta página.
story-since = Llegó el { $day }.
story-begins = Su historia aquí empieza ahora.
story-sessions = { $n ->
    [one] sesión
   *[other] sesiones
}
story-meetings = { $n ->
    [one] reunión de grupo
   *[other] reuniones de grupo
}
story-steps = { $n ->
    [one] paso hecho
   *[other] pasos hechos
}
story-tools = { $n ->
    [one] vez con una herramienta
   *[other] veces con una herramienta
}
story-check-ins = { $n ->
    [one] registro
   *[other] registros
}
story-how = Cómo estuvo, semana a semana
story-chart = Sus registros por semana
story-chart-words = El valor del medio de cada una de las últimas doce semanas, de 0 a 10. Una semana sin registro es un hueco, no un cero.
story-week = Semana del
story-no-check-ins = No hay registros en estas semanas
story-no-check-ins-text = Cuando haga algunos, se verán aquí.
story-mood-too-few = Hacen falta cuatro semanas con un registro para decir cómo ha estado. Todavía no alcanzan.
story-mood-same = Estuvo más o menos igual: cerca de { $first } al principio, cerca de { $last } ahora.
story-mood-more = Últimamente estuvo mejor: cerca de { $first } al principio, cerca de { $last } ahora.
story-mood-less = Últimamente fue más difícil: cerca de { $first } al principio, cerca de { $last } ahora. Eso pasa, y puede hablarlo.
story-craving-too-few = Hacen falta cuatro semanas con las ganas marcadas para decir cómo cambiaron. Todavía no alcanzan.
story-craving-same = Las ganas siguieron más o menos igual: cerca de { $first } al principio, cerca de { $last } ahora.
story-craving-more = Últimamente las ganas fueron más fuertes: cerca de { $first } al principio, cerca de { $last } ahora. Eso pasa, y hay herramientas.
story-craving-less = Últimamente las ganas fueron más débiles: cerca de { $first } al principio, cerca de { $last } ahora.
story-measures = Lo que dicen sus respuestas
story-not-enough = Todavía no alcanza: hacen falta dos respuestas completas.

record-days = Días
days-title = Mis días
days-lead = Cuente días si le gusta. Nadie se lo pide.
days-total = días en recuperación
days-since = días desde que volví
days-none = No se cuenta ningún día
days-none-text = Ponga un día desde el que contar, o déjelo así.
days-none-yours = Aquí no hay nada que leer
days-none-yours-text = Si comparte una cuenta con usted, estará aquí.
days-start = El día desde el que cuento
days-start-text = Usted lo elige. Estos días se quedan, pase lo que pase.
days-counts-from = Cuenta desde el { $day }.
days-start-undo = Quitar este día
days-began-on = ¿Desde qué día?
days-start-keep = Contar desde este día
days-returns = Si volví a consumir
days-returns-text = Anótelo si le ayuda. No quita ningún día. Un segundo número empieza al lado del primero.
days-return-new = Anotar una vez
days-returned-on = ¿Cuál fue el último día?
days-return-keep = Guardarlo
days-return-undo = Quitarlo
days-showing = Qué se ve en Hoy
days-showing-text = Solo usted ve esa página.
days-shown = ¿Qué quiere ver ahí?
days-shown-none = Nada
days-shown-total = Todos mis días
days-shown-since = Los días desde que volví
days-shown-both = Los dos, uno al lado del otro
days-called = ¿Cómo llama a sus días?
days-called-hint = Por ejemplo: días en mi camino
days-not-in-the-future = Ese día todavía no llega. Elija hoy o un día anterior, por favor
flash-days-undone = Se quitó.
object-day-count = cuenta de días
copy-table-day-count-starts = El día desde el que cuenta
copy-table-day-count-returns = Las veces que volvió a consumir y que anotó
copy-column-began-on = Cuenta desde
copy-column-returned-on = Último día

privacy-copies = Copias, aparatos y quién lee qué
privacy-more-copy = Una copia de mi registro
privacy-more-left = Lo que se contó a otros
privacy-more-devices = Dónde tengo la sesión abierta
privacy-more-offline = Aparatos que funcionan sin red
privacy-more-tiers = Quién lee lo que escribe
privacy-more-tiers-text = Usted lo elige cada vez, antes de escribir.
privacy-tier-means-mine = nadie más que usted.
privacy-tier-means-ours = usted y quien camina con usted.
privacy-tier-means-supervised = lo mismo, y quien le guía.
privacy-tier-means-team = lo mismo, y quien organiza y dirige grupos aquí.
privacy-tier-means-record = lo mismo. Con su consentimiento se puede contar a otros.
