"""`python -m standards_hooks.rules.blocking_async`."""

from standards_hooks.rules.blocking_async import main


raise SystemExit(main())
