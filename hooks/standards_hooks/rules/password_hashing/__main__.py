"""`python -m standards_hooks.rules.password_hashing`."""

from standards_hooks.rules.password_hashing import main


raise SystemExit(main())
