//! Figures for monitoring, in the OpenMetrics text form.

use crate::App;
use jiff::Timestamp;
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use std::time::Duration;
use store::{StoreError, Tx};

/// Upper bounds in seconds; the page bar of 50 ms lies in the middle.
const BUCKETS: [f64; 8] = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0];

#[derive(Debug, Clone, Hash, PartialEq, Eq, EncodeLabelSet)]
struct Labels {
    method: String,
    route: &'static str,
    status: u16,
}

/// What is counted while the program runs.
#[derive(Debug)]
pub(crate) struct Metrics {
    requests: Family<Labels, Counter>,
    seconds: Histogram,
}

impl Default for Metrics {
    fn default() -> Metrics {
        Metrics { requests: Family::default(), seconds: Histogram::new(BUCKETS) }
    }
}

impl Metrics {
    /// Counts one answered request.
    pub(crate) fn record(&self, method: &str, route: &'static str, status: u16, took: Duration) {
        self.requests.get_or_create(&Labels { method: method.to_owned(), route, status }).inc();
        self.seconds.observe(took.as_secs_f64());
    }
}

/// The whole text of `/metrics`.
pub(crate) fn text(app: &App, tx: &mut Tx<'_>, now: Timestamp) -> Result<String, StoreError> {
    let mut registry = Registry::with_prefix("luoshi");
    registry.register("http_requests", "Requests answered", app.metrics.requests.clone());
    registry.register("http_request_seconds", "Time to answer a request", app.metrics.seconds.clone());
    for gauge in app.gauges {
        let figure: Gauge = Gauge::default();
        figure.set((gauge.read)(tx, now)?);
        registry.register(gauge.name, gauge.help, figure);
    }
    let mut text = String::new();
    match encode(&mut text, &registry) {
        Ok(()) => Ok(text),
        // Writing into a String cannot fail; should that change, an empty page is the plain sign of it.
        Err(_) => Ok(String::new()),
    }
}
