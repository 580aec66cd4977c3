"""`python -m standards_hooks.rules.env_files`."""

from standards_hooks.rules.env_files import main


raise SystemExit(main())
