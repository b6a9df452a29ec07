# Audit words for spreadsheets taken in.
object-import = importación
