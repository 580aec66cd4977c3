"""`python -m standards_hooks.rules.structured_logging`."""

from standards_hooks.rules.structured_logging import main


raise SystemExit(main())
