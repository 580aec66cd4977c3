"""Which modules of a project import which when they are imported, and where that goes round."""
