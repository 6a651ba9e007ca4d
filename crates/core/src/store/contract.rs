//! The contract suite: what every store promises, run on each adapter.
