"""What is refused, in Spanish: the sentences a secretariat meets over its own files.

Below the command line every error is told in English. The sentences here are those of files that people
write by hand: a body, a draft, a table of seats, a journal, a series. Any other stands as it was raised,
with labels in the language.

>>> in_language("there is no key 'sorce' here", "es")
"no hay aquí ninguna clave 'sorce'"
>>> in_language("seat 1 (upland), joined: 2001 is a whole number", "es")
'seat 1 (upland), joined: 2001 es un número entero'
>>> in_language("a sentence of another kind", "es")
'a sentence of another kind'
"""

from __future__ import annotations

import re

__all__ = ["SENTENCES", "in_language"]

SENTENCES = (
    (r"there is no key '(.*)' here", r"no hay aquí ninguna clave '\1'"),
    (r"the key '(.*)' is missing", r"falta la clave '\1'"),
    (r"(.*) is no word that is known here", r"\1 no es una palabra que se conozca aquí"),
    (r"(.*) is a whole number", r"\1 es un número entero"),
    (r"(.*) is a number with decimals", r"\1 es un número con decimales"),
    (r"(.*) is text in quotes", r"\1 es un texto entre comillas"),
    (r"(.*) is true or false", r"\1 es verdadero o falso"),
    (r"(.*) is a list \[ \.\.\. \]", r"\1 es una lista [ ... ]"),
    (r"(.*) is a table \{ \.\.\. \}", r"\1 es una tabla { ... }"),
    (r"(.*) is a day without quotes", r"\1 es un día sin comillas"),
    (r"(.*) is outside what it may be", r"\1 está fuera de lo que puede ser"),
    (r"(.*) is no day such as (.*)", r"\1 no es un día como \2"),
    (r"a change names the seat '(.*)', which is not declared",
     r"un cambio nombra el puesto '\1', que no está declarado"),
    (r"there is no profile '(.*)'", r"no hay ningún perfil '\1'"),
    (r"there is no question '(.*)'", r"no hay ninguna cuestión '\1'"),
    (r"there is no contest '(.*)'", r"no hay ninguna votación '\1'"),
    (r"there is no result '(.*)'", r"no hay ningún resultado '\1'"),
    (r"there is no column '(.*)'", r"no hay ninguna columna '\1'"),
    (r"there is a column '(.*)'", r"hay una columna '\1'"),
    (r"cannot be read: no such file or directory", r"no se puede leer: no existe el archivo o la carpeta"),
    (r"there is such a file already", r"ya existe ese archivo"),
    (r"not a line of a journal", r"no es una línea de un diario"),
    (r"the chain is broken: this line does not follow the one before it",
     r"la cadena está rota: esta línea no sigue a la anterior"),
    (r"not UTF-8", r"no está en UTF-8"),
    (r"no source has records of '(.*)'", r"ninguna fuente tiene registros de '\1'"),
    (r"no column is known to be the roll call", r"no se reconoce ninguna columna como la votación"),
    (r"no column is known to be the member", r"no se reconoce ninguna columna como el miembro"),
    (r"no column is known to be the position", r"no se reconoce ninguna columna como la posición"),
    (r"two seats are called '(.*)'", r"dos puestos se llaman '\1'"),
    (r"no seat is called '(.*)'", r"ningún puesto se llama '\1'"),
    (r"'(.*)' is no whole number", r"'\1' no es un número entero"),
    (r"'(.*)' is no day", r"'\1' no es un día"),
    (r"there is no reading '(.*)'", r"no hay ninguna lectura '\1'"),
    (r"byte (\d+) is not UTF-8", r"el byte \1 no está en UTF-8"),
    (r"not TOML: (.*)", r"no es TOML: \1"),
    (r"neither a file nor a table", r"no es un archivo ni una tabla"),
    (r"this is not a dossier", r"esto no es un expediente"),
    (r"a day such as (.*)", r"un día como \1"),
    (r"none is declared", r"no se declara ninguna"),
    (r"a folder with a datapackage\.json", r"una carpeta con un datapackage.json"),
    (r"a folder with draft\.toml", r"una carpeta con draft.toml"),
    (r"Write year, month and day\.", r"Escriba año, mes y día."),
    (r"Name a regular file\.", r"Nombre un archivo corriente."),
    (r"Save it parted by commas\.", r"Guárdelo separado por comas."),
    (r"Rename the column, or leave it out\.", r"Cambie el nombre de la columna, o quítela."),
    (r"See what each asks for: (tellers .*)", r"Vea qué pide cada uno: \1"),
    (r"Make one with: (tellers .*)", r"Haga una con: \1"),
    (r"Name a dossier's folder, or make one with `tellers init` and `tellers import`\.",
     r"Nombre la carpeta de un expediente, o haga una con `tellers init` y `tellers import`."),
    (r"text in quotes", r"un texto entre comillas"),
    (r"text in quotes or a table \{ \.\.\. \}", r"un texto entre comillas o una tabla { ... }"),
    (r"a whole number: digits only", r"un número entero: solo cifras"),
    (r"a list \[ \.\.\. \]", r"una lista [ ... ]"),
    (r"a table \{ \.\.\. \}", r"una tabla { ... }"),
    (r"a TOML file in UTF-8", r"un archivo TOML en UTF-8"),
    (r"an object with sequence, time, previous and event",
     r"un objeto con sequence, time, previous y event"),
    (r"Mend that key; docs/reference lists every key of this file\.",
     r"Corrija esa clave; docs/reference enumera todas las de este archivo."),
    (r"Mend (?:it|each); (docs/reference/\w+\.md) .*", r"Corríjalo; véase \1."),
    (r"Mend the line named\.", r"Corrija la línea indicada."),
    (r"Check the name and the folder\.", r"Compruebe el nombre y la carpeta."),
    (r"Check the name and the folder; a command with --files takes another folder\.",
     r"Compruebe el nombre y la carpeta; una orden con --files toma otra carpeta."),
    (r"Name another; nothing was written\.", r"Nombre otro; no se escribió nada."),
    (r"Name another folder, or remove it\.", r"Nombre otra carpeta, o quite esa."),
    (r"Save it as UTF-8\.", r"Guárdelo en UTF-8."),
    (r"The file was changed by hand or its disk is faulty\. Compare with a copy\.",
     r"El archivo se cambió a mano o el disco falla. Compárelo con una copia."),
    (r"A line was changed, added or taken away\. Compare with a copy; nothing was written\.",
     r"Se cambió, añadió o quitó una línea. Compárelo con una copia; no se escribió nada."),
    (r"Name the columns of roll call, member and position: --columns A,B,C\.",
     r"Nombre las columnas de votación, miembro y posición: --columns A,B,C."),
    (r"Name one that has them with --contest\.", r"Nombre una que los tenga con --contest."),
    (r"Write digits only, without separators\.", r"Escriba solo cifras, sin separadores."),
)  # fmt: skip
"""Pairs of a sentence in English, and what it is in Spanish."""


def in_language(told: str, language: str) -> str:
    """Return a sentence in the language where it is one of those here, else as it is.

    What stands before it, as "seat 1 (upland), joined: ", stays: it is a place in the file.
    """
    if language != "es" or not told:
        return told
    place, colon, rest = told.rpartition(": ")
    for part, before in ((told, ""), (rest, f"{place}{colon}")):
        for english, spanish in SENTENCES:
            if found := re.fullmatch(english, part, re.DOTALL):
                return before + found.expand(spanish)
    return told
