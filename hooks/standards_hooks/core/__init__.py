"""What everything may import: errors, findings, options."""
