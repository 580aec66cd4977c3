"""`python -m standards_hooks.rules.toolchain_drift`."""

from standards_hooks.rules.toolchain_drift import main


raise SystemExit(main())
