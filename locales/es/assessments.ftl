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
answer-working-translation = Estas palabras en español son una traducción de trabajo. No se probaron en un estudio.
answer-in-english = Este aún no se ha traducido; se muestra en inglés.

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
