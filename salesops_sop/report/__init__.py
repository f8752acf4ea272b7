"""What commands print: a module for each format, and a package where a command has several."""
