"""Nouns that follow a number in our sentences, and the words that go with them, of many and of one.

Every catalogue is written for many; `plurals.py` puts one of a thing into the singular by these. Beside
them stand the prepositions that become one with an article.
"""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["JOINED", "WORDS", "Agreeing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreeing:
    """The words of one language that a number changes, by their form for many."""

    nouns: dict[str, str]
    after: dict[str, str]
    """What may stand after a noun and goes with it: "inscritos", "were"."""
    verbs: dict[str, str] = field(default_factory=dict)
    """What may stand before a number and goes with it: "faltan"."""
    before: str = ""
    """A pattern of what may stand before a noun and is the same for one."""


WORDS = {
    "en": Agreeing(
        nouns={
            "votes": "vote", "members": "member", "seats": "seat", "records": "record", "voters": "voter",
            "names": "name", "entries": "entry", "roll calls": "roll call", "hands": "hand",
            "lists": "list", "counts": "count", "units": "unit", "areas": "area", "pairs": "pair",
            "rows": "row", "times": "time", "were there": "was there", "are required": "is required",
            "were counted": "was counted", "papers": "paper", "percentages": "percentage",
            "readings": "reading", "points": "point", "ballots": "ballot", "bases": "base",
            "bytes": "byte", "coalitions": "coalition", "decimals": "decimal", "elections": "election",
            "announced counts": "announced count", "image names": "image name",
            "independent ones": "independent one", "tables": "table", "questions": "question",
        },
        after={
            "were": "was", "are": "is", "have": "has", "do": "does", "stand": "stands",
        },
        before="(?:(?:registered|valid|more|honest|listed) )?",
    ),
    "es": Agreeing(
        nouns={
            "votos": "voto", "miembros": "miembro", "puestos": "puesto", "registros": "registro",
            "electores": "elector", "nombres": "nombre", "asientos": "asiento", "votaciones": "votación",
            "manos": "mano", "listas": "lista", "recuentos": "recuento", "unidades": "unidad",
            "zonas": "zona", "áreas": "área", "parejas": "pareja", "pares": "par", "filas": "fila",
            "veces": "vez", "escaños": "escaño", "papeletas": "papeleta", "porcentajes": "porcentaje",
            "lecturas": "lectura", "cifras": "cifra", "votantes": "votante", "llamados": "llamado",
            "llamadas": "llamada", "necesarios": "necesario", "requeridos": "requerido",
            "anunciados": "anunciado", "presentes": "presente", "obtenidos": "obtenido",
            "enumerados": "enumerado", "netos": "neto", "maneras": "manera", "bases": "base",
            "coaliciones": "coalición", "elecciones": "elección", "decimales": "decimal",
            "independientes": "independiente", "tablas": "tabla", "puntos": "punto",
        },
        after={
            "emitidos": "emitido", "válidos": "válido", "válidas": "válida", "anunciados": "anunciado",
            "anunciadas": "anunciada", "contados": "contado", "necesarios": "necesario",
            "requeridos": "requerido", "inscritos": "inscrito", "correctos": "correcto",
            "nominales": "nominal", "llamados": "llamado", "declarados": "declarado",
            "conocidas": "conocida", "son": "es", "están": "está", "tienen": "tiene", "quedan": "queda",
            "dan": "da", "aparecen": "aparece", "tendrían": "tendría", "habrían": "habría",
        },
        verbs={
            "necesitan": "necesita", "necesitarían": "necesitaría", "faltan": "falta", "Faltan": "Falta",
            "hacían falta": "hacía falta", "hacían": "hacía", "requerían": "requería",
        },
    ),
    "pt": Agreeing(
        nouns={
            "votos": "voto", "membros": "membro", "cadeiras": "cadeira", "registros": "registro",
            "eleitores": "eleitor", "nomes": "nome", "lançamentos": "lançamento", "votações": "votação",
            "mãos": "mão", "listas": "lista", "contagens": "contagem", "unidades": "unidade",
            "áreas": "área", "pares": "par", "linhas": "linha", "vezes": "vez", "cédulas": "cédula",
            "porcentagens": "porcentagem", "leituras": "leitura", "números": "número",
            "figuras": "figura", "pontos": "ponto", "bases": "base", "bytes": "byte",
            "coalizões": "coalizão", "casas decimais": "casa decimal", "casas": "casa",
            "eleições": "eleição", "maneiras": "maneira", "tabelas": "tabela", "perguntas": "pergunta",
            "questões": "questão", "independentes": "independente", "necessários": "necessário",
            "exigidos": "exigido", "anunciados": "anunciado", "presentes": "presente",
            "obtidos": "obtido", "chamados": "chamado", "opções": "opção", "imagens": "imagem",
            "atas": "ata", "hashes": "hash", "entradas": "entrada", "testemunhas": "testemunha",
            "correções": "correção", "votantes": "votante",
            "contados fora": "contado fora", "constatações": "constatação", "eleitos": "eleito",
        },
        after={
            "são": "é", "estão": "está", "têm": "tem", "foram": "foi", "dão": "dá", "ficam": "fica",
            "aparecem": "aparece", "constam": "consta", "teriam": "teria", "válidos": "válido",
            "válidas": "válida", "anunciados": "anunciado", "anunciadas": "anunciada",
            "apurados": "apurado", "apuradas": "apurada", "contados": "contado", "contadas": "contada",
            "necessários": "necessário", "exigidos": "exigido", "inscritos": "inscrito",
            "corretos": "correto", "corretas": "correta", "nominais": "nominal", "chamados": "chamado",
            "declarados": "declarado", "conhecidas": "conhecida", "conhecidos": "conhecido",
            "dados": "dado", "lidos": "lido", "lidas": "lida", "honestas": "honesta",
            "líquidos": "líquido", "publicados": "publicado", "levantadas": "levantada",
            "listadas": "listada", "listados": "listado", "registrados": "registrado",
            "registradas": "registrada",
        },
        verbs={
            "são necessários": "é necessário", "eram necessários": "era necessário",
            "foram necessários": "foi necessário", "seriam necessários": "seria necessário",
            "faltam": "falta", "Faltam": "Falta", "exigiam": "exigia",
        },
    ),
    "fr": Agreeing(
        nouns={
            "votes": "vote", "suffrages": "suffrage", "membres": "membre", "sièges": "siège",
            "enregistrements": "enregistrement", "relevés": "relevé", "électeurs": "électeur",
            "noms": "nom", "inscriptions": "inscription", "écritures": "écriture",
            "votations": "votation", "mains": "main", "listes": "liste", "décomptes": "décompte",
            "unités": "unité", "zones": "zone", "paires": "paire", "lignes": "ligne",
            "bulletins": "bulletin", "pourcentages": "pourcentage", "lectures": "lecture",
            "chiffres": "chiffre", "points": "point", "bases": "base", "octets": "octet",
            "coalitions": "coalition", "décimales": "décimale", "élections": "élection",
            "manières": "manière", "tableaux": "tableau", "questions": "question", "scrutins": "scrutin",
            "appels nominaux": "appel nominal", "procès-verbaux": "procès-verbal", "options": "option",
            "images": "image", "présents": "présent", "votants": "votant", "nécessaires": "nécessaire",
            "requis": "requis",
            "voix": "voix", "requises": "requise", "annoncées": "annoncée", "inscrits": "inscrit",
            "appelés": "appelé", "entrées": "entrée", "empreintes": "empreinte", "constats": "constat",
            "comptées": "comptée", "nombres": "nombre", "autres": "autre",
        },
        after={
            "sont": "est", "ont": "a", "étaient": "était", "ont été": "a été", "donnent": "donne",
            "figurent": "figure", "restent": "reste", "auraient": "aurait", "manquent": "manque",
            "exprimés": "exprimé", "exprimées": "exprimée", "valables": "valable", "annoncés": "annoncé",
            "annoncées": "annoncée", "comptés": "compté", "comptées": "comptée",
            "nécessaires": "nécessaire", "inscrits": "inscrit", "exacts": "exact", "exactes": "exacte",
            "appelés": "appelé", "déclarés": "déclaré", "connus": "connu", "connues": "connue",
            "levées": "levée", "nominaux": "nominal", "publiés": "publié", "honnêtes": "honnête",
            "indépendantes": "indépendante", "présents": "présent", "nets": "net",
            "requises": "requise", "additionnées": "additionnée", "reviennent": "revient",
            "se trouvent": "se trouve"
        },
        verbs={
            "sont nécessaires": "est nécessaire", "étaient nécessaires": "était nécessaire",
            "manquent": "manque",
        },
    ),
}  # fmt: skip
"""By the code of a language."""

JOINED = {
    "es": {"de el": "del", "a el": "al"},
    "pt": {
        f"{apart} {article}": f"{together}{article}"
        for apart, together in (("de", "d"), ("em", "n"), ("por", "pel"))
        for article in ("o", "a", "os", "as")
    }
    | {"a o": "ao", "a os": "aos", "a a": "à", "a as": "às"},
    "fr": {"de le": "du", "de les": "des", "à le": "au", "à les": "aux"},
}
"""By language, what a preposition and the article after it become."""
