### El registro de accesos: quién abrió qué y por qué, y la prueba de que nada se alteró.

openings-why = Por qué
openings-reason = Motivo indicado: { $reason }
openings-why-unknown = No se anotó en ese momento
openings-why-own = Sus propias páginas
openings-why-support = Su trabajo con usted
openings-why-supervision = Para cuidar el trabajo de su persona de apoyo
openings-why-coordination = Para planear y organizar cosas para usted
openings-why-group-therapy = Para dirigir su grupo
openings-why-billing = Seguro y cuentas
openings-why-family = Apoyo para su familia
openings-why-evaluation = Para contar cómo va el programa
openings-why-privacy = Para cuidar la privacidad
openings-why-administration = Para hacer funcionar el programa
openings-why-program = El programa lo hizo solo
openings-why-break-glass = Se abrió por una necesidad urgente. Esto se revisa.
openings-why-emergency = Una emergencia médica
openings-why-law = Lo pidió la ley o un tribunal
openings-why-outside-audit = Una revisión del programa desde fuera

audit-why-unknown = no se anotó
audit-why-own = asunto propio
audit-why-support = apoyo
audit-why-supervision = supervisión
audit-why-coordination = coordinación
audit-why-group-therapy = terapia de grupo
audit-why-billing = facturación
audit-why-family = apoyo a la familia
audit-why-evaluation = evaluación
audit-why-privacy = privacidad
audit-why-administration = administración
audit-why-program = el programa mismo
audit-why-break-glass = acceso de urgencia
audit-why-emergency = emergencia médica
audit-why-law = exigido por la ley o una orden
audit-why-outside-audit = auditoría externa

audit-act = Qué se hizo
audit-kind = Con qué
audit-from = Desde
audit-until = Hasta
audit-participant = Un registro
audit-participant-hint = Su identificador, como en la dirección de sus páginas.
audit-number = Número
audit-same-record = Solo este registro
audit-none = Ninguna entrada coincide
audit-none-text = Quite una condición y mire otra vez.
audit-contradicted = Este registro no contiene lo que se firmó antes. Puede que se hayan alterado o quitado entradas, o que se haya repuesto una copia anterior. Pida a quien cuida el servidor que ejecute "cairn audit verify".
audit-head = Cabecera firmada
audit-head-text = Estas líneas representan todas las entradas hasta ahora. Imprímalas o guarde el archivo en otro lugar, por ejemplo con cada informe. Quien las tenga podrá saber después si algo se alteró o se quitó.
audit-key = La clave pública con la que se comprueba la firma:
audit-head-download = Llevarse la cabecera como archivo

object-audit-log = registro de accesos
