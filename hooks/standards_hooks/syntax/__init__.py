"""From bytes to trees: reading, tokens, comments, nodes, newer syntax, concrete trees."""
