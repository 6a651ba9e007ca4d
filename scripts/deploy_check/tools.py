"""What others know about the files: schemas, a linter, and the programs that read them for real."""
import os
import subprocess
import sys
import tempfile
from pathlib import Path

# Programs of the Python environment lie beside its interpreter, nginx where only root looks.
BIN = Path(sys.executable).parent
ENV = os.environ | {"PATH": f"{BIN}:{os.environ['PATH']}:/usr/sbin"}
# preStop.sleep came with 1.30.
KUBERNETES = ["1.30", "1.37"]
# Of 100. systemd calls everything below 50 "OK"; the unit had 12 when this was written.
EXPOSURE = 15
# Information and style are advice; warnings and errors are mistakes.
LINT = ["--failure-threshold", "warning", "--no-color"]


def lines_of(*command, quiet=False):
    """What a program complains of, if it fails, or in any case if it is to be quiet."""
    done = subprocess.run(command, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    if done.returncode == 0 and not quiet:
        return []
    return said or ([f"{command[0]} ended with {done.returncode}"] if done.returncode else [])


def compose(root, path):
    return lines_of("check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(root / path))


def kubernetes(root, path):
    return [
        line
        for version in KUBERNETES
        for line in lines_of("kubernetes-validate", "--strict", "--quiet", "-k", version, str(root / path))
    ]


def dockerfile(root, path):
    return lines_of("hadolint", *LINT, str(root / path))


def systemd(root, path):
    with tempfile.TemporaryDirectory() as place:
        # The program is not installed here, and systemd looks for it.
        unit = Path(place) / Path(path).name
        unit.write_text((root / path).read_text().replace("/usr/local/bin/dineqr", "/bin/true"))
        # An unknown key is only warned of.
        found = lines_of("systemd-analyze", "verify", str(unit), quiet=True)
        security = ["security", "--offline=true", "--no-pager", f"--threshold={EXPOSURE}", str(unit)]
        exposed = lines_of("systemd-analyze", *security)
        return found + exposed[-1:]


def nginx(root, path):
    with tempfile.TemporaryDirectory() as place:
        # The nodes have no address here, and /tmp is everybody's.
        lines = (root / path).read_text().splitlines()
        lines = [
            line.replace("node", "127.0.0.", 1) if line.endswith("# <- node") else line.replace("/tmp/", f"{place}/")
            for line in lines
        ]
        conf = Path(place) / "nginx.conf"
        conf.write_text("\n".join(lines))
        return lines_of("nginx", "-t", "-q", "-e", "stderr", "-p", place, "-c", str(conf))
