"""Promises 21, 22, 23: whatever happens, the books are the rule applied to the facts."""

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.rebates.machine import Machine

RUNS, STEPS = 10, 25  # 5,000 × 100 by `make acceptance`


def test_the_books_are_the_rule_applied_to_the_facts(plans):
    checks = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.filter_too_much]
    wanted = settings(max_examples=RUNS, stateful_step_count=STEPS, deadline=None, suppress_health_check=checks)
    run_state_machine_as_test(Machine, settings=wanted)
