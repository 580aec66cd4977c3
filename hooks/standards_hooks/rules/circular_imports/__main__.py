"""`python -m standards_hooks.rules.circular_imports`."""

from standards_hooks.rules.circular_imports import main


raise SystemExit(main())
