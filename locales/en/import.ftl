# Audit words for spreadsheets taken in.
object-import = import
