#!/usr/bin/env python3
"""Fails where a bootstrap that is killed and started again, or shared by processes, ends with other
bytes than an undisturbed one.

usage: bootstrap_checkpoint_test.py TRUSTSEM CHECKOUT [MPIRUN TRUSTSEM_MPI]
"""
import contextlib
import os
import pathlib
import random
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from mpi_launch import ENVIRONMENT, children_of

TRUSTSEM, CHECKOUT = sys.argv[1:3]
MPIRUN, TRUSTSEM_MPI = sys.argv[3:5] if len(sys.argv) > 3 else (None, None)
DATA = pathlib.Path(CHECKOUT) / "tests/reference/data/holzinger.csv"
MODEL = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9\n"


class BootstrapTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder_holder = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.folder_holder.name)
        cls.model = cls.folder / "model.lav"
        cls.model.write_text(MODEL)
        # Long enough to be killed in the middle, on machines of any speed.
        begin = time.monotonic()
        cls.run_once(cls, 500, {})
        each = (time.monotonic() - begin) / 500
        cls.count = min(20000, max(2000, int(2 / each)))
        cls.undisturbed = cls.run_once(cls, cls.count, {})

    @classmethod
    def tearDownClass(cls):
        cls.folder_holder.cleanup()

    def setUp(self):
        self.checkpoint = self.folder / f"{self.id()}.checkpoint"
        self.output = self.folder / f"{self.id()}.json"

    def command(self, count, more, processes=0):
        """`more`: options with their values, which take the place of those here."""
        launch = [MPIRUN, "-n", processes, TRUSTSEM_MPI] if processes else [TRUSTSEM]
        options = {"--data": DATA, "--bootstrap": count, "--seed": 7, "--format": "json"} | more
        return [str(word) for word in [*launch, "fit", self.model,
                                       *(word for option in options.items() for word in option)]]

    def run_once(self, count, more, processes=0):
        run = subprocess.run(BootstrapTest.command(self, count, more, processes), env=ENVIRONMENT,
                             capture_output=True, timeout=300)
        if run.returncode:
            raise AssertionError(run.stderr.decode())
        return run.stdout

    def resume(self, processes=0):
        """Kills the run at random moments until one comes to its end; how often it was killed."""
        moments = random.Random(1)
        for killed in range(500):
            run = subprocess.Popen(
                self.command(self.count, {"--checkpoint": self.checkpoint, "--output": self.output},
                             processes),
                env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            try:
                _, error = run.communicate(timeout=moments.uniform(0.05, 0.7 + 0.7 * processes))
                self.assertEqual(run.returncode, 0, error.decode())
                return killed
            except subprocess.TimeoutExpired:
                for process in [run.pid, *children_of(run.pid)]:
                    with contextlib.suppress(ProcessLookupError):
                        os.kill(process, signal.SIGKILL)
                run.communicate()
            if self.output.exists():  # killed at its very end, when the report was written
                return killed
        self.fail("the run does not get on")

    def refused(self, more):
        run = subprocess.run(self.command(500, {"--checkpoint": self.checkpoint} | more),
                             capture_output=True, text=True)
        self.assertEqual((run.returncode, run.stdout), (2, ""), run.stderr)
        last = run.stderr.splitlines()[-1]
        self.assertTrue(last.startswith(f"trustsem: {self.checkpoint}: "), last)
        return last


class OneProcess(BootstrapTest):
    def test_killed_again_and_again(self):
        killed = self.resume()
        self.assertGreater(killed, 0)
        self.assertTrue(self.output.read_bytes() == self.undisturbed)
        # All is there: nothing is computed.
        self.assertTrue(self.run_once(self.count, {"--checkpoint": self.checkpoint})
                        == self.undisturbed)

    def test_threads_may_change_on_the_way(self):
        run = subprocess.Popen(self.command(self.count, {"--checkpoint": self.checkpoint,
                                                         "--threads": 1}),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        while not self.checkpoint.exists() or self.checkpoint.stat().st_size < 10000:
            self.assertIsNone(run.poll())
        run.kill()
        run.communicate()
        self.assertTrue(self.run_once(self.count, {"--checkpoint": self.checkpoint, "--threads": 3})
                        == self.run_once(self.count, {"--threads": 3}))

    def test_more_replicates_go_on_from_fewer(self):
        self.run_once(500, {"--checkpoint": self.checkpoint})
        size = self.checkpoint.stat().st_size
        self.assertTrue(self.run_once(self.count, {"--checkpoint": self.checkpoint})
                        == self.undisturbed)
        self.assertGreater(self.checkpoint.stat().st_size, size)

    def test_the_output_may_not_take_the_place_of_the_checkpoint(self):
        run = subprocess.run(self.command(500, {"--checkpoint": self.checkpoint,
                                                "--output": self.checkpoint}),
                             capture_output=True, text=True)
        self.assertEqual(run.returncode, 2, run.stderr)
        self.assertIn("is also read, as --checkpoint", run.stderr)

    def test_another_run_and_damage_are_refused(self):
        self.run_once(500, {"--checkpoint": self.checkpoint})
        self.assertIn("belongs to another run", self.refused({"--seed": 8}))
        self.assertIn("belongs to another run", self.refused({"--fixed-x": "false"}))
        self.assertIn("belongs to another run", self.refused({"--estimator": "GLS"}))
        data = self.folder / "other.csv"
        data.write_text("\n".join(DATA.read_text().splitlines()[:-1]) + "\n")
        self.assertIn("belongs to another run", self.refused({"--data": data}))
        whole = self.checkpoint.read_bytes()
        for at in (0, 50, len(whole) // 2, len(whole) - 1):
            damaged = bytearray(whole)
            damaged[at] ^= 1
            self.checkpoint.write_bytes(damaged)
            self.assertIn("damaged", self.refused({}))
        self.checkpoint.write_text(MODEL)
        self.assertIn("no checkpoint of trustsem", self.refused({}))


class SeveralProcesses(BootstrapTest):
    def test_the_same_bytes(self):
        for processes in (1, 4):
            self.assertTrue(self.run_once(self.count, {}, processes) == self.undisturbed)

    def test_killed_again_and_again(self):
        killed = self.resume(4)
        self.assertGreater(killed, 0)
        self.assertTrue(self.output.read_bytes() == self.undisturbed)


if __name__ == "__main__":
    tests = ["OneProcess"] + (["SeveralProcesses"] if MPIRUN else [])
    unittest.main(argv=sys.argv[:1], defaultTest=tests, verbosity=2)
