r"""What a sheet's photograph may be called: by its SHA-256, and beside it by a name that names nobody.

A published table says which file a photograph is. That name may be an address, which says who
holds it, and it may be what a volunteer called it: with a name, an e-mail address, the number of an
identity card. None of these is evidence, and the digest names the photograph better. So a name is
kept only if it looks like a machine's: one plain word of letters, digits, dots, dashes and
underscores that ends as an image does; no word that is not about sheets and cameras; no number of
seven digits or more that is not a date, a time in milliseconds, or part of the unit's own id. A
name that is a UUID or a digest is one.

Conservative: a name that is dropped may have been harmless; its record, figures and digest stay.
What it cannot see: a name of two letters, a number that happens to be a date, a code that stands
for a person and looks like any other.

>>> tables = Tables.open(threads=1)
>>> tables.query("select image from (values ('0096Acta0096.jpg', '1'), ('Maria_Perez.jpg', '1'), "
...     "('V-12345678.jpg', '1'), ('010101001.01.jpg', '010101001.01'), ('IMG-20240729-WA0063.jpg', '1')"
...     f") as t (image, unit) where {unfit_name_sql('image', 'unit')}")
[('Maria_Perez.jpg',), ('V-12345678.jpg',)]
"""

from __future__ import annotations

import re

from tellers.tables import Tables, quoted, text

__all__ = ["drop_image_names", "image_file_fault", "unfit_digest_sql", "unfit_name_sql"]

_WORDS = """
    acta actas anverso archivo back ballot boletim boletin bulletin box cam camera camscanner captura
    casilla center centre centro copia copy dcim doc document documento dsc dscf dscn escaneo file foto
    fotografia form formulario front hoja image imagem imagen img jpeg jpg mesa mvimg page pagina photo
    photograph picture pic png portrait precinct president presidente presidential protocol protocolo
    protokol pxl record resultado resultados result results reverso scan scanned screenshot seccion
    secao section sheet station tabla table tally tif tiff unit urna vote votes voto votos wa webp
    whatsapp zona zone
"""
WORDS = tuple(_WORDS.split())
"""Words that are about sheets, places and cameras, and are nobody's name."""
SHOWN_ROWS = 20
ENDINGS = "jpe?g|png|tiff?|webp|heic|heif|avif|gif|bmp|jp2|pdf"
_MACHINE = "([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})"
"""A digest or a UUID."""
_DATE = "(19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])([0-9]{6}([0-9]{3})?)?"
_DAY = "20[0-9]{2}(0[1-9]|1[0-2])[0-3][0-9]"
_MOMENT = f"([^0-9]|^){_DAY}[_-]([01][0-9]|2[0-3])([0-5][0-9]){{2}}[0-9]{{3}}([^0-9]|$)"
"""A day and a time as telephones write them: 20240728_231502123."""
_MILLISECONDS = "1[5-9](1[3-9]|[2-9][0-9])[0-9]{9}"
"""Since 1970, of our days; no number of a person has a thirteenth month in this place."""
_DOTTED = "[0-9]{1,3}[.-][0-9]{3}[.-][0-9]{3}([^0-9]|$)"
"""Thousands parted as identity cards print them."""
_IMAGE_FILE = re.compile(rf".+\.({ENDINGS})", re.IGNORECASE)


def unfit_name_sql(image: str, unit: str) -> str:
    """Return SQL that is true for an image's name that is no plain name, or may name a person.

    `image` and `unit` are SQL of the name and of the unit's id.
    """
    stem = f"regexp_replace(lower({image}), '[.][a-z0-9]+$', '')"
    known = "[" + ", ".join(text(word) for word in WORDS) + "]"
    digits = f"regexp_replace({unit}, '[^0-9]', '', 'g')"
    word = f"not list_contains({known}, w) and not regexp_full_match(w, '[a-f]+')"
    number = (
        f"length(n) > 6 and not regexp_full_match(n, '{_DATE}|{_MILLISECONDS}') and not contains({digits}, n)"
    )
    numbers = f"regexp_replace({stem}, '{_MOMENT}', '')"
    plain = rf"regexp_full_match({image}, '[A-Za-z0-9][A-Za-z0-9._-]{{0,99}}[.](?i:{ENDINGS})')"
    return (
        f"({image} <> '' and (not {plain} or (not regexp_full_match({stem}, '{_MACHINE}') and ("
        f"len(list_filter(regexp_extract_all({stem}, '[a-z]{{4,}}'), lambda w: {word})) > 0 "
        f"or len(list_filter(string_split_regex({stem}, '[._-]'), lambda w: "
        f"regexp_full_match(w, '[a-z]{{3}}') and {word})) > 0 "
        f"or len(list_filter(regexp_extract_all({numbers}, '[0-9]+'), lambda n: {number})) > 0 "
        f"or (regexp_matches({stem}, '{_DOTTED}') and not contains({stem}, lower({unit}))))))"
        ")"
    )


def unfit_digest_sql(digest: str) -> str:
    """Return SQL that is true for text that is there and is no SHA-256."""
    return f"({digest} <> '' and not regexp_full_match({digest}, '[0-9a-f]{{64}}'))"


def drop_image_names(tables: Tables, records: str) -> list[str]:
    """Take out of a table of records the names that may name a person; return a warning if there were any.

    The warning gives rows and not names: it may be read by more people than the table.
    """
    name = quoted(records)
    unfit = unfit_name_sql("image", "unit")
    rows = [row for (row,) in tables.query(f'select "row" from {name} where {unfit} order by "row"')]
    if not rows:
        return []
    tables.connection.execute(f"update {name} set image = null where {unfit}")
    shown = ", ".join(map(str, rows[:SHOWN_ROWS])) + (" ..." if len(rows) > SHOWN_ROWS else "")
    many = "1 image name is" if len(rows) == 1 else f"{len(rows)} image names are"
    return [f"{many} left out, which may name a person (rows {shown}): name the photographs by image_sha256"]


def image_file_fault(path: str, digest: str) -> str:
    """Return what is wrong with the name of a photograph in a dossier, or ''.

    >>> image_file_fault("images/Maria.jpg", "sha256:ab12")
    'a photograph that is not named by its SHA-256'
    >>> image_file_fault("images/ab12.jpg", "sha256:ab12"), image_file_fault("units.parquet", "sha256:ab12")
    ('', '')
    """
    name = path.rpartition("/")[2]
    if not _IMAGE_FILE.fullmatch(name) or name.rpartition(".")[0] == digest.removeprefix("sha256:"):
        return ""
    return "a photograph that is not named by its SHA-256"
