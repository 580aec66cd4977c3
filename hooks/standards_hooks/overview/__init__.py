"""`standards report`: how a repository stands, on one page for people."""
