"""`python -m standards_hooks.rules.blanket_suppressions`."""

from standards_hooks.rules.blanket_suppressions import main


raise SystemExit(main())
