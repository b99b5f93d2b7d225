"""The words people write for a stage, a yes and a no, in the languages logs come in."""

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_STAGE_WORDS: dict[str, str] = {
    "saved": """
        saved, save, bookmarked, wishlist, wish list, to apply, need to apply, ready to apply, found, not contacted,
        didn't apply, did not apply, not applied, not applied yet, not yet applied, not pursued, interested,
        preparing, draft, planned, applying,
        gemerkt, vorgemerkt, geplant, noch nicht beworben, nicht beworben,
        à postuler, enregistré, sauvegardé, non postulé, pas postulé,
        guardado, guardada, por aplicar, por postular, sin aplicar, no aplicado,
        salvo, salva, salvada, a candidatar, não candidatado, para aplicar""",
    "applied": """
        applied, apply, easy applied, pending, waiting, ongoing, on going, active, awaiting response, awaiting reply,
        submitted, application submitted, application sent, sent, in progress, in process, under review, in review,
        no answer yet, no reply yet, no response yet, not heard back yet,
        beworben, in bearbeitung, bewerbung gesendet, abgeschickt, gesendet, eingereicht, ausstehend, offen beworben,
        warte auf antwort,
        postulé, candidature envoyée, envoyé, envoyée, en attente, en cours, en attente de réponse,
        inscrito, inscrita, aplicado, aplicada, postulado, postulada, enviado, enviada, pendiente, en proceso,
        en espera, solicitado, en curso,
        candidatado, candidatei, pendente, em andamento, aguardando, aguardando resposta, em análise""",
    "replied": """
        replied, responded, response received, answered, heard back, contacted,
        antwort erhalten, geantwortet, réponse reçue, répondu, respondido, respuesta recibida, resposta recebida""",
    "screening": """
        screening, screen, recruiter, recruiter inquiry, recruiter call, recruiter screen, recruiter outreach,
        recruiter contacted, phone, phone screen, phone screening, phone call, hr screen, initial screen,
        coding challenge, code challenge, coding test, codesignal, code signal, hackerrank, online assessment, oa,
        assessment, auto int, automated interview, take home, take home test, skills test, test, aptitude test,
        telefonat, telefongespräch, vorauswahl, einstellungstest,
        présélection, appel téléphonique, test technique,
        preselección, llamada, prueba, prueba técnica, evaluación,
        triagem, ligação, teste, teste técnico, avaliação""",
    "interviewing": """
        interviewing, interview, interviews, interviewed, int, virtual video int, virutal video int, virtual int,
        virutal int, video int, virtual, virutal, video, video interview, hr, technical, panel, case study,
        final round, final, on campus, on site, onsite, in person, first round, second round, third round,
        interview scheduled, interview invitation, interview invite, invited to interview, selected for interview,
        vorstellungsgespräch, gespräch, eingeladen, einladung, interview geplant, bewerbungsgespräch,
        entretien, entretiens, entretien prévu, convoqué, entretien d'embauche,
        entrevista, entrevistas, entrevistado, entrevistada, en entrevista, em entrevista""",
    "offer": """
        offer, offered, offer received, offer extended, job offer, negotiating, negotiation,
        angebot, angebot erhalten, zusage, offre, offre reçue, oferta, oferta recibida, oferta recebida, proposta""",
    "accepted": """
        accepted, offer accepted, accepted offer, hired, signed, got the job, joined, started,
        angenommen, angebot angenommen, eingestellt, accepté, acceptée, offre acceptée, embauché, embauchée,
        aceptado, aceptada, oferta aceptada, contratado, contratada, aceito, aceita, oferta aceita""",
    "rejected": """
        rejected, rejection, reject, auto rejected, auto rejection, auto reject, denied, declined, turned down,
        not selected, unsuccessful, regret, no longer under consideration, position removed, application closed,
        closed, cancelled, canceled, role filled, position filled, filled, position closed, not moving forward,
        rejected after interview, rejection after interview,
        abgesagt, absage, abgelehnt, stelle besetzt, besetzt,
        refusé, refusée, refus, rejeté, rejetée, réponse négative, poste pourvu, non retenu, non retenue,
        rechazado, rechazada, rechazo, descartado, descartada, no seleccionado, proceso cerrado, finalizado,
        rejeitado, rejeitada, recusado, recusada, reprovado, reprovada, não selecionado, vaga encerrada""",
    "withdrawn": """
        withdrawn, withdrew, withdraw, i withdrew, application withdrawn, declined offer, offer declined,
        declined by me, turned offer down,
        zurückgezogen, bewerbung zurückgezogen, angebot abgelehnt,
        retiré, retirée, candidature retirée, désisté, offre refusée, offre déclinée,
        retirado, retirada, oferta rechazada, desistí, renuncié, desistiu, desisti, oferta recusada""",
    "ghosted": """
        ghosted, ghosting, no response, no reply, no answer, never heard back, not heard back,
        suspected ghost job, ghost job,
        keine antwort, keine rückmeldung, keine reaktion, sans réponse, pas de réponse, aucune réponse,
        sin respuesta, no contestaron, sem resposta, sem retorno""",
}

_IMPLIED: dict[str, str] = {
    "interviewing": "rejected after interview, rejection after interview",
    "offer": """declined offer, offer declined, turned offer down, offer accepted, accepted offer, angebot abgelehnt,
        angebot angenommen, offre refusée, offre déclinée, offre acceptée, oferta rechazada, oferta aceptada,
        oferta recusada, oferta aceita""",
}

_YES = "yes, y, x, ok, okay, done, true, checked, completed, passed, ja, oui, si, sim, j, s, hecho, fait, feito"
_NO = "no, n, nope, false, nein, non, nao, 0"
_NOTHING = "na, n a, none, nil, null, not applicable"
_TICKS = frozenset("✓✔☑✅👍")
_CROSSES = frozenset("✗✘❌❎👎")
_EMPTY = frozenset("-\u2013\u2014/?. ")
_NEGATIONS = {"no", "not", "without", "after", "before", "nach", "kein", "sans", "sin", "sem", "reject", "rejected"}


@lru_cache(maxsize=50_000)
def fold(text: str) -> str:
    """Return text without case, accents, emoji, punctuation and stretched letters, for comparing words.

    Examples
    --------
    >>> fold("  Reeejected :( ")
    'rejected'
    >>> fold("Virtual/Video Int.")
    'virtual video int'
    """
    plain = unicodedata.normalize("NFKD", text.casefold().replace("'", "").replace("\u2019", ""))
    letters = "".join(
        " " if not (mark.isalnum() or unicodedata.combining(mark)) else mark
        for mark in plain
        if not unicodedata.combining(mark)
    )
    return " ".join(re.sub(r"([^\W\d])\1{2,}", r"\1", letters).split())


def _table(words: Mapping[str, str]) -> dict[str, str]:
    return {fold(word): meaning for meaning, listed in words.items() for word in listed.split(",")}


_STAGE_OF = _table(_STAGE_WORDS)
_IMPLIED_BY = _table(_IMPLIED)
_YES_WORDS = {fold(word) for word in _YES.split(",")}
_NO_WORDS = {fold(word) for word in _NO.split(",")}
_NOTHING_WORDS = {fold(word) for word in _NOTHING.split(",")}


def stages_of(word: str) -> tuple[str, ...] | None:
    """Return the stages a status word stands for, or None where a person has to say.

    Most words are one stage. An offer that was declined is two: the offer came, and was turned down.

    Examples
    --------
    >>> stages_of("Auto-Rejected")
    ('rejected',)
    >>> stages_of("Offer Declined")
    ('offer', 'withdrawn')
    >>> stages_of("expired") is None
    True
    """
    folded = fold(word)
    stage = _STAGE_OF.get(folded)
    if stage is None:
        # "HR / hiring manager interview", "2nd interview": whatever kind of interview, it is one.
        kinds = folded.split()
        if kinds and kinds[-1] in ("interview", "interviews") and len(kinds) <= 6 and _NEGATIONS.isdisjoint(kinds):
            return ("interviewing",)
        return None
    implied = _IMPLIED_BY.get(folded)
    return (implied, stage) if implied else (stage,)


def says_nothing(text: str) -> bool:
    """Say whether a cell is as good as empty: ``-``, ``n/a``, ``none``."""
    return _EMPTY.issuperset(text) or (len(text) < 20 and fold(text) in _NOTHING_WORDS)


def yes_or_no(text: str) -> bool | None:
    """Say whether a cell ticks its column: True, False (also where it says nothing), or None for another text.

    Examples
    --------
    >>> yes_or_no("✓"), yes_or_no("n/a"), yes_or_no("TBD")
    (True, False, None)
    """
    marks = set(text) - {" ", "\ufe0f"}
    if marks <= _CROSSES or says_nothing(text):
        return False
    if marks <= _TICKS:
        return True
    folded = fold(text)
    if folded.isdecimal() and len(folded) <= 2:
        return int(folded) > 0  # how many times
    return True if folded in _YES_WORDS else False if folded in _NO_WORDS else None
