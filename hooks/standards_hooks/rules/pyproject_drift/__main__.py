"""`python -m standards_hooks.rules.pyproject_drift`."""

from standards_hooks.rules.pyproject_drift import main


raise SystemExit(main())
