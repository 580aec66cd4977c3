"""`python -m standards_hooks.rules.relative_imports`."""

from standards_hooks.rules.relative_imports import main


raise SystemExit(main())
