"""``python -m wenku``: the command line without the installed script."""

from wenku.cli import main

if __name__ == "__main__":
    main(prog_name="wenku")
