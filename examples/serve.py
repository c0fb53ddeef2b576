"""Serve the page on the Belarus example: `make serve`, then open the address that it prints."""

import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = (HERE / "belarus" / "reports.jsonl", *sorted((HERE / "articles").glob("*.txt")))


def main() -> int:
    command = [sys.executable, "-c", "from dragoman.show.cli import main; main()"]
    with tempfile.TemporaryDirectory(prefix="dragoman-serve-") as folder:
        case = str(Path(folder) / "belarus.db")
        subprocess.run([*command, "--case", case, "add", *map(str, SOURCES)], check=True)
        try:
            return subprocess.run([*command, "--case", case, "serve", *sys.argv[1:]], check=False).returncode
        except KeyboardInterrupt:
            return 0


if __name__ == "__main__":
    sys.exit(main())
