"""`python -m standards_hooks.rules.mutable_defaults`."""

from standards_hooks.rules.mutable_defaults import main


raise SystemExit(main())
