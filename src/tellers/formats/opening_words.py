"""How paragraphs of resolutions begin, in English, Spanish, French and Portuguese.

Written from the common style of multilateral bodies: reasons begin with a participle, set in italics
in print ("Recalling", "Teniendo presente"), requests with a verb ("Urges", "Insta") or, in some
bodies, an infinitive ("1. To urge", "1. Instar"). Lower case; the longest that fits is taken.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["OPENINGS", "Openings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Openings:
    """The words of one language."""

    reasons: frozenset[str]
    reason_endings: tuple[str, ...]
    """Endings of a first word that is a participle, where the word itself is not listed."""
    requests: frozenset[str]
    request_endings: tuple[str, ...]
    """Endings of infinitives, for a numbered paragraph only."""
    before: frozenset[str]
    """Words that may stand first and say nothing: also, deeply."""
    articles: frozenset[str]
    """What the name of a body begins with."""
    frequent: frozenset[str]
    """Small words that tell the language."""


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip().replace("_", " ") for word in text.split())


OPENINGS = {
    "en": Openings(
        reasons=_words(
            "recalling noting bearing_in_mind mindful considering reaffirming affirming recognizing "
            "recognising convinced concerned alarmed aware conscious having taking_note "
            "taking_into_account emphasizing emphasising stressing underlining welcoming guided "
            "expressing acknowledging desiring desirous determined believing whereas in_view regretting "
            "deploring condemning encouraged observing seized acting pursuant reiterating appreciating "
            "highlighting cognizant confident disturbed inspired having_seen having_considered "
            "disappointed resolved"
        ),
        reason_endings=("ing",),
        requests=_words(
            "decides resolves requests urges calls calls_upon invites encourages recommends condemns "
            "deplores expresses reaffirms recognizes recognises welcomes notes takes_note demands "
            "instructs affirms declares endorses approves adopts thanks reiterates stresses emphasizes "
            "emphasises appeals supports commends establishes appoints authorizes authorises directs "
            "entrusts designates proclaims rejects confirms congratulates acknowledges considers remains "
            "regrets underlines reminds insists asks to"
        ),
        request_endings=(),
        before=_words("also further deeply gravely strongly solemnly fully again once more and"),
        articles=_words("the"),
        frequent=_words("the of and to in that by with its"),
    ),
    "es": Openings(
        reasons=_words(
            "recordando teniendo_presente teniendo_en_cuenta considerando reafirmando reconociendo "
            "tomando_nota observando consciente conscientes convencido convencida convencidos preocupado "
            "preocupada preocupados alarmado alarmada visto vista vistos vistas habiendo destacando "
            "subrayando acogiendo guiado guiada expresando lamentando deseando deseoso deseosa animado "
            "animada advirtiendo notando reiterando enfatizando resaltando afirmando celebrando "
            "deplorando que inspirado inspirada atento atenta en_vista teniendo decidido decidida"
        ),
        reason_endings=("ando", "endo"),
        requests=_words(
            "decide resuelve insta exhorta solicita pide invita alienta recomienda condena deplora "
            "expresa reafirma reconoce acoge toma_nota exige encarga afirma declara hace aprueba adopta "
            "agradece reitera subraya destaca llama apoya felicita establece designa autoriza rechaza "
            "confirma encomienda lamenta celebra observa urge ruega proclama respalda saluda instruye "
            "recuerda"
        ),
        request_endings=("ar", "er", "ir"),
        before=_words("también asimismo además profundamente sumamente plenamente gravemente y"),
        articles=_words("el la los las"),
        frequent=_words("el la los las de que en y del por con su"),
    ),
    "fr": Openings(
        reasons=_words(
            "rappelant considérant tenant_compte réaffirmant reconnaissant prenant_note notant conscient "
            "consciente conscients convaincu convaincue préoccupé préoccupée ayant soulignant accueillant "
            "guidé guidée exprimant regrettant vu désireux désireuse constatant se_félicitant gardant "
            "affirmant déplorant saluant réitérant alarmé alarmée résolu résolue tenant"
        ),
        reason_endings=("ant",),
        requests=_words(
            "décide prie demande invite encourage recommande condamne déplore exprime réaffirme reconnaît "
            "accueille prend_note exige charge affirme déclare fait approuve adopte remercie réitère "
            "souligne lance appuie félicite établit désigne autorise rejette confirme exhorte engage "
            "se_félicite appelle note constate proclame rappelle regrette salue demeure"
        ),
        request_endings=(),
        before=_words("également profondément gravement vivement aussi et"),
        articles=_words("le la les l'assemblée l'organisation"),
        frequent=_words("le la les de des que en et du par avec son"),
    ),
    "pt": Openings(
        reasons=_words(
            "recordando lembrando tendo_presente tendo_em_conta considerando reafirmando reconhecendo "
            "tomando_nota observando consciente conscientes convencido convencida preocupado preocupada "
            "alarmado alarmada visto vistos destacando sublinhando ressaltando acolhendo guiado guiada "
            "expressando lamentando desejando notando reiterando levando_em_conta ciente tendo desejoso "
            "desejosa"
        ),
        reason_endings=("ando", "endo", "indo"),
        requests=_words(
            "decide resolve insta exorta solicita pede convida encoraja incentiva recomenda condena "
            "deplora expressa reafirma reconhece acolhe toma_nota exige encarrega afirma declara endossa "
            "aprova adota agradece reitera sublinha destaca faz apela apoia felicita estabelece designa "
            "autoriza rejeita confirma lamenta saúda conclama recorda"
        ),
        request_endings=("ar", "er", "ir"),
        before=_words("também ainda profundamente plenamente gravemente e"),
        articles=_words("o a os as"),
        frequent=_words("o a os as de que em e do da por com não"),
    ),
}
