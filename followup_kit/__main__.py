"""``python -m followup_kit`` is ``followup-kit``."""

from followup_kit.cli import main

if __name__ == "__main__":
    main()
