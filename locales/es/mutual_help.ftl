# Reuniones de ayuda mutua cerca.

object-mutual-help-feed = una lista de reuniones
object-publication = lo que se dice a los directorios
nav-meetings = Reuniones cerca
meetings-title = Reuniones cerca
meetings-lead = Reuniones de grupos de ayuda mutua, de las listas que ellos publican. Cualquiera puede mirar; no se guarda nada de usted.
meetings-day = Día
meetings-day-0 = Domingo
meetings-day-1 = Lunes
meetings-day-2 = Martes
meetings-day-3 = Miércoles
meetings-day-4 = Jueves
meetings-day-5 = Viernes
meetings-day-6 = Sábado
meetings-part = Hora del día
meetings-part-morning = Mañana
meetings-part-afternoon = Tarde
meetings-part-evening = Noche
meetings-type = Tipo
meeting-type-o = Abierta a todos
meeting-type-c = Cerrada: para quienes es
meeting-type-be = Para quien llega
meeting-type-d = Conversación
meeting-type-st = Pasos
meeting-type-sp = Una persona habla
meeting-type-lit = Lectura
meeting-type-med = Meditación
meeting-type-w = Mujeres
meeting-type-m = Hombres
meeting-type-lgbtq = LGBTQ
meeting-type-y = Jóvenes
meeting-type-s = En español
meeting-type-en = En inglés
meeting-type-x = Acceso en silla de ruedas
meeting-type-asl = Lengua de señas americana
meetings-near-site = Cerca de
meetings-point = O cerca de un punto
meetings-point-hint = Latitud y longitud, como 38.03, -78.48. Se usa en esta búsqueda y no se guarda.
meetings-not-a-point = Escriba dos números con una coma, como 38.03, -78.48
meetings-here = Usar donde estoy, para esta búsqueda
meetings-here-failed = Este aparato no dice dónde está
meetings-within = Hasta
meetings-miles = { $n ->
    [one] 1 milla
   *[other] { $n } millas
 }
meetings-online-only = Solo en línea o por teléfono
meetings-search = Buscar
meetings-found = Encontradas
meetings-none = No se encontró nada
meetings-none-text = Pruebe otro día, más distancia o cualquier tipo.
meetings-no-list = Todavía no hay lista
meetings-no-list-text = Este programa todavía no tiene una lista de reuniones. Pregunte aquí a alguien; saben qué hay cerca.
meetings-away = { $n } millas
meetings-online = En línea
meetings-closed-for-now = El lugar está cerrado por ahora
meetings-by-appointment = Con cita
meetings-others = Estas reuniones no las lleva este programa. Las horas cambian: conviene llamar antes de ir.
meetings-kept-link = La última lista en este aparato
meetings-kept-title = La última lista
meetings-kept-lead = Lo último que encontró en este aparato, también sin red. "Salir ya" y cerrar la sesión la borran.
meetings-kept-none = No hay nada guardado en este aparato.
meetings-when = Cuándo
meetings-zone = Zona horaria
meetings-where = Dónde
meetings-approximate = solo por ahí
meetings-join = Entrar
meetings-group = Grupo
meetings-source = De la lista de { $name }.
meetings-source-at = Tomada el { $day }.
meetings-source-link = Su página
mutual-help-title = Listas de reuniones
mutual-help-lead = Listas de reuniones de ayuda mutua que todos pueden buscar, y lo que se dice a los directorios de sus grupos abiertos.
mutual-help-feeds = Listas
mutual-help-none = Todavía no hay lista
mutual-help-none-text = Añada la lista de una oficina cercana, en formato Meeting Guide o de un servidor BMLT.
mutual-help-places = Dónde están sus sedes
mutual-help-places-text = Para que se pueda buscar cerca de una sede.
feed-kind = Formato
feed-kind-meeting-guide = Meeting Guide
feed-kind-bmlt = BMLT
feed-name = Nombre de la lista
feed-name-taken = Ya hay una lista con este nombre.
feed-url = Dirección de la lista
feed-url-hint = Empieza con https:// - déjela vacía si solo sube archivos.
feed-formats-url = BMLT: dirección de los formatos
feed-https = Empiece la dirección con https://
feed-no-address = Esta lista no tiene dirección. Suba un archivo.
feed-meetings = { $n ->
    [0] Ninguna reunión.
    [one] Una reunión.
   *[other] { $n } reuniones.
 }
feed-good-at = Tomada { $when }.
feed-last-failed = El último intento falló; queda la lista anterior
feed-skipped = { $n ->
    [one] Una entrada omitida
   *[other] { $n } entradas omitidas
 }
feed-why-skipped = Por qué
feed-entry = Entrada
feed-field = Campo
feed-reason = Razón
feed-never = Todavía no se ha tomado.
feed-fetch = Traerla ahora
feed-file = Un archivo
feed-upload = Tomar el archivo
feed-choose-file = Elija un archivo.
feed-too-large = El archivo pasa de 96 MB. Use el comando "cairn import meeting-guide".
feed-remove = Dejar fuera esta lista
feed-remove-text = Sus reuniones ya no se encontrarán. Puede añadirla otra vez.
feed-add = Añadir una lista
flash-feed-failed = No se pudo tomar la lista. Queda la anterior; vea abajo por qué.
publication-title = Sus propios grupos abiertos
publication-lead = Lo que diga aquí a los directorios lo puede leer cualquiera. Solo grupos de apoyo, nunca terapia de grupo ni grupos de familias.
publication-none = No se dice nada a los directorios.
publication-export = El archivo para directorios (Meeting Guide)
publication-add = Decir a los directorios de un grupo
publication-group = Grupo
publication-url = Dirección en línea
publication-notes = Lo que debe saber quien llega
publication-notes-hint = Sin apellidos.
publication-withdraw = Retirar
publication-withdraw-text = Los directorios que traen el archivo lo quitan la próxima vez.
