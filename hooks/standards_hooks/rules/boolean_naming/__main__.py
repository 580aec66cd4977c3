"""`python -m standards_hooks.rules.boolean_naming`."""

from standards_hooks.rules.boolean_naming import main


raise SystemExit(main())
