"""The list of processes in deploy/ is the one that the tool writes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tools.cluster import DEPLOY, processes_conf


def test_the_list_that_is_shipped_is_the_one_that_is_written() -> None:
    written = processes_conf(["app1:8501", "app2:8501"])
    assert Path(DEPLOY / "processes.conf").read_text() == written


def test_who_is_drained_gets_nobody_new_and_keeps_its_own() -> None:
    addresses = ["a:1", "b:1", "c:1"]
    new = re.compile(r"split_clients .*?\n\}", re.DOTALL)
    (before,) = new.findall(processes_conf(addresses))
    (during,) = new.findall(processes_conf(addresses, frozenset({1})))
    assert re.findall(r" (p\d);", before) == ["p1", "p2", "p3"]
    assert re.findall(r" (p\d);", during) == ["p1", "p3"]
    whole = processes_conf(addresses, frozenset({1}))
    assert whole.replace(during, before) == processes_conf(addresses)


def test_every_process_has_all_others_behind_it() -> None:
    for block in processes_conf(["a:1", "b:1", "c:1"]).split("upstream ")[1:]:
        servers = re.findall(r"server (\S+) max_fails=1 fail_timeout=5s( backup)?;", block)
        assert {address for address, _ in servers} == {"a:1", "b:1", "c:1"}
        assert [bool(backup) for _, backup in servers] == [False, True, True]


def test_more_processes_than_letters_are_refused() -> None:
    with pytest.raises(ValueError, match="There can be 20 processes"):
        processes_conf(["a:1"] * 21)
