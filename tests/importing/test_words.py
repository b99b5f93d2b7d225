"""Status words: what they mean, whatever their case, blanks, emoji and punctuation."""

import pytest

from followup_kit.importing import preview, read_applications
from followup_kit.importing.words import says_nothing, stages_of, yes_or_no

KNOWN = {
    "saved": "Saved, To Apply, Need to apply, Ready to Apply, found, Not Contacted, Didn't apply, Not Pursued",
    "applied": """Applied, Easy Applied, Pending, waiting, ongoing, Active, Awaiting Response, In Bearbeitung,
        Inscrito""",
    "screening": "Recruiter, Phone Screen, Coding Challenge, CodeSignal, Assessment, Auto Int.",
    "interviewing": """Interview, interviewing, Virtual/Video Int., Virutal/Video Int., HR, Technical, Panel,
        Case Study, Final Round, On-Campus, Onsite""",
    "offer": "Offer",
    "accepted": "Accepted!, Offer Accepted, HIRED …",
    "rejected": """Rejected, Rejection, Auto-Rejected, abgesagt, Position Removed, Application Closed, Cancelled,
        Role Filled""",
    "withdrawn": "Withdrew, Withdrawn, Declined offer, Offer Declined",
    "ghosted": "Ghosted, No Response, Suspected Ghost Job",
}
ABROAD = {
    "applied": "Beworben, Postulé, En attente, Aplicado, Pendiente, Candidatado, Em andamento",
    "interviewing": "Vorstellungsgespräch, Entretien, Entrevista, Eingeladen",
    "rejected": "Abgelehnt, Absage, Refusé, Refusée, Rechazado, Descartado, Rejeitado, Recusada",
    "offer": "Angebot, Zusage, Offre, Oferta",
    "accepted": "Angenommen, Acceptée, Aceptado, Aceito",
    "withdrawn": "Zurückgezogen, Retirée, Retirado, Desisti",
    "ghosted": "Keine Antwort, Sans réponse, Sin respuesta, Sem resposta",
    "saved": "Gemerkt, À postuler, Guardado, Salva",
}


@pytest.mark.parametrize(
    ("stage", "word"),
    [(stage, word.strip()) for table in (KNOWN, ABROAD) for stage, words in table.items() for word in words.split(",")],
)
def test_known_words(stage, word):
    for text in (word, word.upper(), f"  {word.lower()} ", f"✅ {word}", f"{word}!", f"{word} 🙁", f"{word}."):
        assert stages_of(text)[-1] == stage


@pytest.mark.parametrize("word", ["expired", "Other", "TBD", "Unknown", "Open", "No interview", "interesting", "x", ""])
def test_words_a_person_has_to_explain(word):
    assert stages_of(word) is None


def test_an_offer_that_was_declined_came_first():
    assert stages_of("Offer Declined") == ("offer", "withdrawn")
    assert stages_of("Offer accepted") == ("offer", "accepted")
    assert stages_of("Rejected after interview") == ("interviewing", "rejected")


def test_stretched_words():
    assert stages_of("reeejected") == stages_of("Rejectedddd :(") == ("rejected",)


def test_ticks():
    assert all(yes_or_no(text) is True for text in ("yes", "X", "ok", "✓", "✔️", "TRUE", "2", "Ja", "Sí", "sim", "oui"))
    assert all(yes_or_no(text) is False for text in ("No ", "n/a", "-", "—", "", "0", "FALSE", "✗", "nein", "não"))
    assert all(yes_or_no(text) is None for text in ("TBD", "Other", "maybe", "expired"))
    assert says_nothing("N/A") and says_nothing("-") and not says_nothing("no")


def test_unknown_words_are_asked_with_their_count_and_keep_their_rows(written):
    path = written(
        "Company,Date applied,Status\nArbor Clinic,2026-03-02,Expired\nCivic Library,2026-03-03,expired\n"
        "Dune Press,2026-03-04,Parked\nElm School,2026-03-05,Rejected\n"
    )
    frame, problems = read_applications(path)
    assert frame.stage.tolist() == ["applied", "applied", "applied", "rejected"]
    assert problems.value.tolist() == ["Expired", "expired", "Parked"] and problems.kept.all()
    seen = preview(path)
    assert [(question.parameter, question.about) for question in seen.questions] == [
        ("status_words", "Expired"),
        ("status_words", "Parked"),
    ]
    assert seen.unknown_words == {"Expired": 2, "Parked": 1}
    frame, problems = read_applications(path, status_words={"EXPIRED": "rejected", "parked": ""})
    assert frame.stage.tolist() == ["rejected", "rejected", "applied", "rejected"] and problems.empty


def test_an_answer_overrules_a_known_word(written):
    path = written("Company,Date applied,Status\nArbor Clinic,2026-03-02,Closed\n")
    assert read_applications(path)[0].stage.tolist() == ["rejected"]
    assert read_applications(path, status_words={"Closed": "withdrawn"})[0].stage.tolist() == ["withdrawn"]
