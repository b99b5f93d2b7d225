"""Note: one note to one person, ready to be looked over and sent."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Note:
    """One note to one person. The kit writes it; you send it.

    Attributes
    ----------
    kind : {"thank_you", "check_in", "feedback_request"}
    recipient, title : str
        The person's name and position as noted; "" where nobody is.
    channel : {"handwritten", "email", "phone"}
        A card to copy by hand, an e-mail, or a script for a call.
    subject : str
        Of an e-mail; "" otherwise.
    body : str
        The text, from the greeting to your name. What is still to be filled in stands in square brackets.
    missing : tuple of str
        What is still to be filled in, in the order of the body.
    application_id : int
    interview_id, interviewer_id : int or None
    email, phone : str
        How to reach the person, where it is known.
    """

    kind: str
    recipient: str
    title: str
    channel: str
    subject: str
    body: str
    missing: tuple[str, ...]
    application_id: int
    interview_id: int | None
    interviewer_id: int | None
    email: str
    phone: str
