"""Run the image's steps as a container would, with Linux's namespaces alone, where root may.

The root file system can't be written to, the process is the first of its kind and has no rights.
What Docker brings is taken from this machine: the system's folders, Python and the packages.
"""

import ast
import functools
import os
import shlex
import shutil
import subprocess
import sys
import time
from contextlib import AbstractContextManager
from pathlib import Path

from backhealth.environment import ROOT
from tests.image import copies, copy, last_stage, variables

SYSTEM = ("usr", "bin", "sbin", "lib", "lib64", "etc")
TOOLS = ("unshare", "nsenter", "setpriv", "chroot", "mount")
STOP_S = 60
CONTAIN = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c"]
ENTER = ["nsenter", "--mount", "--pid"]

# $1 is the root of the container, $2 its data; then the folders to show in it.
INSIDE = """
set -eu
root=$1 data=$2
shift 2
mount --make-rprivate /
mount --bind "$root" "$root"
# First, as one of the folders may lie in it.
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
for each; do
  mkdir -p "$root$each"
  mount --bind "$each" "$root$each"
  mount -o remount,bind,ro "$root$each"
done
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev"
for each in null zero urandom; do
  touch "$root/dev/$each"
  mount --bind "/dev/$each" "$root/dev/$each"
done
mkdir "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount --bind "$data" "$root/data"
mount -o remount,bind,ro "$root"
exec chroot "$root" sh -c "$COMMAND"
"""


@functools.cache
def is_possible() -> bool:
    """Return whether this user may make namespaces, which takes root on most systems."""
    if os.geteuid() != 0 or not all(map(shutil.which, TOOLS)):
        return False
    tried = ["unshare", "--mount", "--pid", "--fork", "mount", "-t", "tmpfs", "none", "/mnt"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0  # noqa: S603


class Container(AbstractContextManager["Container"]):
    """A container of the image with the given data folder, as compose.yaml runs it.

    `folder` is a place for its root file system, `env` what is set when it is run. `changed`:
    files of the image with other text, as in another release.
    """

    def __init__(
        self,
        folder: Path,
        data: Path,
        *,
        env: dict[str, str],
        changed: dict[str, str] | None = None,
    ) -> None:
        steps = last_stage((ROOT / "Dockerfile").read_text())
        self.folder, self.data, self.log = folder, data, folder.with_name(f"{folder.name}.log")
        self.work = next(step.value for step in steps if step.name == "WORKDIR")
        self.user = next(step for step in steps if "useradd" in step.value).words
        self.user = self.user[self.user.index("--uid") + 1]
        self.command = ast.literal_eval(next(s.value for s in steps if s.name == "CMD"))
        health = next(step.value for step in steps if step.name == "HEALTHCHECK")
        self.health = ast.literal_eval(health.partition("CMD ")[2])
        self._lay(steps, changed or {})
        given = variables(steps)
        path = given["PATH"].replace("$PATH", "/usr/local/bin:/usr/bin:/bin")
        self.env = {**given, "PATH": path, **env}
        os.chown(data, int(self.user), int(self.user))
        self._process: subprocess.Popen[bytes] | None = None

    def _lay(self, steps: list, changed: dict[str, str]) -> None:
        inside = self.folder / self.work.strip("/")
        for name in ("proc", "dev", "tmp", "data"):
            (self.folder / name).mkdir(parents=True)
        for sources, target in copies(steps):
            copy(ROOT, (ROOT / ".dockerignore").read_text(), sources, inside / target)
        for name, text in changed.items():
            (inside / name).write_text(text)
        for step in steps:
            if step.name == "RUN" and "compileall" in step.value:
                first = shlex.split(step.value.partition("&&")[0])
                command = [str(inside) if word == self.work else word for word in first[1:]]
                subprocess.run([sys.executable, *command], check=True)  # noqa: S603
        for name in SYSTEM:
            if Path("/", name).is_symlink():
                (self.folder / name).symlink_to(Path("/", name).readlink())
        # What this machine has in place of the stage that installs the packages.
        (self.folder / "venv").symlink_to(Path(sys.prefix).resolve())

    def _shown(self) -> list[str]:
        system = [f"/{name}" for name in SYSTEM if not Path("/", name).is_symlink()]
        return [*system, sys.base_prefix, str(Path(sys.prefix).resolve()), *_way_to(sys.prefix)]

    def _as_the_app(self, command: list[str]) -> str:
        rights = f"setpriv --reuid {self.user} --regid {self.user} --clear-groups"
        rights += " --no-new-privs --bounding-set=-all --inh-caps=-all"
        given = shlex.join(f"{name}={value}" for name, value in self.env.items())
        return f"cd {self.work} && exec {rights} env -i {given} {shlex.join(command)}"

    def __enter__(self) -> "Container":
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(  # noqa: S603
                [*CONTAIN, INSIDE, "sh", str(self.folder), str(self.data), *self._shown()],
                env={**os.environ, "COMMAND": self._as_the_app(self.command)},
                stdout=output,
                stderr=output,
            )
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()

    @property
    def first(self) -> int:
        """The number of the container's first process as this machine counts."""
        outer = self._process.pid
        return int(Path(f"/proc/{outer}/task/{outer}/children").read_text().split()[0])

    def is_over(self) -> bool:
        return self._process.poll() is not None

    def run(self, command: list[str]) -> "subprocess.CompletedProcess[str]":
        """Run something in the container, as `docker exec` does."""
        root = f"/proc/{self.first}/root"
        target = ["--target", str(self.first), f"--root={root}", f"--wd={root}"]
        return subprocess.run(  # noqa: S603
            [*ENTER, *target, "sh", "-c", self._as_the_app(command)],
            capture_output=True,
            text=True,
            check=False,
        )

    def stop(self) -> tuple[int, float]:
        """Stop as Docker does; return the status and the seconds that it took."""
        began = time.monotonic()
        os.kill(self.first, 15)
        status = self._process.wait(STOP_S)
        return status, time.monotonic() - began


def _way_to(prefix: str) -> list[str]:
    """Return the folder under which programs of the packages know themselves, if it is another."""
    shebang = Path(prefix, "bin", "gunicorn").read_text().split("\n", 1)[0]
    known = str(Path(shebang.removeprefix("#!")).parent.parent)
    return [] if known == str(Path(prefix).resolve()) else [known]
