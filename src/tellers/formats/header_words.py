"""What the header of a column suggests it is: words of results in en, es, pt, fr and pl.

A header is folded (small letters, no accents, one underscore between words) and must be one of
these words whole: `total` is the ballots cast, `total_mesas` is nothing known.

>>> role_of("VOTOS_NULOS"), role_of("Głosy ważne"), role_of("Inscritos"), role_of("zzz")
('null', 'valid', 'registered', None)
>>> area_word("Cód. región"), area_word("Región"), is_code_word("Cód. región")
('region', 'region', True)
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["FIGURE_ROLES", "area_word", "folded", "is_code_word", "role_of"]

FIGURE_ROLES = ("registered", "voters", "valid", "null", "blank", "not-counted")
"""Roles that are figures of a sheet besides the options."""

_WORDS = {
    "registered": (
        "re ln registered registered_voters registration roll eligible eligible_voters electorate "
        "electors electores electores_habilitados electores_inscritos inscritos padron habilitados "
        "lista_nominal nnume_habilm aptos eleitores eleitores_aptos inscrits uprawnieni "
        "liczba_uprawnionych members"
    ),
    "voters": (
        "voters ballots ballots_cast turnout votantes votantes_mesa_reportado emitidos "
        "votos_emitidos votaron tot_ciudadanos_votaron total_votos total total_votantes total_de_votantes "
        "total_votos_emitidos votants comparecimento glosujacy karty_wydane"
    ),
    "valid": (
        "valid valid_votes votos_validos validos afirmativos total_valido exprimes "
        "suffrages_exprimes glosy_wazne wazne"
    ),
    "null": (
        "null null_votes nulls total_invalido invalidos nulos votos_nulos voto_nulo total_nulo "
        "nul nuls nulo bulletins_nuls total_nulos rejected spoilt spoiled invalid invalid_votes niewazne "
        "glosy_niewazne"
    ),
    "blank": (
        "blank blank_votes blanks blancos blanco voto_blanco votos_blancos en_blanco voto_en_blanco "
        "votos_en_blanco branco brancos em_branco voto_em_branco votos_em_branco votos_brancos blanc "
        "blancs bulletins_blancs"
    ),
    "not-counted": "impugnados votos_impugnados recurridos disputed challenged observados",
    "option": (
        "option candidate candidato candidata party partido lista list candidat partia komitet ballot_option"
    ),
    "votes": "votes vote_count votos voix suffrages glosy cantidad_votos votos_cantidad",
    "position": "position vote posicion voto how_voted ballot_cast sens_du_vote glos",
    "status": "status observacion estado_acta estatus tipo_acta situacao",
    "image": "image imagen foto archivo photo scan imagem",
    "unit": (
        "mesa numero_mesa codigo_mesa cod_mesa nro_mesa num_mesa table station station_id "
        "polling_station polling_station_id polling_place casilla casilla_id unit unit_id acta "
        "codigo precinct precinct_id bureau secao obwod nr_obwodu member member_id name miembro "
        "state_name"
    ),
    "area": (
        "edo estado state departamento department dept region provincia province mun municipio "
        "municipality par parroquia parish distrito district circuito circuit seccion section "
        "county commune comuna canton localidad local local_de_votacion local_votacion centro centre center "
        "recinto ubigeo ccodi_ubigeo country "
        "pais uf powiat gmina wojewodztwo teryt_gmina teryt_powiat edo_id distrito_fed "
        "distrito_loc"
    ),
    "other": (
        "id year month day date order number session sitting snapshot event lat lon latitude "
        "longitude size code vote_id voting_id rollcall inferred"
    ),
}
_ROLE_OF = {word: role for role, words in _WORDS.items() for word in words.split()}
_AREA_AROUND = re.compile(
    r"(?:cod|codigo|code|id|nro|nombre|name|nom|nome)_(?:de_)?(.+)"
    r"|(.+)_(?:id|cod|code|codigo|name|nombre|nome)"
)
_CODE_AROUND = re.compile(r"(?:cod|codigo|code|id|nro|teryt)_.+|.+_(?:id|cod|code|codigo)")


def folded(text: str) -> str:
    """Return a text in small letters without accents, every other sign one underscore.

    >>> folded("  Votos en Blanco (%) ")
    'votos_en_blanco'
    """
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "_", plain.replace("ł", "l")).strip("_")


def role_of(header: str) -> str | None:
    """Return what a column's header suggests it is, or None."""
    plain = folded(header)
    if plain in _ROLE_OF:
        return _ROLE_OF[plain]
    if around := _AREA_AROUND.fullmatch(plain):
        inner = _ROLE_OF.get(around[1] or around[2])
        return inner if inner in {"area", "unit"} else None
    if plain.startswith("electores_"):  # "electores_centro_cne": voters on some register
        return "registered"
    # `distrito_fed_12`: an area by one of several divisions.
    return "area" if _ROLE_OF.get(re.sub(r"_[0-9]+$", "", plain)) == "area" else None


def area_word(header: str) -> str:
    """Return the word of a header without "code of" or "name of" around it, folded."""
    plain = folded(header).removeprefix("teryt_")
    around = _AREA_AROUND.fullmatch(plain)
    return (around[1] or around[2]) if around else plain


def is_code_word(header: str) -> bool:
    """Return whether a header says that its column holds codes."""
    return _CODE_AROUND.fullmatch(folded(header)) is not None
