"""`python -m standards_hooks.rules.query_in_loop`."""

from standards_hooks.rules.query_in_loop import main


raise SystemExit(main())
