"""Figures for a monitoring system, written as Prometheus text."""

from typing import NamedTuple

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily


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
    registry.register(_Collector(metrics))
    return generate_latest(registry)


class _Collector:
    """Figures worked out just now; a Gauge would be kept for all workers."""

    def __init__(self, metrics):
        self._metrics = metrics

    def collect(self):
        for metric in self._metrics:
            family = GaugeMetricFamily(
                f"directive_{metric.name}", metric.help, labels=metric.labels
            )
            for labels, value in metric.values.items():
                family.add_metric([str(one) for one in labels], value)
            yield family
