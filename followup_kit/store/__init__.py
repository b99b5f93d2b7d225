"""The file a log is kept in: connections, schema steps, undo, settings, imports, backups. All SQL is here and in log.py."""
