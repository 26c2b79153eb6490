"""Figures for a monitoring system, written as Prometheus text."""

from typing import NamedTuple

from prometheus_client import CollectorRegistry, Gauge, generate_latest


class Metric(NamedTuple):
    """One figure with its values.

    :param values: ``{tuple of label values: number}``
    """

    name: str
    help: str
    labels: tuple
    values: dict


def as_text(metrics):
    """Return the metrics as Prometheus text, in bytes.

    >>> queue = Metric("queue", "Messages waiting", ("channel",), {("sms",): 2})
    >>> print(as_text([queue, Metric("up", "Answers", (), {(): 1})]).decode().strip())
    # HELP directive_queue Messages waiting
    # TYPE directive_queue gauge
    directive_queue{channel="sms"} 2.0
    # HELP directive_up Answers
    # TYPE directive_up gauge
    directive_up 1.0
    """
    registry = CollectorRegistry()
    for metric in metrics:
        gauge = Gauge(f"directive_{metric.name}", metric.help, metric.labels, registry=registry)
        for labels, value in metric.values.items():
            (gauge.labels(*labels) if labels else gauge).set(value)
    return generate_latest(registry)
