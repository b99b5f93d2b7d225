"""What a column is, told by its header."""

import re

from followup_kit.importing.words import fold

# What a column can be taken for, and how a person is told so.
FIELDS = {
    "company": "the company",
    "role": "the role",
    "source": "where it was found",
    "location": "the place",
    "url": "the link",
    "notes": "notes",
    "id": "the source's own number",
    "decision_by": "the day they said they would decide by",
    "status": "the status",
    "status_on": "the day of the status",
    "responded_on": "the day of the first answer",
    "selected": "whether they chose you for an interview",
    "added_on": "the day it was written down",
    "saved": "saved: the day, or a tick",
    "applied": "applied: the day, or a tick",
    "replied": "an answer: the day, or a tick",
    "screening": "screening: the day, or a tick",
    "interviewing": "interview: the day, or a tick",
    "offer": "offer: the day, or a tick",
    "accepted": "accepted: the day, or a tick",
    "rejected": "rejected: the day, or a tick",
    "withdrawn": "withdrawn: the day, or a tick",
    "ghosted": "no answer ever: the day, or a tick",
    "from_stage": "the stage moved from",
    "to_stage": "the stage moved to",
    "keep": "kept in the notes, under its header",
    "leave": "not imported",
}
STAGE_FIELDS = (
    "saved",
    "applied",
    "replied",
    "screening",
    "interviewing",
    "offer",
    "accepted",
    "rejected",
    "withdrawn",
    "ghosted",
)
DATE_FIELDS = ("decision_by", "status_on", "responded_on", "added_on", *STAGE_FIELDS)
IDENTIFYING = ("company", "role", "url")

_ALIASES = {
    "company": """
        company, company name, companies, employer, employer name, organisation, organization, org, firm, business,
        company organization, company applied to, name of company, workplace, agency,
        firma, unternehmen, arbeitgeber, firmenname, betrieb,
        entreprise, société, employeur, nom de l'entreprise, nom entreprise,
        empresa, compañía, empleador, nombre de la empresa, organización,
        companhia, empregador, nome da empresa, organização""",
    "role": """
        role, role name, roles, title, job title, position, position title, position name, job, job name, job role,
        job position, role title, role position, position applied for, vacancy, opening, posting,
        stelle, stellenbezeichnung, position stelle, jobtitel, job titel, berufsbezeichnung, rolle, stellentitel,
        poste, intitulé du poste, intitulé, titre du poste, fonction, offre d'emploi, nom du poste,
        puesto, cargo, vacante, rol, título del puesto, nombre del puesto, posición,
        vaga, função, título da vaga, nome da vaga, posição""",
    "source": """
        source, job source, job board, found on, found at, where found, platform, site, portal, job site, channel,
        applied via, applied through, applied on platform, how found, website source, referral source, via,
        quelle, plattform, gefunden auf, gefunden bei, jobbörse, jobportal,
        plateforme, source de l'offre, trouvé sur, site d'emploi,
        fuente, plataforma, encontrado en, portal de empleo, origen,
        fonte, origem, encontrado em, site de vagas""",
    "location": """
        location, job location, city, place, city state, town, office, office location, where,
        ort, standort, arbeitsort, stadt, lieu, localisation, ville, lieu de travail,
        ubicación, lugar, ciudad, localidad, localização, local, cidade""",
    "url": """
        url, link, job url, job link, application link, application url, posting link, posting url, job posting,
        job posting link, job posting url, link to posting, link to job, link to application, links, job ad,
        stellenanzeige, anzeige, link zur stelle, link zur anzeige, lien, lien de l'offre, lien vers l'offre,
        enlace, enlace de la oferta, vínculo, link da vaga, link de la oferta""",
    "notes": """
        notes, note, comments, comment, remarks, details, additional notes, other notes, feedback notes,
        notizen, notiz, bemerkung, bemerkungen, anmerkungen, kommentar, kommentare,
        remarques, remarque, commentaires, commentaire, notas, nota, comentarios, comentario, observaciones,
        comentários, observações, anotações""",
    "id": "id, job id, application id, record id",
    "decision_by": """
        decision by, decision expected, decision expected by, expected decision date, hear back by, promised date,
        will decide by, entscheidung bis, décision avant le, decisión antes de, decisão até""",
    "status": """
        status, application status, current status, stage, current stage, result, results, outcome, state, phase,
        job status, final result, final outcome, response status, statusname, listname, application stage,
        stand, bewerbungsstatus, ergebnis, statut, état, résultat, étape,
        estado, estatus, resultado, etapa, fase, situação, estado de la solicitud, status da candidatura""",
    "status_on": """
        status date, date of status, status changed, status changed on, stage date, outcome date, result date,
        decision date, end date, date closed, closed date, date of outcome, date of decision, changed on, moved on,
        stage changed on, event date, statusdatum, datum status, date du statut, fecha del estado, data do status""",
    "responded_on": """
        response date, date of response, responded on, response, response received, response received on,
        date responded, reply date, date of reply, date replied, heard back, heard back on, date heard back,
        first response, first response date, employer response, company response, reply, reply received,
        antwort, antwort am, antwortdatum, rückmeldung, rückmeldung am, rückmeldedatum,
        réponse, date de réponse, réponse le, retour, respuesta, fecha de respuesta, resposta, data da resposta,
        data de resposta, retorno""",
    "selected": "selected for interview, selected for an interview, chosen for interview",
    "added_on": """
        date added, added on, added, added at, created, created at, created on, createdat, date created, entry date,
        date logged, erfasst am, erstellt am, date d'ajout, ajouté le, fecha de alta, añadido, data de inclusão""",
    "saved": "saved, saved date, date saved, saved on, date found, found on date, gemerkt am",
    "applied": """
        applied, applied date, date applied, applied on, applied at, application date, date of application,
        date application, date submitted, submitted, submitted on, submission date, date, day applied, when applied,
        date sent, sent, sent on, date of applying, apply date, application submitted, time, day, appliedat,
        applieddate, application sent, application sent on,
        datum, bewerbungsdatum, beworben, beworben am, bewerbung am, bewerbung vom, datum der bewerbung, gesendet am,
        date de candidature, date candidature, postulé le, candidature envoyée le, date d'envoi, envoyé le,
        fecha, fecha de solicitud, fecha de aplicación, fecha de postulación, fecha de candidatura, aplicado el,
        fecha de envío, fecha de inscripción,
        data, data da candidatura, data de candidatura, data de inscrição, candidatado em, data de envio,
        data da inscrição, data de aplicação""",
    "replied": "replied, responded, acknowledged by a person",
    "screening": """
        screening, screening date, recruiter, recruiter call, recruiter screen, recruiter screen date, phone,
        phone screen, phone screen date, phone screening, phone interview screen, coding challenge, code challenge,
        assessment, assessment date, online assessment, oa, oa date, take home, hackerrank, codesignal, coding test,
        screening call, hr screen, hr screening, telefongespräch, telefoninterview, présélection,
        entretien téléphonique, preselección, triagem""",
    "interviewing": """
        interview, interviews, interview date, interview dates, date of interview, interviewed, interviewed on,
        interviewing, got interview, interview received, first interview, second interview, third interview,
        interview 1, interview 2, interview 3, interview 4, 1st interview, 2nd interview, 3rd interview,
        final interview, technical interview, panel interview, hr interview, on campus, onsite, on site,
        onsite interview, final round, first round, second round, phone interview, video interview,
        virtual interview, in person interview, technical, panel, case study, invited to interview,
        vorstellungsgespräch, gespräch, interview am, gespräch am, bewerbungsgespräch, termin,
        entretien, date d'entretien, date entretien, entrevista, fecha de entrevista, data da entrevista""",
    "offer": "offer, offer date, date of offer, offered, offer received, angebot, zusage, offre, oferta, proposta",
    "accepted": "accepted, accepted date, date accepted, offer accepted, hired, angenommen, acceptée, aceptada, aceita",
    "rejected": """
        rejected, rejection, rejection date, date rejected, date of rejection, rejected on, denied, turned down,
        absage, absage am, abgesagt, refus, date de refus, refusé le, rechazo, fecha de rechazo, rejeitado,
        recusa, data da recusa""",
    "withdrawn": "withdrawn, withdrew, withdrawn on, withdrawal date, date withdrawn, zurückgezogen, retirée, retirada",
    "ghosted": "ghosted, ghosted on, no response, no reply",
    "from_stage": "from stage, from, old stage, previous stage, stage from",
    "to_stage": "to stage, to, new stage, next stage, moved to, stage to",
    # What people keep beside it that is private to them, or is no part of a log.
    "leave": """
        #, no, no., nr, nr., number, row, index, sl no, s no, sr no, nº, num, lfd nr,
        contact phone number, creator user id, creatoruserid, creatoruseremail, creatoruserfirstname""",
}
_FIELD_OF = {fold(alias): field for field, listed in _ALIASES.items() for alias in listed.split(",") if fold(alias)}


def field_of(header: str) -> str:
    """Return what a column with this header is taken for: a key of `FIELDS`, or empty where it is not known.

    Examples
    --------
    >>> field_of("Date Applied (MM/DD/YYYY)"), field_of("Bewerbungsdatum"), field_of("Salary")
    ('applied', 'applied', '')
    """
    folded = fold(header)
    return _FIELD_OF.get(folded) or _FIELD_OF.get(fold(re.sub(r"[(\[{].*?[)\]}]", " ", header)), "")
