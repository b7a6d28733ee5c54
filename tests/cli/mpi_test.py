#!/usr/bin/env python3
"""Fails where several processes do not do what one does.

usage: mpi_test.py MPIRUN REPLICATES TRUSTSEM TRUSTSEM_MPI CHECKOUT

REPLICATES is tests/cli/mpi_replicates.cc, which says what its arguments mean.
"""
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time
import unittest

from mpi_launch import ENVIRONMENT, children_of

LAUNCHER, REPLICATES, TRUSTSEM, TRUSTSEM_MPI, CHECKOUT = sys.argv[1:6]
DATA = pathlib.Path(CHECKOUT) / "tests/reference/data/holzinger.csv"


def mpirun(processes, *command):
    return subprocess.run([LAUNCHER, "-n", str(processes), *map(str, command)], env=ENVIRONMENT,
                          capture_output=True, text=True, encoding="utf-8", timeout=120)


class Replicates(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.checkpoint = self.folder / "checkpoint"

    def replicates(self, processes, *arguments):
        output = self.folder / f"output{processes}"
        run = mpirun(processes, REPLICATES, output, *arguments)
        return run, output.read_bytes() if output.exists() else b""

    def one_process(self):
        output = self.folder / "alone"
        subprocess.run([REPLICATES, output], env=ENVIRONMENT, check=True, capture_output=True)
        return output.read_bytes()

    def test_the_same_bytes_for_any_number_of_processes(self):
        alone = self.one_process()
        self.assertEqual(len(alone), 2000 * (20 * 8 + 1))
        for processes in (1, 2, 4):
            run, output = self.replicates(processes, 300)
            self.assertEqual(run.returncode, 0, run.stderr)
            self.assertTrue(output == alone, f"other bytes with {processes} processes")
            self.assertEqual(run.stderr, "")
            # One process reports, and it has not done all alone.
            self.assertEqual(len(run.stdout.splitlines()), 1, run.stdout)
            computed = int(run.stdout.split()[0])
            if processes == 1:
                self.assertEqual(computed, 2000)
            else:
                self.assertLess(computed, 1800)
                self.assertGreater(computed, 0)

    def test_a_killed_process_ends_the_run_and_the_checkpoint_goes_on(self):
        alone = self.one_process()
        output = self.folder / "killed"
        for rank in (0, 2, 3):
            before = self.checkpoint.stat().st_size if self.checkpoint.exists() else 0
            command = [LAUNCHER, "-n", "4", REPLICATES, output, "8000", "", self.checkpoint]
            run = subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, text=True)
            deadline = time.monotonic() + 60
            while not self.checkpoint.exists() or self.checkpoint.stat().st_size < before + 20000:
                self.assertIsNone(run.poll(), "the run ended before it was disturbed")
                self.assertLess(time.monotonic(), deadline)
            os.kill(children_of(run.pid)[rank], signal.SIGKILL)
            _, error = run.communicate(timeout=60)
            self.assertNotEqual(run.returncode, 0)
            self.assertRegex(error, "(?i)killed|signal 9")
            self.assertFalse(output.exists())
        # Whatever was in the file is not computed again, by however many processes.
        done = (self.checkpoint.stat().st_size - 80) // (23 * 8)
        run, result = self.replicates(1, 0, "", self.checkpoint)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertEqual(int(run.stdout.split()[0]), 2000 - done)
        self.assertTrue(result == alone)
        self.assertEqual(self.checkpoint.stat().st_size, 80 + 2000 * 23 * 8)

    def test_a_failure_elsewhere_ends_the_run_with_its_message(self):
        run, output = self.replicates(3, 2000, "exit", self.checkpoint)
        self.assertEqual(run.returncode, 5)
        self.assertIn("trustsem: a replicate failed; look at it.", run.stderr)
        self.assertRegex(run.stderr, "trustsem: process [12] on .+ failed, which ends the run")
        self.assertEqual((run.stdout, output), ("", b""))
        run, output = self.replicates(3, 0, "", self.checkpoint)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertTrue(output == self.one_process())

    def test_a_failure_of_the_first_process_ends_the_run(self):
        run, output = self.replicates(3, 2000, "first")
        self.assertEqual(run.returncode, 5)
        self.assertIn("trustsem: a replicate failed; look at it.", run.stderr)
        self.assertEqual((run.stdout, output), ("", b""))

    def test_an_error_of_usage_is_told_once(self):
        run, _ = self.replicates(4, 0, "usage")
        self.assertEqual(run.returncode, 2)
        self.assertEqual(run.stderr.count("trustsem: the usage is wrong"), 1)

    def test_processes_with_other_replicates_are_refused(self):
        run, output = self.replicates(2, 100, "plan")
        self.assertEqual(run.returncode, 2)
        self.assertIn("process 1 has other replicates to compute than the first", run.stderr)
        self.assertEqual(output, b"")
        run, output = self.replicates(2, 2000, "nothing")
        self.assertEqual(run.returncode, 1)
        self.assertRegex(run.stderr, "process 1 on .+ found nothing to compute")
        self.assertEqual(output, b"")

    def test_a_second_run_in_one_command_is_computed_by_the_first_process(self):
        run, output = self.replicates(3, 0, "twice", self.checkpoint)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertTrue(output == self.one_process())


class Program(unittest.TestCase):
    """trustsem-mpi says once what trustsem says."""

    def same(self, *arguments, status=0):
        alone = subprocess.run([TRUSTSEM, *map(str, arguments)], capture_output=True, text=True,
                               encoding="utf-8")
        together = mpirun(4, TRUSTSEM_MPI, *arguments)
        self.assertEqual(alone.returncode, status, alone.stderr)
        self.assertEqual(together.returncode, status, together.stderr)
        self.assertEqual(together.stdout, alone.stdout)
        if status == 0:
            self.assertEqual(together.stderr, alone.stderr)
        for line in alone.stderr.splitlines():
            self.assertEqual(together.stderr.count(line), 1, together.stderr)

    def test_commands(self):
        with tempfile.TemporaryDirectory() as folder:
            model = pathlib.Path(folder) / "model.lav"
            model.write_text("visual =~ x1 + x2 + x3\n")
            self.same("fit", model, "--data", DATA)
            self.same("fit", model, "--data", DATA, "--format", "json")
            self.same("fit", model, "--data", DATA, "--estimater", "ML", status=2)
            self.same("fit", model, "--data", "nowhere.csv", status=4)
            self.same("schema")
            self.same("--version")

    def test_without_a_launcher_it_is_trustsem(self):
        run = subprocess.run([TRUSTSEM_MPI, "--version"], env=ENVIRONMENT, capture_output=True,
                             text=True)
        self.assertEqual(run.returncode, 0, run.stderr)
        self.assertRegex(run.stdout, r"^trustsem \d")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)
