"""Exception handlers: what they catch, how control leaves them, and where the exception goes."""
