"""The tree of thematic layers (专题图层) in the drawer of the one map."""
