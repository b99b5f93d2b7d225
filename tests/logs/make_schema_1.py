"""Make schema-1.db, a log as version 1 of the schema wrote it: ``python tests/logs/make_schema_1.py``.

Run once, when the version was new. Later versions of the kit only open the file; they never make it again.
"""

import shutil
import tempfile
from pathlib import Path

import followup_kit as fk
from followup_kit.schema import ImportRow

HERE = Path(__file__).resolve().parent


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        log = fk.open_log(Path(folder) / "schema-1.db")
        log.settings.update(seeker_name="Robin Castellane", country="US", weekend=[5, 6])
        row = ImportRow(
            "https://example.org/1", {"company": "Birch Labs", "role": "Analyst"}, (("applied", None, "sent"),)
        )
        log.remember("status", "Absage", "rejected")
        log.add_import("old.csv", "ab" * 32, [row])
        arbor = log.add_application("Arbor Clinic", "Nurse", applied_on="2026-03-02", decision_by="2026-03-20")
        interview = log.add_interview(
            arbor,
            held_on="2026-03-09",
            mode="in_person",
            topics="rota",
            debriefed_on="2026-03-09",
            interviewers=[{"name": "Dr. Ada Marchetti", "email": "ada@example.org", "remembered": "fifth chair"}],
        )
        log.add_message("thank_you", interview_id=interview, channel="handwritten", sent_on="2026-03-10")
        log.add_message("check_in", arbor, body="Dear Dr. Marchetti,\n")
        log.add_feedback(arbor, "2026-03-27", "Good.", themes=["brief"], worked_on="2026-03-30")
        log.snooze("check_in:2:1:-:1", "2026-04-06", "on leave")
        log.set_stage(arbor, "rejected", "2026-03-26", "by e-mail")
        shutil.copyfile(log.path, HERE / "schema-1.db")


if __name__ == "__main__":
    main()
