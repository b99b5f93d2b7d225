"""The definitions read aloud, one application at a time: slow, and written apart from the code they check."""

from datetime import date


def valid(day: date | None, applied: date) -> date | None:
    """Leave out what is dated before the application."""
    return None if day is None or day < applied else day


def follow(row: dict, as_of: date, kind: str) -> tuple[str, int | None, bool]:
    """Return how an application ended, after how many days, and whether an answer of it has no date."""
    applied = row["applied_on"]
    first_answer = valid(row["responded_on"], applied)
    answer_has_no_date = first_answer is None and (row["responded"] or row["responded_on"] is not None)
    positive = valid(row["advanced_on"], applied)
    if first_answer is None and not answer_has_no_date:
        first_answer = positive
        answer_has_no_date = positive is None and row["advanced_on"] is not None
    elif first_answer is not None and positive is not None:
        first_answer = min(first_answer, positive)
    if kind == "any":
        answer, certain, uncertain = first_answer, answer_has_no_date, False
    else:
        answer = positive
        held = row["interviewed_on"]
        interviewed = row["n_interviews"] > 0 if held is None else held <= as_of
        responded = answer_has_no_date or (first_answer is not None and first_answer <= as_of)
        certain = answer is None and (row["advanced_on"] is not None or (responded and interviewed))
        uncertain = answer is None and not certain and answer_has_no_date
    withdrawn = valid(row["withdrawn_on"], applied)
    rejected = valid(row["rejected_on"], applied)
    if kind == "positive" and withdrawn and rejected and rejected <= withdrawn:
        withdrawn = None
    if certain:
        return "undated", None, True
    answered_yet = answer is not None and answer <= as_of
    withdrawn_yet = withdrawn is not None and withdrawn <= as_of
    if withdrawn_yet and (answer is None or withdrawn < answer):
        end = "withdrawn, then answered" if answered_yet else "withdrawn"
        return end, (withdrawn - applied).days, uncertain
    if answered_yet:
        return "answered", (answer - applied).days, uncertain
    return "waiting", (as_of - applied).days, uncertain


def month(day: date) -> str:
    return f"{day.year}-{day.month:02}"


def response_rates(rows: list[dict], as_of: date, within: int | None, kind: str, period=month) -> dict:
    """Return {(source, period): (n_applied, n_mature, n_responded, mature, n_undated)}."""
    counts: dict = {}
    for row in rows:
        if row["applied_on"] is None or row["applied_on"] > as_of:
            continue
        count = counts.setdefault((row["source"], period(row["applied_on"])), [0, 0, 0, True, 0])
        end, days, undated = follow(row, as_of, kind)
        count[0] += 1
        count[4] += undated
        if undated:
            count[3] = False
        if within is None:
            count[1] += 1
            count[2] += end in ("answered", "undated", "withdrawn, then answered")
            continue
        if (as_of - row["applied_on"]).days < within:
            count[3] = False
            continue
        if end.startswith("withdrawn") and days < within:
            continue
        count[1] += 1
        count[2] += end == "answered" and days <= within
    return {key: tuple(count) for key, count in counts.items()}


def feedback_rates(rows: list[dict], as_of: date) -> dict:
    """Return {(source, month): (n_rejected, n_asked, n_received, n_waiting)}."""
    counts: dict = {}
    for row in rows:
        applied, rejected, asked = row["applied_on"], row["rejected_on"], row["feedback_asked_on"]
        if applied is None or applied > as_of or rejected is None or not applied <= rejected <= as_of:
            continue
        if row["interviewed_on"] is not None:
            if row["interviewed_on"] > rejected:
                continue
        elif row["n_interviews"] == 0:
            continue
        count = counts.setdefault((row["source"], month(rejected)), [0, 0, 0, 0])
        count[0] += 1
        if asked is not None and asked <= as_of:
            count[1] += 1
            received = row["feedback_received_on"]
            if received is not None and asked <= received <= as_of:
                count[2] += 1
            elif (as_of - asked).days < 30:
                count[3] += 1
    return {key: tuple(count) for key, count in counts.items()}


def follow_up_times(rows: list[dict], as_of: date, kind: str) -> tuple[list[int], list[int]]:
    """Return the days until each response, and the days each other application was followed."""
    answered, censored = [], []
    for row in rows:
        if row["applied_on"] is None or row["applied_on"] > as_of:
            continue
        end, days, _ = follow(row, as_of, kind)
        if end == "answered":
            answered.append(days)
        elif end != "undated":
            censored.append(days)
    return answered, censored
