"""`python -m standards_hooks.rules.sensitive_logging`."""

from standards_hooks.rules.sensitive_logging import main


raise SystemExit(main())
