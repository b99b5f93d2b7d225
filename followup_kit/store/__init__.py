"""The file a log is kept in: connections, schema steps, undo, settings, imports, backups; all SQL but log.py's."""
