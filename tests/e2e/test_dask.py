"""A build on a Dask cluster gives the same bytes as one on this machine."""

from __future__ import annotations

import pytest
from distributed import LocalCluster
from harness import Archive, run_sitegen


@pytest.mark.filterwarnings("default")
def test_a_cluster_of_two_workers_builds_the_same_site(archive: Archive) -> None:
    """Workers are processes of their own, which get the site by the network and no file of it."""
    alone = archive.build(jobs=1).expect_ok().tree()
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", scheduler_port=0, dashboard_address=None
    ) as cluster:
        archive.build(clean=True, scheduler=cluster.scheduler_address)
        together = archive.expect_ok().tree()
    assert archive.report.rendered > 30
    assert together == alone


def test_a_scheduler_that_is_not_there_is_a_clear_error(archive: Archive) -> None:
    done = run_sitegen("build", "--clean", "--scheduler", "tcp://127.0.0.1:9", cwd=archive.folder)
    assert done.returncode == 2
    assert "there is no Dask scheduler at tcp://127.0.0.1:9" in done.stderr
    assert "Traceback" not in done.stderr
