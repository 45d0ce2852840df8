"""What the checks share: tables to read, runs of the program, a folder of their own."""

import os
import subprocess
import threading
import time

HEADER = b"UserName,FirstName,LastName,Email,Password,Phone,IsActiveUser,Address\n"
GOOD = b'ann,Ann,Lee,ann@example.com,Sunrise-2026,0114550101,true,"Tower 2, Riyadh"\n'
BAD = b"dan,Dan,Smith-Jones,dan@example.com,Harbour-1,,no,Jeddah\n"
MEGABYTE = 1 << 20


class Failed(Exception):
    """A check that found something else than it expected."""


def expect(condition, what):
    if not condition:
        raise Failed(what)


class Result:
    def __init__(self, code, output, errors, peak, seconds):
        self.code, self.output, self.errors, self.peak, self.seconds = code, output, errors, peak, seconds

    def expect(self, code, *words):
        """The exit code, words on standard error, and no trace of a crash."""
        shown = self.errors.decode(errors="replace")[-600:]
        expect(self.code == code, f"exit code {self.code}, expected {code}: {shown}")
        for word in words:
            expect(word in shown, f"'{word}' is not in: {shown}")
        for word in ("Fatal error", "Stack dump", "E901", "E902"):
            expect(word not in shown, shown)
        return self


class Bench:
    """A temporary folder, and the program to run in it."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.environment = {"PATH": "/usr/bin:/bin", "HOME": folder, "XDG_STATE_HOME": os.path.join(folder, "state")}

    def path(self, name):
        return os.path.join(self.folder, name)

    def table(self, name, size, bad_every=0):
        """Writes a table of about this many bytes and returns its path. Of so many records one breaks a rule."""
        block = GOOD * (bad_every - 1) + BAD if bad_every else GOOD
        block *= max(1, MEGABYTE // len(block))
        with open(self.path(name), "wb") as file:
            file.write(HEADER)
            while file.tell() < size:
                file.write(block)
        return self.path(name)

    def start(self, *arguments, **options):
        for stream in ("stdin", "stdout", "stderr"):
            options.setdefault(stream, subprocess.DEVNULL if stream == "stdin" else subprocess.PIPE)
        return subprocess.Popen(
            [self.program, *arguments], cwd=self.folder, env=self.environment, bufsize=0, **options)

    def run(self, *arguments, feed=None, timeout=120, **options):
        """Runs to the end. `feed` is an iterator of bytes for standard input."""
        if feed is not None:
            options["stdin"] = subprocess.PIPE
        began = time.monotonic()
        process = self.start(*arguments, **options)
        peak = [0]
        threads = [threading.Thread(target=watch_memory, args=(process, peak))]
        if feed is not None:
            threads.append(threading.Thread(target=pour, args=(feed, process.stdin)))
            # Standard input belongs to the thread now.
            process.stdin = None
        for thread in threads:
            thread.start()
        try:
            output, errors = process.communicate(timeout=timeout)
        finally:
            if process.poll() is None:
                process.kill()
        for thread in threads:
            thread.join()
        return Result(process.returncode, output or b"", errors or b"", peak[0], time.monotonic() - began)

    def expect_no_file(self, *names):
        for name in names:
            for left in (name, name + ".part"):
                expect(not os.path.lexists(self.path(left)), f"'{left}' was left behind")

    def remove(self, *names):
        for name in names:
            if os.path.lexists(self.path(name)):
                os.remove(self.path(name))


def pour(pieces, pipe):
    try:
        for piece in pieces:
            pipe.write(piece)
    except (BrokenPipeError, OSError):
        pass
    finally:
        pipe.close()


def watch_memory(process, peak):
    """Keeps the peak resident memory in bytes. The rusage of a child would count the memory of this interpreter too."""
    while process.poll() is None:
        try:
            with open(f"/proc/{process.pid}/status") as status:
                for line in status:
                    if line.startswith("VmHWM:"):
                        peak[0] = max(peak[0], int(line.split()[1]) * 1024)
        except (FileNotFoundError, ProcessLookupError):
            return
        time.sleep(0.005)


def wait_until(condition, what, seconds=30):
    end = time.monotonic() + seconds
    while not condition():
        expect(time.monotonic() < end, f"waited {seconds} s: {what}")
        time.sleep(0.002)


def size_of(path):
    try:
        return os.stat(path).st_size
    except FileNotFoundError:
        return 0
