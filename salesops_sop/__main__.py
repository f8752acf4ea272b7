"""`python -m salesops_sop` is the command `sop`."""

from salesops_sop.cli import main

if __name__ == "__main__":
    main()
