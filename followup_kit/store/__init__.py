"""The file a log is kept in: connections, schema steps, undo, settings, imports. All SQL is here and in log.py."""
