"""`python -m standards_hooks.rules.docstring_sections`."""

from standards_hooks.rules.docstring_sections import main


raise SystemExit(main())
