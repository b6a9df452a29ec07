# El bienestar de quien acompaña: privado.

wellbeing-title = Mi bienestar
wellbeing-readers = Quién leerá esto
wellbeing-readers-text = Solo usted. Quien le supervisa, la coordinación y la administración no pueden abrir esta página. El programa solo ve cifras de al menos { $n } acompañantes juntos. Sus semanas están al lado de las de las personas que acompaña solo si usted dice que sí.
wellbeing-only-you = Solo usted.
wellbeing-due = Sería un buen momento, si quiere.
wellbeing-next = La próxima fecha es { $day }. También puede contestar entre fechas.
wellbeing-taps-heading = Lo que sus sesiones dan y quitan
wellbeing-taps = Sus toques después de las sesiones
wellbeing-taps-words = Cuántas veces tocó cada marca en los últimos tres meses, de "me quitó mucho" (-2) a "me dio mucho" (+2).
wellbeing-no-taps = Después de una sesión puede marcar si le dio algo o le quitó algo. Sus marcas se ven aquí, solo para usted.
wellbeing-tap = Después de la sesión
wellbeing-times = Veces
wellbeing-tap-took-much = Me quitó mucho
wellbeing-tap-took = Me quitó algo
wellbeing-tap-even = Ni una cosa ni la otra
wellbeing-tap-gave = Me dio algo
wellbeing-tap-gave-much = Me dio mucho

object-own-measure = cuestionario propio
