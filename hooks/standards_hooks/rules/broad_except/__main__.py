"""`python -m standards_hooks.rules.broad_except`."""

from standards_hooks.rules.broad_except import main


raise SystemExit(main())
