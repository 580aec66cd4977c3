"""What repository rules expect of a project as a whole, and the waivers of it."""
