"""`python -m standards_hooks.rules.environment_access`."""

from standards_hooks.rules.environment_access import main


raise SystemExit(main())
