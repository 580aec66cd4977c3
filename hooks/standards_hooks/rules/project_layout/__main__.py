"""`python -m standards_hooks.rules.project_layout`."""

from standards_hooks.rules.project_layout import main


raise SystemExit(main())
