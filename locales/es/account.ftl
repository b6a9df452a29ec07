# Segundos factores, el segundo paso y la entrada por la organización.

second-step-title = Un paso más
second-step-heading = Muestre que es usted
second-step-unsent = No se perdió nada. Muestre que es usted y luego envíelo.
second-step-code = Código
second-step-code-hint = Los seis números que muestra su aplicación ahora, o uno de sus códigos de recuperación.
second-step-button = Seguir
second-step-lost = ¿Perdió su teléfono? Use un código de recuperación. ¿No le quedan? Pida un enlace nuevo a su programa.
second-step-does-not-fit = No coincide, o ya se usó. Espere el código siguiente e inténtelo de nuevo.
second-step-passphrase-lead = Escriba su frase clave otra vez. Así lo suyo se queda con usted.
second-step-demo = Esto es una demostración y nadie en ella es real. Un botón hace las veces de su código.
second-step-demo-button = Soy yo
second-step-set-up-heading = Una cosa más antes de empezar
second-step-set-up-lead = Aquí se ve lo que otras personas dijeron en confianza. Una frase clave sola se puede robar: agregue otra manera de mostrar que es usted. Toma dos minutos.
second-step-set-up-no-phone = ¿No tiene un teléfono con aplicaciones? Hable con quien administra el programa.

means-passphrase = Entró con una frase clave
means-passkey = Entró con una llave de acceso
means-demo-link = Entró con un enlace de demostración
means-organization = Entró por la organización
factor-used-app = luego un código de la aplicación
factor-used-passkey = luego una llave de acceso
factor-used-recovery-code = luego un código de recuperación
factor-used-organization = luego la organización
factor-used-demo-link = luego el botón de la demostración

factors-heading = Cómo muestra que es usted
factors-lead = Puede agregar otra manera de mostrar que es usted. Así nadie entra solo con su frase clave.
factors-lead-staff = Necesita al menos una de estas además de su frase clave. Dos son mejores: los teléfonos se pierden.
factor-app = Aplicación de códigos
factor-passkey = Llave de acceso
factor-add-app = Agregar una aplicación de códigos
factor-added-on = Agregada { $when }
factor-used-on = usada por última vez { $when }
factor-change = Cambiar el nombre o quitar
factor-name = Cómo la llama
factor-name-hint = Por ejemplo: mi teléfono.
factor-name-missing = Póngale un nombre de 60 letras o menos.
factor-remove = Quitar
factor-remove-ask = Se cerrará la sesión en sus otros aparatos.
factor-last = Es la única que tiene. Agregue otra primero y luego quite esta.

factor-app-title = Aplicación de códigos
factor-app-heading = Agregar una aplicación de códigos
factor-app-lead = Abra una aplicación de códigos en su teléfono y tome esta imagen con ella. Luego escriba los seis números que muestra.
factor-app-picture = Una imagen para la cámara de su teléfono
factor-app-no-camera = No puedo usar la cámara
factor-app-type = Escriba estas letras y números en la aplicación. Ella pide una "clave".
factor-app-open = Abrir la aplicación en este aparato
factor-app-code = Los seis números
factor-app-button = Agregar

codes-title = Códigos de recuperación
codes-heading = Códigos de recuperación
codes-lead = Los teléfonos se pierden. Con un código de recuperación puede entrar sin el suyo. Recibe diez y cada uno sirve una vez.
codes-left = { $count ->
    [0] No le quedan códigos de recuperación.
    [one] Le queda un código de recuperación.
   *[other] Le quedan { $count } códigos de recuperación.
}
codes-made = Hechos { $when }.
codes-again = Los códigos nuevos toman el lugar de los anteriores.
codes-button = Hacer diez códigos
codes-later = Más tarde
codes-once = Imprímalos o anótelos, y guárdelos lejos de su teléfono. Solo se muestran ahora.
codes-kept = Ya los guardé

devices-heading = Dónde tiene la sesión abierta
devices-sign-out-one = Cerrar la sesión allí

flash-signed-out-there = Se cerró la sesión en ese aparato.
flash-factor-added = Agregada. Se cerró la sesión en sus otros aparatos.
flash-factor-removed = Quitada. Se cerró la sesión en sus otros aparatos.

act-stepped-up = Mostró que es la misma persona
object-factor = segundo factor

passkey-title = Llave de acceso
passkey-heading = Agregar una llave de acceso
passkey-lead = Una llave de acceso vive en su teléfono o computadora, y se abre con el dedo, la cara o un PIN. Con ella no necesita frase clave ni código.
passkey-button = Hacer una llave de acceso
passkey-use = Usar una llave de acceso
passkey-sign-in = Entrar con una llave de acceso
passkey-add = Agregar una llave de acceso
passkey-no-name = Las llaves de acceso pertenecen a un nombre, y a este programa se llega ahora por un número. Use una aplicación de códigos.
passkey-no-scripts = Su navegador no ejecuta programas, y las llaves de acceso los necesitan. Use una aplicación de códigos o un código de recuperación.
passkey-did-not-work = Eso no funcionó. Inténtelo de nuevo o use otra manera.
passkey-does-not-fit = Esa llave no coincide. Inténtelo de nuevo o entre con su frase clave.

organization-sign-in = Entrar por { $name }
organization-plain = su organización
organization-again = Mostrarlo en { $name }
organization-does-not-fit = Eso no llevó a ninguna parte aquí. Pregunte a quien administra el programa.
flash-organization-away = La entrada de su organización no responde ahora. Inténtelo más tarde o use su frase clave.

reset-heading = Una nueva manera de entrar
reset-done = Las maneras anteriores de mostrar quién es ya no valen, y se cerró la sesión en todos los aparatos.
reset-back = Volver
reset-button = Perdió su teléfono
reset-ask = Esto quita su aplicación, sus llaves de acceso y sus códigos de recuperación, cierra la sesión en todas partes y hace un enlace nuevo.
