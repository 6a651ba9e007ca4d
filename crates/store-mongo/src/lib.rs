//! The cluster store: one MongoDB database, any number of nodes.
