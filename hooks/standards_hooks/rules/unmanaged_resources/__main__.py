"""`python -m standards_hooks.rules.unmanaged_resources`."""

from standards_hooks.rules.unmanaged_resources import main


raise SystemExit(main())
