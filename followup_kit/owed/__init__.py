"""What is owed, kind by kind, from what is known on a day; the front door is `followup_kit.etiquette`."""
